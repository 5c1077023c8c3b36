/** Reported CPU names: brought to one form, and what kind of machine they are made for. */

/** A reported name without marks, clock and filler words. */
export interface CpuName {
  /** The maker, where the name says it. */
  readonly vendor: "intel" | "amd" | "apple" | "other";
  /** Lower-case words: the model number is one of them and must be equal in a match, never similar. */
  readonly tokens: readonly string[];
}

const COUNT = "(?:\\d+|dual|quad|two|three|four|six|eight|ten|twelve|sixteen|twenty-four)";

/** Words that say nothing about which part it is. */
const FILLER: readonly RegExp[] = [
  /@.*$/, // clock
  /\b\d+(?:st|nd|rd|th) gen(?:eration)?\b/g,
  new RegExp(`\\b${COUNT}[- ]cores?\\b`, "g"),
  /\b(?:with|w\/) radeon.*$/,
  /\b(?:cpu|processor|apu|genuine|authentic)\b/g,
];

/**
 * Brings a reported CPU name to one form: trademarks, clock, core count, generation and filler words go, letters become small, `-` and
 * blanks part words; `+` and trailing letters stay, for they tell parts apart.
 */
export function normalizeCpuName(reported: string): CpuName {
  let text = reported.replaceAll(/[®™]|\((?:r|tm|c)\)/gi, " ").normalize("NFKC").toLowerCase();
  for (const filler of FILLER) text = text.replace(filler, " ");
  const words = text.split(/[\s\-\u2010\u2011_/,]+/).filter((word) => word !== "");
  const vendor = words.includes("intel") || words.includes("xeon")
    ? "intel"
    : words.includes("amd") || words.includes("epyc") || words.includes("ryzen")
    ? "amd"
    : words.includes("apple")
    ? "apple"
    : "other";
  return { vendor, tokens: words.filter((word) => word !== "intel" && word !== "amd") };
}

/** Kind of machine a part is made for. */
export type Form = "server" | "desktop" | "laptop";

const SERVER =
  /^(?:xeon|epyc|opteron|threadripper|neoverse|graviton\d*|altra|power\d+|kunpeng|itanium)$/;
const CONSUMER = /^(?:core|ryzen|pentium|celeron|athlon|fx)$/;
/** Trailing letters of laptop parts of Intel (U, H, HX, HK, P, Y, G7, HQ, M ...) and AMD (U, H, HS, HX, C). */
const MOBILE = /^(?:i[3579])?\d{3,5}(?:u|h|hx|hk|hs|hq|p|y|v|m|mq|mx|qm|c|g\d)$|^n\d{2,4}$/;

/** Kind of machine by the name of its CPU; undefined where the name does not tell. */
export function formOfCpu(reported: string): Form | undefined {
  const { tokens } = normalizeCpuName(reported);
  if (tokens.some((token) => SERVER.test(token))) return "server";
  if (tokens.some((token) => MOBILE.test(token))) return "laptop";
  if (tokens.some((token) => CONSUMER.test(token))) return "desktop";
  return undefined;
}
