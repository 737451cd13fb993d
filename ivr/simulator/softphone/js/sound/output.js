// What the person hears: the call in the hand, key tones, ringing.

const TONES = {
  1: [697, 1209], 2: [697, 1336], 3: [697, 1477],
  4: [770, 1209], 5: [770, 1336], 6: [770, 1477],
  7: [852, 1209], 8: [852, 1336], 9: [852, 1477],
  "*": [941, 1209], 0: [941, 1336], "#": [941, 1477],
};
const RING = [440, 480];

export class Output {
  #context = null;
  #ear = null;
  #ringing = null;

  /** The page's audio context; browsers let it sound after a click or a key only. */
  context() {
    this.#context ??= new AudioContext({ latencyHint: "interactive" });
    if (this.#context.state === "suspended") this.#context.resume();
    return this.#context;
  }

  /** Get ready to play a call; throws where the page is not secure (no worklets). */
  async open() {
    const context = this.context();
    this.#ear ??= this.#made(context);
    await this.#ear;
  }

  /** Play a frame of the call. */
  async play(frame) {
    (await this.#ear)?.port.postMessage(frame, [frame]);
  }

  /** Forget what was not played yet. */
  async hush() {
    (await this.#ear)?.port.postMessage(null);
  }

  /** Sound a key's two tones. */
  key(key) {
    this.#sound(TONES[key] ?? [], 0, 0.14, 0.08);
  }

  /** Ring, or stop ringing. */
  ring(on) {
    if (on === Boolean(this.#ringing)) return;
    clearInterval(this.#ringing);
    this.#ringing = null;
    if (!on) return;
    const once = () => [0, 0.5].forEach((start) => this.#sound(RING, start, 0.35, 0.06));
    once();
    this.#ringing = setInterval(once, 3000);
  }

  async #made(context) {
    await context.audioWorklet.addModule("/softphone/js/sound/ear-worklet.js");
    const ear = new AudioWorkletNode(context, "ear", { numberOfInputs: 0, outputChannelCount: [1] });
    const [first, second] = [1, 2].map(() => new BiquadFilterNode(context, { type: "lowpass", frequency: 3500 }));
    ear.connect(first).connect(second).connect(context.destination);
    return ear;
  }

  #sound(frequencies, start, seconds, level) {
    const context = this.context();
    const from = context.currentTime + start;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setTargetAtTime(level, from, 0.004);
    gain.gain.setTargetAtTime(0, from + seconds, 0.008);
    gain.connect(context.destination);
    for (const frequency of frequencies) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start(from);
      tone.stop(from + seconds + 0.1);
    }
  }
}
