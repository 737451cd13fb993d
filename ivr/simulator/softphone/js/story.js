// What the simulator's events tell: calls, the turns of a transcript, the entries of a timeline.
// Nothing here knows the page; views listen for `turn`, `turn-changed`, `entry`, `entry-changed`, `call`.

import { OVER } from "./phone.js";

const ATTEMPTED = 0.15; // seconds by which an event may come early without having cut a prompt off
const ONE_NUMBER = 3; // seconds between keys of one number

export class Story extends EventTarget {
  calls = new Map();
  turns = [];
  entries = [];
  #origin = 0;
  #offset = Infinity;
  #speaking = new Map();
  #gathering = new Set();
  #document = new Map();

  /** Take one event of the simulator's log. */
  take(event) {
    this.#offset = Math.min(this.#offset, performance.now() / 1000 - event.at);
    this.#cut(event);
    (this[`_${event.event}`] ?? (() => {})).call(this, event);
  }

  /** Forget all, but keep calls that last. */
  clear() {
    this.turns = [];
    this.entries = [];
    for (const [sid, call] of this.calls) if (OVER.includes(call.status)) this.calls.delete(sid);
  }

  /** The simulator was started anew: its clock begins again, its calls are gone. */
  restart() {
    this.#offset = Infinity;
    for (const call of this.calls.values()) if (!OVER.includes(call.status)) call.status = "failed";
  }

  /** Take the events of a run that is over. */
  relive(events) {
    this.restart();
    this.past = true;
    for (const event of events) this.take(event);
    this.past = false;
    this.restart();
  }

  /** The simulator's clock, now. */
  now() {
    return performance.now() / 1000 - this.#offset;
  }

  /** Add speech that came by microphone or file: the simulator has no words for it. */
  spoken(call, samples, source) {
    const seconds = samples.length / 8000;
    this.#turn({ at: this.now() - seconds, call, side: "person", kind: "spoken", text: "", seconds, samples, source });
  }

  /** Note that a person of this page put the receiver down. */
  hungUp(call) {
    if (call) this.#turn({ at: this.now(), call, side: "person", kind: "note", text: "hung up" });
  }

  _call({ at, call: sid, status, from, to, direction }) {
    const known = this.calls.get(sid);
    if (!known && ![...this.calls.values()].some((call) => !OVER.includes(call.status))) this.#origin = at;
    const call = known ?? { sid, from, to, direction, at, date: new Date(), moments: {} };
    call.status = status;
    call.moments[status] = at;
    this.calls.set(sid, call);
    this.#entry({ at, call: sid, kind: "call", status, from, to, direction });
    this.#tell("call", { call, fresh: !known });
  }

  _webhook(event) {
    this.#entry({ ...event, kind: "webhook", document: null, marks: [], verbs: [] });
    if (event.form?.SpeechResult) this.#word(event.call, event.form.SpeechResult);
  }

  _recognised({ call, text }) {
    this.#word(call, text);
  }

  _twiml({ at, call, url, document }) {
    const asked = this.entries.findLast((entry) => entry.kind === "webhook" && entry.call === call && entry.url === url);
    const entry = asked?.document === null ? asked : this.#entry({ at, call, kind: "twiml", url, marks: [], verbs: [] });
    entry.document = document;
    this.#document.set(call, entry);
    this.#changed("entry", entry);
  }

  _verb({ call, verb, attributes }) {
    const entry = this.#document.get(call);
    if (entry) this.#changed("entry", (entry.verbs.push({ verb, attributes }), entry));
    if (verb === "Gather") this.#gathering.add(call);
  }

  _prompt({ at, call, text, seconds, verb }) {
    const last = this.turns.findLast((turn) => turn.call === call);
    if (text.startsWith("[") && last?.text === text && verb !== "Stream") return this.#changed("turn", Object.assign(last, { times: (last.times ?? 1) + 1 }));
    const kind = text.startsWith("[") ? "sound" : "prompt";
    this.#speaking.set(call, this.#turn({ at, call, side: "app", kind, text, seconds, verb }));
  }

  _spoken({ call, text, seconds }) {
    const turn = this.turns.findLast((each) => each.call === call && each.kind === "sound" && each.text === "[stream]");
    if (turn) this.#changed("turn", Object.assign(turn, { text, seconds, kind: text.startsWith("[") ? "sound" : "prompt" }));
  }

  _utterance({ at, call, text, seconds }) {
    this.#turn({ at, call, side: "person", kind: "words", text, seconds });
  }

