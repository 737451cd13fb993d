// A call that was made, as a scenario file that makes it again.

import { OVER } from "./phone.js";
import { base64, encoded } from "./sound/wav.js";
import { heardWords } from "./story.js";

const SETTLED = 0.1;

/** The YAML of a call; `phoneOf` tells which phone of the page is on a leg. */
export function scenario(story, call, phoneOf) {
  const others = [...story.calls.values()].filter((leg) => leg !== call && leg.at >= call.at && phoneOf(leg.sid));
  const agents = others.flatMap((leg) => agent(story, call, leg, phoneOf(leg.sid)));
  return yaml({
    name: `Call of ${call.date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`,
    from: call.from,
    to: call.to,
    steps: steps(story, call.sid),
    ...(agents.length && { agents }),
    expect: expectations(story, call),
  });
}

function steps(story, sid) {
  const made = [];
  let cut = false;
  for (const turn of story.turns.filter((each) => each.call === sid)) {
    const step = taken(turn, cut);
    if (!step || (step.hear && step.hear === made.at(-1)?.hear)) continue;
    cut = turn.kind === "prompt" && turn.cutAt !== undefined;
    made.push(step);
  }
  return made;
}

function taken(turn, cut) {
  const early = cut || turn.bargedIn ? { barge_in: true } : {};
  switch (turn.kind) {
    case "prompt":
      return { hear: heardWords(turn) || turn.text.split(" ")[0] };
    case "keys":
      return { press: turn.text, ...early };
    case "words":
      return { say: turn.text, ...early };
    case "spoken":
      return turn.text ? { say: turn.text, ...early } : { play: turn.source, wav: base64(encoded(turn.samples)), ...early };
    case "note":
      return "hangup";
    default:
      return null;
  }
}

function agent(story, call, leg, phone) {
  const { ringing, "in-progress": answered } = leg.moments;
  const acts = steps(story, leg.sid);
  if (leg.direction === "inbound") {
    const url = story.entries.find((entry) => entry.kind === "webhook" && entry.call === leg.sid)?.url;
    return url ? [{ number: phone.number, calls: url, after: seconds(leg.at - call.at), steps: acts }] : [];
  }
  if (answered === undefined) return [{ number: phone.number, [leg.status === "busy" ? "busy" : "no_answer"]: true }];
  return [{ number: phone.number, answer_after: seconds(answered - ringing), ...(acts.length && { steps: acts }) }];
}

function expectations(story, call) {
  const during = story.entries.filter((entry) => entry.at >= call.at);
  const queue = during.find((entry) => entry.kind === "queue" && entry.call === call.sid)?.queue;
  const sms = during.filter((entry) => entry.kind === "sms").map((entry) => entry.body);
  return { ...(OVER.includes(call.status) && { status: call.status }), ...(queue && { queue }), ...(sms.length && { sms }) };
}

function seconds(number) {
  return Math.max(SETTLED, Math.round(number * 10) / 10);
}

/** Plain data as YAML: a JSON string is a YAML string too. */
export function yaml(data, indent = "") {
  return Object.entries(data)
    .map(([name, value]) => `${indent}${name}:${nested(value, indent)}`)
    .join("");
}

function nested(value, indent) {
  if (Array.isArray(value)) return value.length ? "\n" + value.map((item) => listed(item, indent + "  ")).join("") : " []\n";
  if (value && typeof value === "object") return "\n" + yaml(value, indent + "  ");
  return ` ${JSON.stringify(value)}\n`;
}

function listed(item, indent) {
  if (item === null || typeof item !== "object") return `${indent}- ${item === "hangup" ? item : JSON.stringify(item)}\n`;
  return `${indent}- ${yaml(item, indent + "  ").trimStart()}`;
}
