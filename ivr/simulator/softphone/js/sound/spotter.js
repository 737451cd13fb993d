// Spots stretches of speech in the microphone's frames, so that the transcript can show and replay them.

const LOUD = 700; // root mean square of 16-bit samples: quieter is the room
const STARTS = 3; // loud frames in a row
const ENDS = 35; // quiet frames in a row: 0.7 s
const BEFORE = 12; // frames kept from before the start
const SHORTEST = 10;

export class Spotter {
  #frames = [];
  #loud = 0;
  #quiet = 0;
  #speaking = false;

  /** `spoken` gets the samples of each stretch of speech when it is over. */
  constructor(spoken) {
    this.spoken = spoken;
  }

  /** Take a frame; return how loud it is, 0 to 1. */
  take(frame) {
    const level = loudness(frame);
    this.#frames.push(frame);
    this.#loud = level > LOUD ? this.#loud + 1 : 0;
    this.#quiet = level > LOUD ? 0 : this.#quiet + 1;
    if (this.#speaking) {
      if (this.#quiet >= ENDS) this.end();
    } else {
      this.#speaking = this.#loud >= STARTS;
      if (!this.#speaking) this.#frames.splice(0, this.#frames.length - BEFORE);
    }
    return Math.min(1, level / 9000);
  }

  /** Close the stretch that is open. */
  end() {
    const frames = this.#frames.slice(0, this.#frames.length - Math.max(0, this.#quiet - BEFORE));
    const spoke = this.#speaking && frames.length >= SHORTEST;
    this.#frames = [];
    this.#loud = this.#quiet = 0;
    this.#speaking = false;
    if (spoke) this.spoken(joined(frames));
  }
}

function loudness(frame) {
  return Math.sqrt(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
}

function joined(frames) {
  const samples = new Int16Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  frames.reduce((at, frame) => (samples.set(frame, at), at + frame.length), 0);
  return samples;
}
