// Open and close the menu where there is no room for it beside the name; Escape closes it.
const button = document.querySelector("[data-menu]");
const open = (wanted) => {
  button.setAttribute("aria-expanded", wanted);
  document.getElementById("menu").classList.toggle("open", wanted);
};
button?.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || button?.getAttribute("aria-expanded") !== "true") return;
  open(false);
  button.focus();
});
