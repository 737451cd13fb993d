// Keep what was typed into a form while the session ended: after signing in it is there again. It never leaves the tab.
const SENT = "sent", LOST = "lost";
const fields = (form) => [...form.elements].filter((each) => each.name && each.name !== "csrf_token"
  && !["password", "hidden", "submit", "button", "file"].includes(each.type));

document.addEventListener("submit", ({ target: form }) => {
  if (form.method !== "post" || form.querySelector("[type=password]")) return;
  const typed = fields(form).map((each) => [each.name, each.value, each.checked]);
  const page = location.pathname + location.search;
  sessionStorage.setItem(SENT, JSON.stringify({ page, action: form.getAttribute("action"), typed }));
});

const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
const signingIn = document.querySelector("form [autocomplete=current-password], form [autocomplete=one-time-code]");
if (signingIn && sent) sessionStorage.setItem(LOST, sent);

const lost = !signingIn && sessionStorage.getItem(LOST);
if (lost) {
  const { page, action, typed } = JSON.parse(lost);
  if (page !== location.pathname + location.search) location.assign(page);
  else {
    sessionStorage.removeItem(LOST);
    const form = [...document.forms].find((each) => each.getAttribute("action") === action);
    for (const [name, value, checked] of form ? typed : []) {
      for (const each of form.elements) {
        if (each.name !== name) continue;
        if (!["checkbox", "radio"].includes(each.type)) each.value = value;
        else if (each.value === value) each.checked = checked;
      }
    }
    if (form) {
      for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
      const note = document.createElement("div");
      Object.assign(note, { className: "alert alert-info", textContent: document.body.dataset.typedAgain });
      note.setAttribute("role", "alert");
      form.before(note);
    }
  }
}
