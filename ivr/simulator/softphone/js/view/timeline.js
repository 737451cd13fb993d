// What happened between the simulator and the app, one line a thing; a line opens to all its details.

import { $, h } from "../dom.js";
import { body } from "./details.js";
import { follow } from "./follow.js";
import { headline } from "./headline.js";
import { nameOf } from "./transcript.js";

const FILTERS = {
  All: null,
  Webhooks: ["webhook", "twiml", "replay", "tampered"],
  Media: ["stream", "recording", "transcription"],
  REST: ["rest", "sms"],
  Problems: ["problem"],
};

export class Timeline {
  #items = new Map();
  #filter = "All";

  constructor(story, desk, notices) {
    Object.assign(this, { story, desk, notices });
    this.list = $("#entries");
    follow(this.list);
    story.addEventListener("entry", ({ detail }) => this.#add(detail));
    story.addEventListener("entry-changed", ({ detail }) => this.#update(detail));
    story.addEventListener("call", ({ detail }) => detail.fresh && this.#offerCall(detail.call));
    story.addEventListener("cleared", () => this.#clear());
    $("#of-call").addEventListener("change", () => this.#sift());
    this.#drawFilters();
    this.#armTricks();
  }

  #add(entry) {
    const summary = h("summary", {});
    const details = h("details", { class: "entry", "data-kind": entry.kind }, summary);
    const item = h("li", {}, details);
    details.addEventListener("toggle", () => this.#open(entry, details));
    this.#items.set(entry, item);
    summary.append(...headline(entry, this.#name(entry)));
    item.hidden = !this.#wanted(entry);
    this.list.append(item);
    this.#count();
  }

  #update(entry) {
    const details = this.#items.get(entry)?.firstChild;
    if (!details) return;
    details.firstChild.replaceChildren(...headline(entry, this.#name(entry)));
    if (details.open) this.#open(entry, details);
  }

  #open(entry, details) {
    details.querySelector(".body")?.remove();
    if (details.open) details.append(body(entry, this.notices));
  }

  #name(entry) {
    const call = this.story.calls.get(entry.call);
    return call ? nameOf(this.desk, call) : "";
  }

  #wanted(entry) {
    const kinds = FILTERS[this.#filter];
    const call = $("#of-call").value;
    return (!kinds || kinds.includes(entry.kind)) && (!call || entry.call === call);
  }

  #sift() {
    for (const [entry, item] of this.#items) item.hidden = !this.#wanted(entry);
  }

  #drawFilters() {
    for (const name of Object.keys(FILTERS)) {
      const choose = () => {
        this.#filter = name;
        for (const each of $("#kinds").children) each.setAttribute("aria-pressed", each.dataset.name === name);
        this.#sift();
      };
      const button = h("button", { type: "button", class: "chip", "data-name": name, "aria-pressed": String(name === "All"), onclick: choose }, name, h("b", {}));
      $("#kinds").append(button);
    }
  }

  #count() {
    const entries = [...this.#items.keys()];
    for (const button of $("#kinds").children) {
      const kinds = FILTERS[button.dataset.name];
      const count = kinds ? entries.filter((entry) => kinds.includes(entry.kind)).length : 0;
      button.querySelector("b").textContent = count || "";
    }
  }

  #offerCall(call) {
    const time = call.date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    $("#of-call").append(h("option", { value: call.sid }, `${nameOf(this.desk, call)}, ${time}`));
  }

  #armTricks() {
    const choice = $("#next-webhook");
    const reset = () => (choice.value = "");
    this.story.addEventListener("entry", ({ detail }) => detail.kind === "tampered" && reset());
    this.desk.first.line.addEventListener("state", reset);
    choice.addEventListener("change", async () => {
      const { value } = choice;
      const trick = value === "twice" ? { twice: true } : { seconds: Number(value) };
      const response = await fetch("/webhooks/next", { method: "POST", body: JSON.stringify(trick) }).catch(() => null);
      if (!response?.ok) reset();
    });
  }

  #clear() {
    this.#items.clear();
    this.list.replaceChildren();
    $("#of-call").replaceChildren($("#of-call").firstElementChild);
    for (const call of this.story.calls.values()) this.#offerCall(call);
    this.#count();
  }
}
