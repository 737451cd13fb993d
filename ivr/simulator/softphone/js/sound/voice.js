// Sound in and out of the phone in the hand: other phones are neither heard nor spoken into.

import { Microphone } from "./microphone.js";
import { playInto } from "./clip.js";
import { Spotter } from "./spotter.js";

export class Voice extends EventTarget {
  #stopClip = null;
  #phone = null;

  constructor(desk, story, output) {
    super();
    this.desk = desk;
    this.story = story;
    this.output = output;
    this.microphone = new Microphone(output);
    this.spotter = new Spotter((samples) => this.#spoken(samples, "microphone.wav"));
    this.microphone.addEventListener("frame", ({ detail }) => this.#heard(detail));
    desk.addEventListener("taken", () => this.#switched());
    desk.addEventListener("change", () => this.#listen());
    this.#listen();
  }

  /** Whether a file is being played into the call. */
  get playing() {
    return this.#stopClip !== null;
  }

  /** Play samples into the call in the hand, and remember them as spoken. */
  play(samples, name) {
    const phone = this.desk.active;
    this.#stopClip?.();
    this.story.spoken(phone.call, samples, name);
    this.#stopClip = playInto(phone, samples, () => {
      this.#stopClip = null;
      this.#tell("change");
    });
    this.#tell("change");
  }

  stop() {
    this.#stopClip?.();
  }

  #heard(frame) {
    const phone = this.desk.active;
    const open = phone.state === "talking" && !this.playing;
    const level = this.spotter.take(frame);
    if (open) phone.line.speak(frame);
    this.#tell("level", open ? level : 0);
  }

  #spoken(samples, source) {
    const phone = this.desk.active;
    if (phone.state === "talking" && !this.playing) this.story.spoken(phone.call, samples, source);
  }

  #switched() {
    this.spotter.end();
    this.#listen();
  }

  /** Hear the phone in the hand, and only while it is on a call. */
  #listen() {
    const phone = this.desk.active;
    if (this.#phone !== phone) {
      this.#phone?.line.removeEventListener("frame", this.#play);
      this.#phone = phone;
      phone.line.addEventListener("frame", this.#play);
      this.output.hush();
    }
    if (phone.state === "idle") this.output.hush();
  }

  #play = ({ detail }) => this.output.play(detail);

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
