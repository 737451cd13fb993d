// One telephone line: a WebSocket to the simulator that comes back by itself when it is lost.

const WAITS = [250, 500, 1000, 2000];

export class Line extends EventTarget {
  #socket = null;
  #tries = 0;
  #closed = false;

  constructor(number) {
    super();
    this.number = number;
    this.state = "connecting";
    this.#connect();
  }

  /** Send an order of the phone protocol; false when the line is down. */
  send(order) {
    if (this.state !== "open") return false;
    this.#socket.send(JSON.stringify(order));
    return true;
  }

  /** Send 16-bit samples at 8 kHz. */
  speak(samples) {
    if (this.state === "open") this.#socket.send(samples);
  }

  /** Take another number: calls to it ring here. */
  register(number) {
    this.number = number;
    this.send({ type: "register", number });
  }

  close() {
    this.#closed = true;
    this.#socket.close();
  }

  #connect() {
    const address = new URL("/phone", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => this.#opened();
    this.#socket.onclose = () => this.#lost();
    this.#socket.onmessage = ({ data }) => this.#take(data);
  }

  #opened() {
    this.#tries = 0;
    this.#become("open");
    this.send({ type: "audio", format: "pcm16" });
    this.register(this.number);
  }

  #lost() {
    if (this.#closed) return;
    this.#become("lost");
    setTimeout(() => this.#connect(), WAITS[Math.min(this.#tries++, WAITS.length - 1)]);
  }

  #take(data) {
    if (data instanceof ArrayBuffer) this.#tell("frame", data);
    else this.#tell("letter", JSON.parse(data));
  }

  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.#tell("state", state);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
