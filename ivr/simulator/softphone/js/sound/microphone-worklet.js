// In the audio thread: the microphone as 16-bit frames of 20 ms at 8 kHz.

import { Resampler } from "./resample.js";

const FRAME = 160;

class MicrophoneFrames extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate);
  #frame = new Int16Array(FRAME);
  #filled = 0;

  process([input]) {
    if (input.length) for (const sample of this.#resampler.push(input[0])) this.#add(sample);
    return true;
  }

  #add(sample) {
    this.#frame[this.#filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
    if (this.#filled < FRAME) return;
    this.port.postMessage(this.#frame, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
  }
}

registerProcessor("microphone-frames", MicrophoneFrames);
