// The app under test: its URL and the settings of its number. The token lives in its field only.

import { $ } from "../dom.js";
import * as memory from "../memory.js";

const REMEMBERED = ["app-url", "method", "fallback-url", "status-callback"];

export class App {
  constructor(desk) {
    for (const id of REMEMBERED) this.#remember($(`#${id}`));
    this.#showSettings();
    const line = desk.first.line;
    line.addEventListener("letter", ({ detail }) => detail.type === "hello" && this.#greeted(detail));
    line.addEventListener("state", () => showLine(line.state));
  }

  /** What a dialled call needs to know; nothing for what the simulator has by itself. */
  settings() {
    const [url, method, fallback_url, status_callback] = REMEMBERED.map((id) => $(`#${id}`).value.trim());
    return { url, method, fallback_url, status_callback, auth_token: $("#auth-token").value };
  }

  #greeted({ account_sid, app_url, app_method }) {
    this.account = account_sid;
    document.body.dataset.account = account_sid;
    if (app_url) $("#app-url").placeholder = app_url;
    $("#method").value = memory.recall("method", app_method);
  }

  #remember(field) {
    field.value = memory.recall(field.id, field.value);
    field.addEventListener("input", () => memory.keep(field.id, field.value.trim()));
  }

  #showSettings() {
    $("#settings form").addEventListener("submit", (event) => event.preventDefault());
    const button = $("#settings-button");
    button.addEventListener("click", () => {
      const panel = $("#settings");
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", !panel.hidden);
      if (!panel.hidden) $("#method").focus();
    });
  }
}

function showLine(state) {
  const pill = $("#line-state");
  pill.dataset.state = state;
  pill.textContent = { open: "Connected", connecting: "Connecting", lost: "Reconnecting" }[state];
}
