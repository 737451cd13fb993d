// Open and close the menu where there is no room for it beside the name; keys for all pages, which "?" lists.
const button = document.querySelector("[data-menu]");
const open = (wanted) => {
  button.setAttribute("aria-expanded", wanted);
  document.getElementById("menu").classList.toggle("open", wanted);
};
const toMenu = () => {
  if (button.offsetParent) open(true);
  document.querySelector("#menu a")?.focus();
};
const toField = () => document.querySelector("main input:not([type=hidden]), main select, main textarea")?.focus();
const toKeys = () => document.getElementById("keys-help")?.showModal();
const acts = { "/": toField, m: toMenu, "?": toKeys };

button?.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && button?.getAttribute("aria-expanded") === "true") {
    open(false);
    button.focus();
  }
  const typing = event.target.closest("input:not([type=range]), textarea, select, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key] || !button) return;
  if (event.key === "?" && document.getElementById("player")) return; // the player lists its own, with these
  event.preventDefault();
  acts[event.key]();
});
