// What went wrong and what to do next, until it is mended or closed.

import { h, icon } from "../dom.js";

export class Notices {
  #shown = new Map();

  constructor(place) {
    this.place = place;
  }

  /** Show a notice; one of the same `key` is replaced. `actions` are [label, function] pairs. */
  show(key, text, { kind = "error", actions = [] } = {}) {
    this.hide(key);
    const buttons = actions.map(([label, act]) =>
      h("button", { type: "button", class: "quiet", onclick: () => (this.hide(key), act()) }, label),
    );
    const close = h("button", { type: "button", class: "quiet icon", "aria-label": "Close", onclick: () => this.hide(key) }, icon("close"));
    const notice = h("div", { class: `notice ${kind}` }, h("p", {}, text), buttons, close);
    this.#shown.set(key, notice);
    this.place.append(notice);
  }

  hide(key) {
    this.#shown.get(key)?.remove();
    this.#shown.delete(key);
  }
}
