// TwiML for reading: indented, coloured, and with Twilio's complaints on the lines they are about.

import { h } from "./dom.js";

/** An element that shows a document; `marks` are complaints {code, message}. */
export function pretty(text, marks = []) {
  const root = new DOMParser().parseFromString(text, "application/xml");
  if (root.querySelector("parsererror")) return h("pre", { class: "twiml", tabindex: "0" }, text);
  const left = [...marks];
  const lines = drawn(root.documentElement, 0).map((line) => marked(line, left));
  const rest = left.map((mark) => h("span", { class: "line warned" }, complaint(mark)));
  return h("pre", { class: "twiml", tabindex: "0", "aria-label": "TwiML" }, lines, rest);
}

/** The verbs of a document in one line: "Start, Gather". */
export function summary(text) {
  const root = new DOMParser().parseFromString(text, "application/xml").documentElement;
  return root.nodeName === "Response" ? [...root.children].map((verb) => verb.nodeName).join(", ") || "empty" : "not XML";
}

function drawn(element, depth) {
  const pad = "  ".repeat(depth);
  const open = [pad, token("mark", "<"), token("tag", element.nodeName), ...[...element.attributes].flatMap(attribute)];
  const inside = [...element.childNodes].filter((node) => node.nodeType === 1 || (node.nodeType === 3 && node.data.trim()));
  const line = (...parts) => ({ element, parts });
  if (!inside.length) return [line(...open, token("mark", "/>"))];
  const close = [token("mark", "</"), token("tag", element.nodeName), token("mark", ">")];
  if (inside.every((node) => node.nodeType === 3)) {
    return [line(...open, token("mark", ">"), element.textContent.trim(), ...close)];
  }
  const children = inside.flatMap((node) =>
    node.nodeType === 1 ? drawn(node, depth + 1) : [line(`${pad}  ${node.data.trim()}`)],
  );
  return [line(...open, token("mark", ">")), ...children, { element: null, parts: [pad, ...close] }];
}

function attribute({ name, value }) {
  return [" ", token("name", name), token("mark", "="), token("value", `"${value}"`)];
}

function token(kind, text) {
  return h("span", { class: kind }, text);
}

/** A line with the complaints about its element; the same complaint twice is about two elements. */
function marked({ element, parts }, left) {
  const mine = new Map();
  for (const mark of [...left]) {
    if (!element || mine.has(mark.message) || !about(mark.message, element)) continue;
    mine.set(mark.message, mark);
    left.splice(left.indexOf(mark), 1);
  }
  return h("span", { class: mine.size ? "line warned" : "line" }, parts, [...mine.values()].map(complaint));
}

function about(message, element) {
  const [, name, attribute] = message.match(/^<(\w+)(?: (?:has no attribute )?(\w+)(?==))?/) ?? [];
  const missing = message.match(/has no attribute (\w+)/)?.[1];
  const wanted = missing ?? attribute;
  return name === element.nodeName && (!wanted || element.hasAttribute(wanted));
}

function complaint({ code, message }) {
  return h("em", { class: "complaint" }, `${code} ${message}`);
}
