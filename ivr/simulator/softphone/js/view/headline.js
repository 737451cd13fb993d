// One entry of the timeline in one line.

import { h } from "../dom.js";
import { summary } from "../twiml.js";

const TAGS = {
  webhook: "Webhook", twiml: "TwiML", stream: "Stream", rest: "REST", call: "Call", queue: "Queue",
  sms: "SMS", recording: "Audio", problem: "Problem", replay: "Again", task: "Task", transcription: "Notes", tampered: "Tampered",
};
const TELLING = ["Digits", "SpeechResult", "QueueResult", "DialCallStatus", "RecordingDuration", "StreamEvent", "ErrorCode", "CallbackSource"];

/** The parts of an entry's line: when, what kind, what, how it went. */
export function headline(entry, name) {
  const { title, more = "", status = "", bad = false, ms } = LINES[entry.kind](entry, name);
  return [
    h("time", {}, entry.since.toFixed(1)),
    h("span", { class: `tag ${entry.level ?? ""}` }, entry.level ?? TAGS[entry.kind]),
    h("span", { class: "title" }, h("b", {}, title), " ", h("span", {}, more)),
    status === "" ? "" : h("span", { class: bad ? "status bad" : "status" }, String(status)),
    ms === undefined ? "" : h("span", { class: ms > 1000 ? "ms slow" : "ms" }, `${ms} ms`),
  ].filter(Boolean);
}

const LINES = {
  webhook: ({ method, url, form, status, ms, error, document }) => ({
    title: `${method} ${path(url)}`,
    more: [telling(form), document && `→ ${summary(document)}`].filter(Boolean).join(" "),
    status: status || (error ?? "no answer"),
    bad: !status || status >= 400,
    ms,
  }),
  twiml: ({ url, document }) => ({ title: url === "inline" ? "given by REST" : path(url), more: document && `→ ${summary(document)}` }),
  stream: ({ name, state, sent, received, error }) => ({
    title: `${name} ${state}`,
    more: state === "stopped" ? `${sent} messages sent, ${received} received` : "",
    ...(error && { status: error, bad: true }),
  }),
  task: ({ task, state, worker, reservation }) => ({ title: state, more: worker ? `${worker}, reservation ${reservation}` : task }),
  transcription: ({ name, state, track, text }) => ({ title: name, more: text ? `${track}: ${text}` : state }),
  rest: ({ method, path: address, status, code }) => ({
    title: `${method} ${address.replace(/^.*\/Accounts\/AC\w+/, "")}`,
    status: code ? `${status} · ${code}` : status,
    bad: status >= 400,
  }),
  call: ({ status, from, to, direction }, name) => ({ title: name, more: direction === "inbound" ? `to ${to}` : `from ${from}`, status }),
  queue: ({ queue, state, result }, name) => ({ title: queue, more: `${name} ${result ?? state}` }),
  sms: ({ from, to, body }) => ({ title: `${from} to ${to}`, more: body }),
  recording: ({ seconds, status }) => ({ title: `Recording, ${seconds} s`, status }),
  problem: ({ code, message }) => ({ title: code ?? "", more: message }),
  replay: ({ method, url, status, error, ms }) => ({ title: `${method} ${path(url)}`, more: error, status, bad: status >= 400 || !status, ms }),
  tampered: ({ url, seconds, twice, statuses, same }) => ({
    title: twice ? "sent twice at once" : `held back for ${seconds} s`,
    more: path(url) + (twice ? (same ? ", both answers the same" : ", the answers differ") : ""),
    status: statuses.join(" · "),
    bad: twice && !same,
  }),
};

function path(url) {
  try {
    const { pathname, search } = new URL(url);
    return pathname + (search.length > 30 ? "?…" : search);
  } catch {
    return url;
  }
}

function telling(form = {}) {
  return TELLING.filter((name) => form[name]).map((name) => (name === "CallbackSource" ? form.CallStatus : `${name}=${form[name]}`)).join(" ");
}