  _key({ at, call, key, listened }) {
    const last = this.turns.findLast((turn) => turn.call === call && turn.kind !== "sound");
    if (last?.kind === "keys" && at - last.until < ONE_NUMBER) {
      this.#changed("turn", Object.assign(last, { text: last.text + key, until: at, listened: last.listened && listened }));
    } else {
      this.#turn({ at, call, side: "person", kind: "keys", text: key, until: at, listened, bargedIn: this.#isSpeaking(call, at) });
    }
  }

  _notification(event) {
    const entry = this.#document.get(event.call);
    if (entry?.url === event.url && event.code >= 12000 && event.code < 15000) {
      entry.marks.push({ code: event.code, message: event.message });
      this.#changed("entry", entry);
    }
    this.#entry({ ...event, kind: "problem" });
  }

  _rest(event) {
    this.#entry({ ...event, call: event.path.match(/CA\w{32}/)?.[0] ?? "", kind: "rest" });
  }

  _nobody(event) {
    this.#entry({ ...event, kind: "problem", level: "warning", message: `Nobody answers at ${event.number}` });
  }

  _result({ at, call, problems = [] }) {
    for (const message of problems) this.#entry({ at, call, kind: "problem", level: "error", message });
  }

  _skipped(event) {
    this.#entry({ ...event, kind: "problem", level: "warning", message: `${event.verb} is not simulated and was skipped` });
  }

  _fault(event) {
    this.#entry({ ...event, kind: "problem", level: "error", message: `The simulator stumbled: ${event.error}` });
  }

  _stream(event) {
    this.#entry({ ...event, kind: "stream" });
  }

  _transcription({ at, call, name, state, track, text, final }) {
    if (final !== false) this.#entry({ at, call, kind: "transcription", name, state, track, text });
  }

  _task({ at, call, task, state, worker, reservation }) {
    this.#entry({ at, call, kind: "task", task, state, worker, reservation });
  }

  _queue(event) {
    this.#entry({ ...event, kind: "queue" });
  }

  _sms(event) {
    this.#entry({ ...event, kind: "sms" });
    const { at, call, from, to, body } = event;
    this.#turn({ at, call, side: "app", kind: "sms", text: body, from, to });
  }

  _recording(event) {
    this.#entry({ ...event, kind: "recording" });
  }

  _tampered(event) {
    this.#entry({ ...event, kind: "tampered" });
  }

  /** Give the latest speech without words its words. */
  #word(call, text) {
    const turn = this.turns.findLast((each) => each.call === call && each.kind === "spoken" && !each.text);
    if (turn) this.#changed("turn", Object.assign(turn, { text }));
  }

  #isSpeaking(call, at) {
    const turn = this.#speaking.get(call);
    return Boolean(turn) && at < (turn.cutAt ?? turn.at + turn.seconds) + ATTEMPTED;
  }

  /** Find out whether an event cut the prompt off that is being spoken. */
  #cut({ event, at, call, status, listened, form }) {
    const turn = this.#speaking.get(call);
    const ends = {
      prompt: true,
      twiml: true,
      verb: true,
      call: OVER.includes(status),
      key: listened && this.#gathering.has(call),
      webhook: form && ("Digits" in form || "SpeechResult" in form),
    };
    if (event === "twiml") this.#gathering.delete(call);
    if (!turn || !ends[event]) return;
    if (at < turn.at + turn.seconds - ATTEMPTED && turn.cutAt === undefined) {
      this.#changed("turn", Object.assign(turn, { cutAt: at }));
    }
    if (event !== "key") this.#speaking.delete(call);
  }

  #turn(turn) {
    this.turns.push(Object.assign(turn, { id: `t${this.turns.length}`, since: turn.at - this.#origin }));
    this.#tell("turn", turn);
    return turn;
  }

  #entry(entry) {
    this.entries.push(Object.assign(entry, { since: entry.at - this.#origin }));
    this.#tell("entry", entry);
    return entry;
  }

  #changed(what, detail) {
    this.#tell(`${what}-changed`, detail);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The words of a prompt that were heard before it was cut off. */
export function heardWords({ text, at, seconds, cutAt }) {
  if (cutAt === undefined) return text;
  const letters = text.slice(0, Math.round((text.length * (cutAt - at)) / seconds));
  return letters.length < text.length ? letters.replace(/\S*$/, "").trim() : text;
}
