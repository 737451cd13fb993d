// All about one entry of the timeline, and what can be done with it.

import { h, icon } from "../dom.js";
import { pretty } from "../twiml.js";

const DOCS = "https://www.twilio.com/docs/api/errors/";
const HIDDEN = new Set(["type", "at", "since", "kind", "event", "form", "document", "marks", "verbs", "signature"]);
const IN_THE_LINE = new Set(["method", "status", "ms", "code", "level", "call"]);

export function body(entry, notices) {
  const parts = [table(facts(entry))];
  if (entry.kind === "webhook") parts.push(again(entry, notices));
  if (entry.document) parts.push(section("TwiML", pretty(entry.document, entry.marks)));
  if (entry.form && Object.keys(entry.form).length) parts.push(section("Form", table(entry.form)));
  if (entry.signature) parts.push(section("X-Twilio-Signature", h("code", { class: "signature" }, entry.signature)));
  if (entry.kind === "recording" && entry.status === "completed") parts.push(player(entry));
  if (entry.code) parts.push(h("p", {}, h("a", { href: DOCS + entry.code, target: "_blank", rel: "noreferrer" }, `What Twilio says about ${entry.code}`)));
  return h("div", { class: "body" }, parts);
}

function facts(entry) {
  const hides = (name) => HIDDEN.has(name) || (entry.form && IN_THE_LINE.has(name));
  return Object.fromEntries(Object.entries(entry).filter(([name, value]) => !hides(name) && value !== "" && value !== null));
}

function section(title, content) {
  return h("section", {}, h("h3", {}, title), content);
}

function table(data) {
  const rows = Object.entries(data).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, text(value))));
  return h("dl", {}, rows);
}

function text(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function player({ sid }) {
  const url = `/2010-04-01/Accounts/${document.body.dataset.account}/Recordings/${sid}.wav`;
  return h("audio", { controls: true, preload: "none", src: url });
}

/** Buttons that send a webhook once more, and what the app answered then. */
function again(entry, notices) {
  const answers = h("div", { class: "answers", role: "status" });
  const button = (label, times, seconds) =>
    h("button", { type: "button", class: "quiet", onclick: () => replay(entry, { times, seconds }, answers, notices) }, icon("again"), label);
  const buttons = [button("Replay", 1, 0), button("Duplicate", 2, 0), button("Replay in 3 s", 1, 3)];
  return h("section", { class: "again" }, h("p", { class: "buttons" }, buttons), answers);
}

async function replay(entry, { times, seconds }, answers, notices) {
  answers.replaceChildren(h("p", { class: "aside" }, seconds ? `waiting ${seconds} s` : "sending"));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const order = { call: entry.call, method: entry.method, url: entry.url, form: entry.form, times };
  const response = await fetch("/webhooks/replay", { method: "POST", body: JSON.stringify(order) }).catch(() => null);
  if (response?.ok) {
    const replies = await response.json();
    answers.replaceChildren(...replies.map((reply) => answered(reply, entry.document)));
  } else {
    answers.replaceChildren();
    notices.show("replay", (await response?.text()) ?? "The simulator could not be reached. The page connects again by itself; then try once more.");
  }
}

function answered({ status, ms, error, document: reply }, before) {
  if (error) return h("p", { class: "bad" }, `${status || "no answer"} after ${ms} ms: ${error}`);
  const same = reply === before;
  const verdict = before === null ? "" : same ? ", the same bytes as then" : ", not the answer given then:";
  const line = h("p", { class: same || before === null ? "good" : "bad" }, `${status} in ${ms} ms${verdict}`);
  return h("div", {}, line, reply && !same ? pretty(reply) : "");
}
