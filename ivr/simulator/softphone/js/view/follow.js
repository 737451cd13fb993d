// Keeps a list at its newest line, until the person scrolls up to read.

const NEAR = 60;

export function follow(list) {
  let following = true;
  const settle = () => following && (list.scrollTop = list.scrollHeight);
  list.addEventListener("scroll", () => (following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR));
  new ResizeObserver(settle).observe(list);
  new MutationObserver(settle).observe(list, { childList: true });
}
