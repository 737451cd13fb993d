// The log of a run (`call --json FILE`), opened in the page: by the button or by dropping the file on the timeline.

import { $ } from "../dom.js";

export function openTraces({ story, transcript, notices }) {
  const input = $("#trace-input");
  $("#open-trace").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    for (const file of input.files) await open(file);
    input.value = "";
  });
  const target = $(".timeline");
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", async (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) await open(event.dataTransfer.files[0]);
  });

  async function open(file) {
    const events = eventsOf(await file.text());
    if (!events) return notices.show("trace", `${file.name} is no log of the simulator: a file of “call --json FILE” is wanted.`);
    notices.hide("trace");
    transcript.clear();
    story.relive(events);
    $("#of-call").value = "";
  }
}

/** The events of a log, one a line; null where it is none. */
export function eventsOf(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  try {
    const events = lines.map((line) => JSON.parse(line));
    return events.length && events.every(({ event, at }) => event && typeof at === "number") ? events : null;
  } catch {
    return null;
  }
}
