// The person's microphone, open or shut, as frames at 8 kHz.

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/** What went wrong, and what to do next. */
export class NoMicrophone extends Error {}

export class Microphone extends EventTarget {
  #stream = null;
  #source = null;
  #node = null;

  constructor(output) {
    super();
    this.output = output;
  }

  get open() {
    return this.#stream !== null;
  }

  /** Start listening; NoMicrophone when the browser does not let us. */
  async start() {
    if (this.open) return;
    const stream = await asked();
    const context = this.output.context();
    await context.audioWorklet.addModule("/softphone/js/sound/microphone-worklet.js");
    this.#stream = stream;
    this.#source = context.createMediaStreamSource(stream);
    this.#node = new AudioWorkletNode(context, "microphone-frames", { numberOfOutputs: 0 });
    this.#node.port.onmessage = ({ data }) => this.dispatchEvent(new CustomEvent("frame", { detail: data }));
    this.#source.connect(this.#node);
    stream.getAudioTracks()[0].onended = () => this.stop();
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** Stop listening, and let the browser show that nobody listens. */
  stop() {
    if (!this.open) return;
    this.#source.disconnect();
    this.#node.port.onmessage = null;
    for (const track of this.#stream.getTracks()) track.stop();
    this.#stream = null;
    this.dispatchEvent(new CustomEvent("change"));
  }
}

async function asked() {
  if (!navigator.mediaDevices) {
    throw new NoMicrophone(
      "The browser opens the microphone on secure pages only. Open this page at http://127.0.0.1 or over https, or type words instead.",
    );
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: WISHES });
  } catch (error) {
    throw new NoMicrophone(REASONS[error.name] ?? `The microphone could not be opened (${error.message}). Type words or choose a WAV file instead.`);
  }
}

const REASONS = {
  NotAllowedError:
    "The browser may not use the microphone. Allow it in the address bar’s site settings and press Microphone again; or type words, or choose a WAV file.",
  NotFoundError: "No microphone is plugged in. Plug one in and press Microphone again; or type words, or choose a WAV file.",
  NotReadableError: "Another program holds the microphone. Close it and press Microphone again; or type words, or choose a WAV file.",
};
