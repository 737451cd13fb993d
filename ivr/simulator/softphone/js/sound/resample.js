// Any sample rate down to the telephone's 8 kHz: a windowed sinc, so that nothing above 4 kHz folds back.

const CROSSINGS = 12;

export class Resampler {
  #rest = new Float32Array(0);
  #position = 0;

  constructor(from, to = 8000) {
    this.ratio = from / to;
    this.reach = Math.ceil(CROSSINGS * Math.max(1, this.ratio));
  }

  /** Take samples of any number; return those that can be made of all so far. */
  push(samples) {
    const input = new Float32Array(this.#rest.length + samples.length);
    input.set(this.#rest);
    input.set(samples, this.#rest.length);
    const output = [];
    while (this.#position + 2 * this.reach < input.length) {
      output.push(this.#at(input, this.#position + this.reach));
      this.#position += this.ratio;
    }
    const used = Math.floor(this.#position);
    this.#rest = input.slice(used);
    this.#position -= used;
    return output;
  }

  #at(input, middle) {
    const width = Math.max(1, this.ratio);
    let sum = 0;
    let weights = 0;
    for (let index = Math.ceil(middle - this.reach); index < middle + this.reach; index++) {
      const weight = kernel((index - middle) / width);
      sum += weight * input[index];
      weights += weight;
    }
    return sum / weights;
  }
}

function kernel(x) {
  if (Math.abs(x) >= CROSSINGS) return 0;
  if (x === 0) return 1;
  const turn = Math.PI * x;
  return (Math.sin(turn) / turn) * (0.5 + 0.5 * Math.cos(turn / CROSSINGS));
}
