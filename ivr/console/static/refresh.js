// Keep the parts marked data-refresh="always" fresh while the page is looked at: fetch the page again and swap what changed.
const EVERY = 3000;

async function refresh() {
  const parts = [...document.querySelectorAll('[data-refresh="always"]')];
  if (!parts.length) return;
  if (!document.hidden) {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.redirected) return location.reload();
    if (answer.ok) swap(parts, new DOMParser().parseFromString(await answer.text(), "text/html"));
  }
  setTimeout(refresh, EVERY);
}

function swap(parts, page) {
  for (const part of parts) {
    const fresh = page.getElementById(part.id);
    // Each page has its own token against forged requests: the form on the screen keeps its own.
    const kept = part.querySelector("[name=csrf_token]");
    const brought = fresh?.querySelector("[name=csrf_token]");
    if (kept && brought) brought.setAttribute("value", kept.getAttribute("value"));
    const busy = part.contains(document.activeElement);
    if (fresh && !busy && !fresh.isEqualNode(part)) part.replaceWith(document.adoptNode(fresh));
  }
  document.dispatchEvent(new Event("swapped"));
}

setTimeout(() => refresh().catch(() => setTimeout(refresh, EVERY)), EVERY);
