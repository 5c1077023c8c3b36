/**
 * How 90 % intervals join: written once, here. Errors that parts share by a key add up, each part's own errors join in
 * quadrature, factors join in quadrature of logarithms.
 */
import type { Basis, Range, Uncertainty } from "./model.ts";

/** An amount with what is known of its error: fractions of the amount, [down, up]. */
export interface UncertainPart extends Uncertainty {
  readonly energyKwh: number;
}

/**
 * Sum of parts and its 90 % interval, in kWh.
 *
 * Per side: the shared half widths add within a key, then all half widths join as the root of the sum of squares.
 */
export function totalRange(parts: readonly UncertainPart[]): { energyKwh: number; range: Range } {
  let energyKwh = 0;
  for (const part of parts) energyKwh += part.energyKwh;
  const half = (side: 0 | 1): number => {
    const shared = new Map<string, number>();
    let squares = 0;
    for (const part of parts) {
      shared.set(part.key, (shared.get(part.key) ?? 0) + part.energyKwh * part.shared[side]);
      squares += (part.energyKwh * part.own[side]) ** 2;
    }
    for (const width of shared.values()) squares += width ** 2;
    return Math.sqrt(squares);
  };
  return { energyKwh, range: [energyKwh - half(0), energyKwh + half(1)] };
}

/** 90 % interval of one part by itself, in kWh: its shared and own errors in quadrature. */
export function partRange(part: UncertainPart): Range {
  return totalRange([part]).range;
}

/** A factor and the range of its error, relative to it: `[0.93, 1.10]`. */
export interface UncertainFactor {
  readonly factor: number;
  readonly range: Range;
}

/**
 * A value times factors, and the 90 % interval of the product: per side, the ranges join in quadrature of logarithms.
 *
 * A value of 0 stays 0 with an interval scaled by the factors alone; a low end of 0 stays 0.
 */
export function timesRange(
  value: number,
  range: Range,
  factors: readonly UncertainFactor[],
): { value: number; range: Range } {
  let product = value;
  let plain = 1;
  for (const { factor } of factors) {
    product *= factor;
    plain *= factor;
  }
  if (product === 0) return { value: 0, range: [0, Math.max(0, range[1] * plain)] };
  let down = Math.log(range[0] / value) ** 2;
  let up = Math.log(range[1] / value) ** 2;
  for (const { range: [low, high] } of factors) {
    down += Math.log(low) ** 2;
    up += Math.log(high) ** 2;
  }
  return {
    value: product,
    range: [product * Math.exp(-Math.sqrt(down)), product * Math.exp(Math.sqrt(up))],
  };
}

/** Joins relative ranges, `[0.8, 1.2]`, in quadrature of logarithms. */
export function joinFactors(ranges: readonly Range[]): Range {
  return timesRange(1, [1, 1], ranges.map((range) => ({ factor: 1, range }))).range;
}

const ORDER: readonly Basis[] = ["measured", "modelled", "default", "predicted"];

/** The weaker of two or more bases, in the order measured, modelled, default, predicted. */
export function weakestBasis(...bases: readonly Basis[]): Basis {
  return ORDER[Math.max(0, ...bases.map((basis) => ORDER.indexOf(basis)))] ?? "measured";
}

/** Parts under this share of the energy do not pull the basis of a sum down; a note names them. */
export const MINOR_SHARE = 0.01;

/** Basis of a sum: the weakest of its parts, those under 1 % of the energy left aside and returned by index. */
export function basisOfSum(
  parts: readonly { readonly energyKwh: number; readonly basis: Basis }[],
): { basis: Basis; minor: readonly number[] } {
  let total = 0;
  for (const part of parts) total += part.energyKwh;
  const strong = parts.filter((part) => total <= 0 || part.energyKwh >= MINOR_SHARE * total);
  const basis = weakestBasis(...strong.map((part) => part.basis));
  const minor = parts.flatMap((part, index) =>
    total > 0 && part.energyKwh < MINOR_SHARE * total &&
      ORDER.indexOf(part.basis) > ORDER.indexOf(basis)
      ? [index]
      : []
  );
  return { basis, minor };
}

/** Standard normal quantile at 0.95, by definition of the 90 % interval. */
export const Z_95 = 1.6448536269514722;

/** Standard normal distribution function; error under 1.5e-7. Source: Abramowitz and Stegun (1964), 7.1.26. */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp(-x * x);
  return z >= 0 ? 0.5 * (1 + erf) : 0.5 * (1 - erf);
}
