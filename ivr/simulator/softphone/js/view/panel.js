// The phone in the hand: screen, dial pad, buttons, words, its own settings.

import { $, clock, h } from "../dom.js";
import * as memory from "../memory.js";
import { decoded } from "../sound/wav.js";

const LETTERS = { 1: "", 2: "ABC", 3: "DEF", 4: "GHI", 5: "JKL", 6: "MNO", 7: "PQRS", 8: "TUV", 9: "WXYZ", "*": "", 0: "+", "#": "" };
const NAMES = { "*": "star", "#": "hash" };
const OUTCOMES = {
  completed: "Call ended", busy: "Busy", failed: "The call failed", "no-answer": "Nobody answered",
  canceled: "Cancelled", missed: "Missed call", "line lost": "The line was lost",
};
const SAYS = { talking: "Type what to say", idle: "Type an SMS to the number" };
const FIRST_NUMBER = "+12025550100";

export class Panel {
  #fresh = true;

  constructor({ desk, story, output, voice, app, notices }) {
    Object.assign(this, { desk, story, output, voice, app, notices });
    this.#pad();
    this.#buttons();
    this.#ownSettings();
    $("#to").value = memory.recall("to", FIRST_NUMBER);
    $("#to").addEventListener("input", () => (this.#fresh = false));
    for (const name of ["change", "taken"]) desk.addEventListener(name, () => this.#draw());
    for (const source of [voice, voice.microphone]) source.addEventListener("change", () => this.#draw());
    voice.addEventListener("level", ({ detail }) => $("#level").style.setProperty("--level", detail.toFixed(2)));
    setInterval(() => this.#tick(), 500);
    this.#draw();
  }

  /** Call the number, or answer. */
  async call() {
    const phone = this.desk.active;
    if (phone.state !== "idle" && phone.state !== "ringing") return;
    if (phone.state === "ringing") phone.answer();
    else if (!this.#dial(phone)) this.notices.show("line", "No line to the simulator yet. Start “python -m ivr.simulator serve”; the page connects by itself.");
    await this.#hear();
  }

  /** Put the receiver down, or decline. */
  hangUp() {
    const phone = this.desk.active;
    if (phone.state === "calling" || phone.state === "talking") this.story.hungUp(phone.call);
    if (phone.state !== "idle") phone.hangUp();
  }

  /** Press a key of the pad: into the call, or into the number. */
  press(key) {
    this.output.key(key);
    light(key);
    const phone = this.desk.active;
    if (phone.state === "calling" || phone.state === "talking") phone.press(key);
    else if (phone.state === "idle") this.#type(key);
  }

  #dial(phone) {
    const to = $("#to").value.trim() || FIRST_NUMBER;
    $("#to").value = to;
    this.#fresh = true;
    memory.keep("to", to);
    for (const key of ["refused", "app"]) this.notices.hide(key);
    return phone.dial(to, this.app.settings());
  }

  async #hear() {
    try {
      await this.output.open();
    } catch {
      this.notices.show("sound", "This browser plays calls on secure pages only: open this page at http://127.0.0.1 or over https. The transcript works all the same.");
    }
  }

  #type(key) {
    const field = $("#to");
    field.value = (this.#fresh ? "" : field.value) + key;
    this.#fresh = false;
  }

  #pad() {
    const buttons = Object.keys(LETTERS).sort((a, b) => order(a) - order(b)).map((key) =>
      h("button", { type: "button", "data-key": key, "aria-label": NAMES[key] ?? key, onclick: () => this.press(key) }, key, h("small", { "aria-hidden": "true" }, LETTERS[key])),
    );
    $("#pad").append(...buttons);
  }

  #buttons() {
    const on = (id, event, act) => $(id).addEventListener(event, act);
    on("#call", "click", () => this.call());
    on("#hangup", "click", () => this.hangUp());
    on("#dial", "submit", (event) => (event.preventDefault(), this.call()));
    on("#erase", "click", () => (($("#to").value = $("#to").value.slice(0, -1)), (this.#fresh = false)));
    on("#mic", "click", () => this.#microphone());
    on("#file", "click", () => (this.voice.playing ? this.voice.stop() : $("#file-input").click()));
    on("#file-input", "change", () => this.#file());
    on("#say", "submit", (event) => (event.preventDefault(), this.#say()));
  }

  async #microphone() {
    const { microphone } = this.voice;
    this.notices.hide("microphone");
    if (microphone.open) return microphone.stop();
    try {
      await microphone.start();
    } catch (error) {
      this.notices.show("microphone", error.message);
    }
  }

  async #file() {
    const field = $("#file-input");
    const [file] = field.files;
    field.value = "";
    try {
      if (file) this.voice.play(await decoded(file), file.name);
    } catch {
      this.notices.show("file", `“${file.name}” can’t be played. Choose a WAV, MP3 or Ogg file.`);
    }
  }

  #say() {
    const words = $("#words").value.trim();
    const phone = this.desk.active;
    if (!words || !SAYS[phone.state]) return;
    if (phone.state === "talking") phone.say(words);
    else phone.text($("#to").value.trim() || FIRST_NUMBER, words);
    $("#words").value = "";
  }

  #ownSettings() {
    const rename = () => this.desk.rename(this.desk.active, $("#own-name").value.trim(), $("#own-number").value.trim());
    for (const id of ["#own-name", "#own-number"]) $(id).addEventListener("change", rename);
    $("#remove-phone").addEventListener("click", () => this.desk.remove(this.desk.active));
  }

  #draw() {
    const phone = this.desk.active;
    const talking = phone.state === "talking";
    $("#panel").dataset.state = phone.state;
    $("#phone-party").textContent = phone.state === "idle" ? "" : phone.party;
    $("#pressed").textContent = phone.state === "idle" ? "" : phone.pressed.slice(-18);
    $("#call span").textContent = phone.state === "ringing" ? "Answer" : "Call";
    $("#hangup span").textContent = phone.state === "ringing" ? "Decline" : "Hang up";
    $("#mic").setAttribute("aria-pressed", this.voice.microphone.open);
    $("#file").disabled = !talking;
    $("#file span").textContent = this.voice.playing ? "Stop file" : "WAV file";
    for (const field of $("#say").elements) field.disabled = !SAYS[phone.state];
    $("#words").placeholder = SAYS[phone.state] ?? "";
    for (const [id, value] of [["#own-name", phone.name], ["#own-number", phone.number]]) {
      if (document.activeElement !== $(id)) $(id).value = value;
    }
    $("#remove-phone").hidden = phone === this.desk.first;
    this.output.ring(this.desk.phones.some((each) => each.state === "ringing"));
    this.#tick();
  }

  #tick() {
    const { state, outcome, since, number } = this.desk.active;
    const words = { idle: OUTCOMES[outcome] ?? `Ready as ${number}`, ringing: "Incoming call", calling: "Calling…", talking: "" };
    const text = state === "talking" ? clock((performance.now() - since) / 1000) : words[state];
    const place = $("#phone-state");
    if (place.textContent === text) return;
    place.setAttribute("aria-live", state === "talking" ? "off" : "polite");
    place.textContent = text;
  }
}

function order(key) {
  return "123456789*0#".indexOf(key);
}

function light(key) {
  const button = $(`#pad [data-key="${key}"]`);
  button.classList.add("lit");
  setTimeout(() => button.classList.remove("lit"), 150);
}
