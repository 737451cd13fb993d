// Follow the reader's light or dark mode; Bootstrap wants to be told.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => { document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light"; };
dark.addEventListener("change", follow);
follow();
document.documentElement.classList.add("scripted"); // without scripts the menu is always open
