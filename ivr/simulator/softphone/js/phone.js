// One telephone of this page: its number, its call, and what its person can do.
// state: idle, ringing (somebody calls it), calling (it calls), talking.

import { Line } from "./line.js";

export const OVER = ["completed", "busy", "failed", "no-answer", "canceled"];

export class Phone extends EventTarget {
  constructor({ id, name, number }) {
    super();
    this.id = id;
    this.name = name;
    this.state = "idle";
    this.call = "";
    this.party = "";
    this.outcome = "";
    this.pressed = "";
    this.since = 0;
    this.line = new Line(number);
    this.line.addEventListener("letter", ({ detail }) => this.#take(detail));
    this.line.addEventListener("state", () => this.#lineChanged());
  }

  get number() {
    return this.line.number;
  }

  /** Call a number that stands for the app at `app.url`; false when the line is down. */
  dial(to, app) {
    const order = { type: "dial", from: this.number, to, ...app };
    for (const name of Object.keys(order)) if (!order[name]) delete order[name];
    if (!this.line.send(order)) return false;
    this.#become("calling", { party: to, outcome: "", pressed: "" });
    return true;
  }

  answer() {
    this.line.send({ type: "answer" });
  }

  /** Put the receiver down: decline while it rings, else end the call. */
  hangUp() {
    this.line.send({ type: this.state === "ringing" ? "decline" : "hangup" });
  }

  press(key) {
    this.pressed += key;
    this.line.send({ type: "keys", keys: key });
    this.#tell("change");
  }

  say(text) {
    this.line.send({ type: "say", text });
  }

  /** Send a text message to a number of the app. */
  text(to, body) {
    this.line.send({ type: "text", from: this.number, to, body });
  }

  #take(letter) {
    const handlers = { ringing: this.#rings, rang: this.#rang, call: this.#connected, event: this.#happened, error: this.#refused };
    handlers[letter.type]?.call(this, letter);
  }

  #rings({ call, from }) {
    if (this.state === "calling" || this.state === "talking") {
      this.line.send({ type: "decline" });
    } else {
      this.#become("ringing", { call, party: from, outcome: "", pressed: "" });
      this.#tell("call", call);
    }
  }

  #rang({ call }) {
    if (this.state === "ringing" && call === this.call) this.#become("idle", { outcome: "missed" });
  }

  #connected({ call }) {
    const incoming = call === this.call;
    this.call = call;
    this.#become(incoming ? "talking" : "calling", { since: performance.now() });
    this.#tell("call", call);
  }

  #happened({ event, call, status }) {
    if (event !== "call" || call !== this.call || this.state === "idle") return;
    if (status === "in-progress" && this.state === "calling") this.#become("talking", { since: performance.now() });
    if (OVER.includes(status)) this.#become("idle", { outcome: status });
  }

  #refused({ message }) {
    if (this.state === "calling" && !this.call) this.#become("idle");
    this.#tell("refused", message);
  }

  #lineChanged() {
    if (this.line.state === "lost" && this.state !== "idle") this.#become("idle", { outcome: "line lost" });
    this.#tell("change");
  }

  #become(state, changes = {}) {
    Object.assign(this, { state, ...changes });
    if (state === "calling" && "party" in changes) this.call = "";
    this.#tell("change");
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
