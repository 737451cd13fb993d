// Turns what fails into a sentence that says what to do next.

import { $ } from "../dom.js";
import { OVER } from "../phone.js";

const NO_ANSWER = new Set([11200, 11205, 11206, 11210, 11220, 11235]);
const GRACE = 900;

export function watchTroubles({ desk, story, app, notices }) {
  watchLine(desk.first.line, story, notices);
  desk.addEventListener("refused", ({ detail: { detail } }) => refused(detail, notices));
  desk.addEventListener("change", () => ringing(desk, notices));
  desk.addEventListener("taken", () => ringing(desk, notices));
  story.addEventListener("entry", ({ detail }) => problem(detail, { desk, app, notices }));
}

function watchLine(line, story, notices) {
  let timer = 0;
  line.addEventListener("state", ({ detail: state }) => {
    clearTimeout(timer);
    if (state === "open") return notices.hide("line");
    story.restart();
    timer = setTimeout(
      () => notices.show("line", "The line to the simulator is lost. Is “python -m ivr.simulator serve” still running? The page connects again by itself."),
      GRACE,
    );
  });
}

function refused(message, notices) {
  if (message.includes("no app URL")) {
    $("#app-url").focus();
    notices.show("refused", "Which app shall be called? Enter its voice URL at the top, for example http://127.0.0.1:5000/voice.");
  } else {
    notices.show("refused", `The simulator refused: ${message}`);
  }
}

/** A phone that rings while another is in the hand says so. */
function ringing(desk, notices) {
  for (const phone of desk.phones) {
    const key = `ringing ${phone.id}`;
    if (phone.state !== "ringing" || phone === desk.active) {
      notices.hide(key);
    } else {
      const answer = () => (desk.take(phone), phone.answer());
      const actions = [["Answer", answer], ["Decline", () => phone.hangUp()]];
      notices.show(key, `${phone.name} is ringing: ${phone.party}`, { kind: "ringing", actions });
    }
  }
}

function problem(entry, { desk, app, notices }) {
  if (entry.kind === "call" && entry.status === "ringing") notices.hide("app");
  if (entry.kind === "call" && OVER.includes(entry.status)) notices.hide(`nobody ${entry.to}`);
  if (entry.event === "nobody") {
    const actions = desk.phones.length < 9 ? [["Add a phone there", () => desk.add(entry.number)]] : [];
    notices.show(`nobody ${entry.number}`, `${entry.number} rings in an empty room. Give it to one of the phones, or add one.`, { actions });
  } else if (entry.kind === "problem" && entry.level === "error") {
    notices.show("app", advice(entry, app));
  }
}

function advice({ code, message, url }, app) {
  if (code === 11100) return `There is no such address: ${message}. A URL begins with http:// or https://.`;
  if (!NO_ANSWER.has(code)) return `${code ?? ""} ${message}. The timeline shows the document.`;
  const where = url || app.settings().url || $("#app-url").placeholder;
  if (/HTTP status/.test(message)) return `Your app answered with an error (${message}). Look at its log; the timeline has the request.`;
  return `Your app did not answer at ${where} (${code}). Start it, or correct the URL at the top.`;
}
