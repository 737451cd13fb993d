// Puts the page together: phones, their sound, the story of what happens, and the views of it.

import { Desk } from "./desk.js";
import { $ } from "./dom.js";
import { Story } from "./story.js";
import { Output } from "./sound/output.js";
import { Voice } from "./sound/voice.js";
import { App } from "./view/app.js";
import { listenToKeys } from "./view/keyboard.js";
import { Notices } from "./view/notices.js";
import { Panel } from "./view/panel.js";
import { Tabs } from "./view/tabs.js";
import { Timeline } from "./view/timeline.js";
import { openTraces } from "./view/trace.js";
import { Transcript } from "./view/transcript.js";
import { watchTroubles } from "./view/troubles.js";

const desk = new Desk();
const story = new Story();
const output = new Output();
const voice = new Voice(desk, story, output);
const notices = new Notices($("#notices"));
const app = new App(desk);
const panel = new Panel({ desk, story, output, voice, app, notices });

new Tabs(desk);
const transcript = new Transcript(story, desk);
new Timeline(story, desk, notices);
listenToKeys(panel, desk);
openTraces({ story, transcript, notices });
watchTroubles({ desk, story, app, notices });

desk.first.line.addEventListener("letter", ({ detail: letter }) => {
  if (letter.type === "event") story.take(letter);
});

for (const button of document.querySelectorAll(".views button")) {
  button.addEventListener("click", () => {
    document.body.dataset.view = button.dataset.view;
    for (const each of document.querySelectorAll(".views button")) each.setAttribute("aria-pressed", each === button);
  });
}
