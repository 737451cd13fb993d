// Play a whole call: words follow the sound and lead to their place; keys go from turn to turn.
const STEP = 5;
const LANES = { hotline: [0, 13], caller: [15, 13], keys: [15, 13], wait: [0, 28], agent: [0, 28] };
let stop = () => {};

function start() {
  stop();
  const root = document.getElementById("player");
  if (root) stop = open(root);
}

function open(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [seek, clock, speed, state] = ["seek", "clock", "speed", "state"].map(find);
  const sound = new Audio();
  const ended = new AbortController();
  const says = JSON.parse(root.dataset.says);
  let parts = [], words = [], length = 0, now = null, frame = 0;

  const on = (target, event, act) => target.addEventListener(event, act, { signal: ended.signal });
  const ready = () => sound.src || (sound.src = root.dataset.sound);
  const go = (second) => {
    ready();
    sound.currentTime = Math.max(0, Math.min(length, second));
    follow();
  };
  const play = () => {
    ready();
    if (sound.paused) sound.play().catch(() => { state.textContent = says.silent; });
    else sound.pause();
  };
  const turn = (by) => {
    const starts = [...new Set(parts.map((part) => part.start))];
    const at = sound.currentTime;
    go(by > 0 ? starts.find((each) => each > at + 0.2) ?? at : starts.findLast((each) => each < at - 0.7) ?? 0);
  };
  const faster = (by) => {
    speed.selectedIndex = Math.max(0, Math.min(speed.length - 1, speed.selectedIndex + by));
    sound.playbackRate = Number(speed.value);
  };
  const link = async () => {
    const url = `${location.origin}${location.pathname}#t=${sound.currentTime.toFixed(1)}`;
    history.replaceState(null, "", url);
    await navigator.clipboard?.writeText(url).then(() => { state.textContent = says.copied; }, () => {});
  };
  const acts = {
    play, link, back: () => go(sound.currentTime - STEP), on: () => go(sound.currentTime + STEP),
    keys: () => find("keys").showModal(),
  };
  const keys = {
    " ": play, j: () => turn(1), k: () => turn(-1), ArrowLeft: acts.back, ArrowRight: acts.on,
    "?": acts.keys, "<": () => faster(-1), ">": () => faster(1),
  };

  function toHash() {
    const wanted = /^#t=([\d.]+)$/.exec(location.hash);
    if (wanted) go(Number(wanted[1]));
    return wanted;
  }

  function follow() {
    const at = sound.currentTime;
    seek.value = at;
    seek.setAttribute("aria-valuetext", time(at));
    const moment = document.getElementById("moment");
    if (moment) moment.value = at.toFixed(1);
    clock.textContent = `${time(at)} / ${time(length)}`;
    const word = words.findLast((each) => each.from <= at && at < each.to)?.shown ?? null;
    if (word !== now) {
      now?.classList.remove("now");
      word?.classList.add("now");
      if (word && !sound.paused && word.parentElement !== now?.parentElement) word.scrollIntoView({ block: "nearest" });
      now = word;
    }
    cancelAnimationFrame(frame);
    if (!sound.paused) frame = requestAnimationFrame(follow);
  }

  for (const event of ["play", "pause", "seeked", "ended"]) {
    on(sound, event, () => {
      root.querySelector('[data-do="play"]').textContent = sound.paused ? says.play : says.pause;
      follow();
    });
  }
  on(sound, "error", () => { state.textContent = says.lost; });
  on(seek, "input", () => go(Number(seek.value)));
  on(speed, "change", () => { sound.playbackRate = Number(speed.value); });
  on(root, "click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
  on(document, "click", (event) => event.target.dataset?.from && go(Number(event.target.dataset.from)));
  on(window, "hashchange", () => toHash());
  on(document, "keydown", (event) => {
    const typing = event.target.closest("input:not([type=range]), textarea, select, dialog");
    const pressing = event.key === " " && event.target.closest("button, a, summary, input");
    if (typing || pressing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  load(root.dataset.timeline).then((known) => {
    parts = known;
    length = Math.max(0, ...parts.map((part) => part.end));
    seek.max = length;
    words = parts.flatMap(put);
    draw(find("lanes"), parts, length, says);
    if (!toHash()) follow();
  }, () => { state.textContent = says.unplaced; });

  return () => { ended.abort(); sound.pause(); };
}

async function load(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error("no timeline");
  return (await answer.json()).parts;
}

// Put a part's words in the place of its text, each one a way to its moment.
function put(part) {
  const place = document.querySelector(`#turn-${part.turn} [data-words="${part.kind}"]`);
  if (!place || !part.words.length) return [];
  const shown = part.words.map(([text, from, to]) => {
    const word = document.createElement("span");
    word.textContent = text;
    if (from < part.end) word.dataset.from = from;
    word.className = "word";
    return { shown: word, from, to };
  });
  place.replaceChildren(...shown.map((each) => each.shown));
  return shown;
}

function draw(lanes, parts, length, says) {
  for (const part of parts) {
    if (!LANES[part.kind]) continue;
    const [top, height] = LANES[part.kind];
    const block = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const left = (part.start / (length || 1)) * 1000;
    const wide = part.kind === "keys" ? 4 : ((part.end - part.start || 1) / (length || 1)) * 1000;
    const place = { x: left, y: top, width: Math.max(2, wide), height, class: `lane-${part.kind}` };
    for (const [name, value] of Object.entries(place)) block.setAttribute(name, value);
    if (says[part.kind]) {
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = `${says[part.kind]}, ${time(part.seconds)}`;
      block.append(title);
    }
    lanes.append(block);
  }
}

const time = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

document.addEventListener("swapped", start);
start();
