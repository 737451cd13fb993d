// Plays samples into a phone in real time, a little ahead because a hidden page's timers are late.

import { RATE } from "./wav.js";

const PIECE = RATE / 5;
const AHEAD = 1.2;

/** Speak samples into a phone; the returned function stops it. `done` is called at the end. */
export function playInto(phone, samples, done) {
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(feed, 100);
  feed();
  return stop;

  function feed() {
    const due = ((performance.now() - started) / 1000 + AHEAD) * RATE;
    while (sent < samples.length && sent < due) {
      phone.line.speak(samples.slice(sent, sent + PIECE));
      sent += PIECE;
    }
    if (phone.state !== "talking" || performance.now() - started >= (samples.length / RATE) * 1000) stop();
  }

  function stop() {
    clearInterval(timer);
    done();
  }
}
