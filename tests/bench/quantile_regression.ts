/** Linear regression on a quantile instead of the mean. */

/**
 * Coefficients with which the share `quantile` of the weight lies below the line, by iteratively reweighted least squares.
 *
 * Source: Koenker and Bassett (1978), Regression quantiles, Econometrica 46; the absolute value is rounded off within `EDGE`.
 * The first term is the constant and is not held back; the others are, slightly, so that terms that do not vary stay at 0.
 */
export function regressQuantile(
  { terms, values, weights, quantile }: {
    readonly terms: readonly (readonly number[])[];
    readonly values: readonly number[];
    readonly weights: readonly number[];
    readonly quantile: number;
  },
): number[] {
  const size = terms[0]?.length ?? 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let found = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const matrix = Array.from({ length: size }, (_, row) => {
      const line = new Array<number>(size + 1).fill(0);
      line[row] = row === 0 ? 0 : HOLD;
      return line;
    });
    for (const [index, term] of terms.entries()) {
      let line = 0;
      for (let j = 0; j < size; j++) line += term[j]! * found[j]!;
      const off = values[index]! - line;
      const weight = weights[index]! / total * (off > 0 ? quantile : 1 - quantile) /
        Math.hypot(off, EDGE);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          matrix[row]![column]! += weight * term[row]! * term[column]!;
        }
        matrix[row]![size]! += weight * term[row]! * values[index]!;
      }
    }
    found = solve(matrix);
  }
  return found;
}

const ROUNDS = 30;
const EDGE = 0.05;
const HOLD = 0.0025;

/** Solves the equations whose right sides stand in the last column, by Gauss and Jordan with pivots. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    const divisor = matrix[column]![column]!;
    for (let j = column; j <= size; j++) matrix[column]![j]! /= divisor;
    for (let row = 0; row < size; row++) {
      const factor = matrix[row]![column]!;
      if (row === column || factor === 0) continue;
      for (let j = column; j <= size; j++) matrix[row]![j]! -= factor * matrix[column]![j]!;
    }
  }
  return matrix.map((row) => row[size]!);
}

/** The value below which the share `quantile` of the weight lies. */
export function weightedQuantile(
  items: readonly { readonly value: number; readonly weight: number }[],
  quantile: number,
): number {
  const sorted = [...items].sort((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, item) => sum + item.weight, 0);
  let below = 0;
  for (const { value, weight } of sorted) {
    below += weight;
    if (below >= quantile * total - 1e-12) return value;
  }
  return NaN;
}
