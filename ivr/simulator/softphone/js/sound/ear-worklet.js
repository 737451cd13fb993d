// In the audio thread: plays frames that come unevenly, behind a jitter buffer.

const RATE = 8000;
const START = 0.1 * RATE; // what must be in store before playing begins
const MOST = 0.6 * RATE; // what is older is dropped: better a click than a late answer

class Ear extends AudioWorkletProcessor {
  #store = [];
  #length = 0;
  #offset = 0;
  #playing = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (data ? this.#add(new Int16Array(data)) : this.#empty());
  }

  process(_, [[output]]) {
    if (this.#length >= START) this.#playing = true;
    const step = RATE / sampleRate;
    for (let index = 0; this.#playing && index < output.length; index++) {
      output[index] = this.#next(step);
    }
    return true;
  }

  #add(frame) {
    this.#store.push(frame);
    this.#length += frame.length;
    while (this.#length - this.#offset > MOST) this.#drop();
  }

  #next(step) {
    const [frame, following] = this.#store;
    const whole = Math.floor(this.#offset);
    const after = whole + 1 < frame.length ? frame[whole + 1] : (following?.[0] ?? 0);
    const sample = frame[whole] + (after - frame[whole]) * (this.#offset - whole);
    this.#offset += step;
    if (this.#offset >= frame.length) this.#drop();
    return sample / 32768;
  }

  #drop() {
    const frame = this.#store.shift();
    this.#length -= frame.length;
    this.#offset = Math.max(0, this.#offset - frame.length);
    if (!this.#store.length) this.#empty();
  }

  #empty() {
    this.#store = [];
    this.#length = this.#offset = 0;
    this.#playing = false;
  }
}

registerProcessor("ear", Ear);
