// The phones on the desk: which there are, and which one is in the hand.

import { Phone } from "./phone.js";
import * as memory from "./memory.js";

const FIRST = [
  { id: "caller", name: "Caller", number: "+12025550143" },
  { id: "agent-1", name: "Agent 1", number: "+12025550171" },
  { id: "agent-2", name: "Agent 2", number: "+12025550172" },
];
const FORWARDED = ["change", "call", "refused"];

export class Desk extends EventTarget {
  phones = [];
  #of = new Map();

  constructor() {
    super();
    for (const entry of memory.recall("phones", FIRST)) this.#place(entry);
    this.active = this.phones[0];
  }

  /** The phone whose line's reports are the page's log: all lines hear the same. */
  get first() {
    return this.phones[0];
  }

  /** Which phone is, or was, on a call. */
  phoneOf(call) {
    return this.#of.get(call);
  }

  take(phone) {
    this.active = phone;
    this.#tell("taken");
  }

  add(number = this.#freeNumber()) {
    const count = this.phones.filter((phone) => phone.name.startsWith("Agent")).length;
    const phone = this.#place({ id: `phone-${Date.now()}`, name: `Agent ${count + 1}`, number });
    this.#keep();
    this.take(phone);
  }

  remove(phone) {
    if (phone === this.first) return;
    phone.line.close();
    this.phones = this.phones.filter((each) => each !== phone);
    this.#keep();
    this.take(this.first);
  }

  rename(phone, name, number) {
    phone.name = name || phone.name;
    if (number && number !== phone.number) phone.line.register(number);
    this.#keep();
    this.#tell("change");
  }

  #place(entry) {
    const phone = new Phone(entry);
    this.phones.push(phone);
    phone.addEventListener("call", ({ detail }) => this.#of.set(detail, phone));
    for (const name of FORWARDED) phone.addEventListener(name, ({ detail }) => this.#tell(name, { phone, detail }));
    return phone;
  }

  #keep() {
    memory.keep("phones", this.phones.map(({ id, name, number }) => ({ id, name, number })));
  }

  #freeNumber() {
    const taken = new Set(this.phones.map((phone) => phone.number));
    for (let last = 171; ; last++) if (!taken.has(`+12025550${last}`)) return `+12025550${last}`;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
