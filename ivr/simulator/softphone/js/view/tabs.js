// One tab a phone, with a light for its state; arrow keys go along them.

import { $, h } from "../dom.js";

const LABELS = { idle: "free", ringing: "ringing", calling: "calling", talking: "on a call" };

export class Tabs {
  constructor(desk) {
    this.desk = desk;
    this.place = $("#tabs");
    this.place.addEventListener("keydown", (event) => this.#arrow(event));
    $("#add-phone").addEventListener("click", () => desk.add());
    for (const name of ["change", "taken"]) desk.addEventListener(name, () => this.#draw());
    this.#draw();
  }

  #draw() {
    const focused = this.place.contains(document.activeElement);
    this.place.replaceChildren(...this.desk.phones.map((phone) => this.#tab(phone)));
    if (focused) this.place.querySelector("[aria-selected=true]").focus();
    $("#panel").setAttribute("aria-labelledby", `tab-${this.desk.active.id}`);
  }

  #tab(phone) {
    const active = phone === this.desk.active;
    const attributes = {
      id: `tab-${phone.id}`,
      type: "button",
      role: "tab",
      "aria-selected": String(active),
      "aria-controls": "panel",
      tabindex: active ? "0" : "-1",
      "data-state": phone.state,
      onclick: () => this.desk.take(phone),
    };
    const state = h("span", { class: "unseen" }, `, ${LABELS[phone.state]}`);
    return h("button", attributes, h("i", { class: "light", "aria-hidden": "true" }), phone.name, state);
  }

  #arrow(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const { phones, active } = this.desk;
    this.desk.take(phones[(phones.indexOf(active) + step + phones.length) % phones.length]);
    event.preventDefault();
  }
}
