// What was said, as bubbles: the app on the left, the people on the right.

import { $, clock, download, h, icon, linked } from "../dom.js";
import { OVER } from "../phone.js";
import { scenario } from "../scenario.js";
import { encoded } from "../sound/wav.js";
import { heardWords } from "../story.js";
import { follow } from "./follow.js";

export class Transcript {
  #items = new Map();

  constructor(story, desk) {
    Object.assign(this, { story, desk });
    this.list = $("#turns");
    follow(this.list);
    story.addEventListener("turn", ({ detail }) => this.#add(detail));
    story.addEventListener("turn-changed", ({ detail }) => this.#update(detail));
    story.addEventListener("call", ({ detail }) => this.#call(detail));
    desk.addEventListener("call", () => this.#offer());
    $("#clear").addEventListener("click", () => this.clear());
    $("#save-scenario").addEventListener("click", () => this.#save());
  }

  #add(turn) {
    const item = h("li", { class: "turn", "data-side": turn.side, "data-kind": turn.kind, "data-phone": this.#index(turn.call) });
    this.#items.set(turn.id, item);
    item.append(...this.#drawn(turn));
    this.list.append(item);
    if (!this.story.past && (turn.kind === "prompt" || turn.kind === "words")) this.#speak(item, turn.seconds);
  }

  #update(turn) {
    const item = this.#items.get(turn.id);
    if (!item) return;
    item.replaceChildren(...this.#drawn(turn));
    if (turn.cutAt !== undefined) item.classList.remove("speaking");
  }

  #speak(item, seconds) {
    item.classList.add("speaking");
    setTimeout(() => item.classList.remove("speaking"), seconds * 1000);
  }

  #drawn(turn) {
    const time = h("time", {}, clock(turn.since));
    const who = h("p", { class: "who" }, this.#who(turn), " ", time);
    return [who, ...BODIES[turn.kind](turn, this.story)];
  }

  #who({ side, kind, call, from, to }) {
    if (kind === "sms") return `SMS from ${this.#owner(from)} to ${this.#owner(to)}`;
    const name = nameOf(this.desk, this.story.calls.get(call));
    if (side === "person") return name;
    if (kind === "sound") return "Line";
    const live = [...this.story.calls.values()].filter(({ status }) => status === "in-progress");
    return live.length > 1 ? `App to ${name}` : "App";
  }

  #owner(number) {
    return this.desk.phones.find((phone) => phone.number === number)?.name ?? number;
  }

  #index(call) {
    return Math.max(0, this.desk.phones.indexOf(this.desk.phoneOf(call))) % 4;
  }

  #call({ call, fresh }) {
    if (fresh && call.direction !== "outbound-dial") {
      const when = call.date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      const parties = call.direction === "inbound" ? `${nameOf(this.desk, call)} calls ${call.to}` : `App calls ${call.to}`;
      this.list.append(h("li", { class: "divider" }, h("span", {}, `${parties} · ${when}`)));
    } else if (OVER.includes(call.status)) {
      const words = { completed: "Call over", "no-answer": "Nobody answered", canceled: "Call cancelled" };
      const text = `${nameOf(this.desk, call)}: ${(words[call.status] ?? `call ${call.status}`).toLowerCase()}`;
      this.list.append(h("li", { class: "divider quiet" }, h("span", {}, text)));
    }
    this.#offer();
  }

  /** The call to save: the caller's latest, else the latest of any phone. */
  #latest() {
    const mine = [...this.story.calls.values()].filter(({ sid, direction }) => direction === "inbound" && this.desk.phoneOf(sid));
    return mine.findLast(({ sid }) => this.desk.phoneOf(sid) === this.desk.first) ?? mine.at(-1);
  }

  #offer() {
    $("#save-scenario").disabled = !this.#latest();
  }

  #save() {
    const call = this.#latest();
    const stamp = call.date.toISOString().slice(0, 19).replaceAll(":", "");
    download(`call-${stamp}.yaml`, scenario(this.story, call, (sid) => this.desk.phoneOf(sid)), "application/yaml");
  }

  /** Forget what was said and what happened. */
  clear() {
    this.story.clear();
    this.#items.clear();
    this.list.replaceChildren();
    this.#offer();
    this.story.dispatchEvent(new CustomEvent("cleared"));
  }
}

const BODIES = {
  prompt: (turn) => prompt(turn),
  sound: ({ text, times }) => [h("p", { class: "words" }, `${text.slice(1, -1)}${times > 1 ? ` ×${times}` : ""}`)],
  words: ({ text }) => [h("p", { class: "words" }, text)],
  sms: ({ text }) => [h("p", { class: "words" }, linked(text))],
  note: ({ text }) => [h("p", { class: "words" }, text)],
  keys: ({ text, listened }) => [
    h("p", { class: "words keys" }, h("span", { class: "unseen" }, "pressed "), [...text].map((key) => h("kbd", {}, key))),
    listened ? "" : h("p", { class: "aside" }, "The app was not listening for keys."),
  ],
  spoken: (turn, story) => spoken(turn, story),
};

function prompt(turn) {
  const heard = heardWords(turn);
  if (heard === turn.text) return [h("p", { class: "words" }, turn.text)];
  const words = [h("span", {}, heard), " ", h("s", {}, turn.text.slice(heard.length).trim())];
  return [h("p", { class: "words" }, words), h("p", { class: "aside" }, "cut off")];
}

function spoken(turn, story) {
  turn.url ??= URL.createObjectURL(new Blob([encoded(turn.samples)], { type: "audio/wav" }));
  const player = h("audio", { src: turn.url, preload: "auto" });
  const play = h("button", { type: "button", class: "play quiet", onclick: () => player.play() }, icon("file"), `${turn.seconds.toFixed(1)} s, ${turn.source}`);
  const label = `What was said in these ${turn.seconds.toFixed(1)} seconds`;
  const field = h("input", { type: "text", class: "said", placeholder: "What was said? (optional)", "aria-label": label });
  field.value = turn.text;
  field.addEventListener("input", () => story.turns.includes(turn) && (turn.text = field.value.trim()));
  return [h("div", { class: "words" }, play, player), field];
}

/** Who is on a call, as the page calls them. */
export function nameOf(desk, call) {
  if (!call) return "Phone";
  const number = call.direction === "inbound" ? call.from : call.to;
  return (desk.phoneOf(call.sid) ?? desk.phones.find((phone) => phone.number === number))?.name ?? number;
}
