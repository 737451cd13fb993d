// The whole phone by keyboard: digits press keys, Enter calls or answers, Escape hangs up.

const TYPING = "input:not([type=file]), textarea, select";
const ACTING = `${TYPING}, button, a, summary, audio, [tabindex]`;

export function listenToKeys(panel, desk) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const act = event.altKey ? switched(event, desk) : pressed(event, panel);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function switched({ code }, desk) {
  const phone = desk.phones[Number(code.match(/^Digit([1-9])$/)?.[1]) - 1];
  return phone && (() => desk.take(phone));
}

function pressed({ key, target, repeat }, panel) {
  if (repeat) return null;
  if (key === "Escape") return () => panel.hangUp();
  if (key === "Enter") return target.closest(ACTING) ? null : () => panel.call();
  if (/^[0-9*#]$/.test(key) && !target.closest(TYPING)) return () => panel.press(key);
  return null;
}
