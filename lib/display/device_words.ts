/** Devices in words and in order: "GPU 0", "CPU and memory modelled, hatched". */
import type { Basis, DeviceKind, Part } from "../model.ts";
import { totalRange, weakestBasis } from "../interval.ts";
import { userText } from "./svg_text.ts";
import { KIND_ORDER, KIND_WORDS } from "./theme.ts";

/** Parts of one kind and one basis: what shares a colour and a pattern. */
export interface PartGroup {
  readonly kind: DeviceKind;
  readonly basis: Basis;
  readonly parts: readonly Part[];
}

/** Parts in the order of stacks: GPU, CPU, memory, rest; within a kind measured first, then by name. */
export function orderedParts(parts: readonly Part[]): readonly Part[] {
  const rank = (part: Part) => {
    const at = KIND_ORDER.indexOf(part.kind);
    return at < 0 ? KIND_ORDER.length : at;
  };
  return [...parts].sort((a, b) =>
    rank(a) - rank(b) ||
    a.device.localeCompare(b.device, "en", { numeric: true })
  );
}

/** Parts joined by kind and basis, measured below modelled. */
export function groupedParts(parts: readonly Part[]): readonly PartGroup[] {
  const groups = new Map<string, { kind: DeviceKind; basis: Basis; parts: Part[] }>();
  for (const part of orderedParts(parts)) {
    const key = `${part.kind} ${part.basis}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { kind: part.kind, basis: part.basis, parts: [part] });
    else group.parts.push(part);
  }
  const solid = (group: PartGroup) => group.basis === "measured" ? 0 : 1;
  return [...groups.values()].sort((a, b) => solid(a) - solid(b));
}

/** What a device is called in a chart: "GPU 0", "CPU" where there is one. */
export function deviceWord(part: Part, parts: readonly Part[]): string {
  const word = KIND_WORDS[part.kind]?.one ?? userText(part.device, 16);
  if (parts.filter(({ kind }) => kind === part.kind).length < 2) return word;
  const index = /:(\w+)$/.exec(part.device)?.[1];
  return index === undefined ? userText(part.device, 16) : `${word} ${userText(index, 10)}`;
}

/** A kind in the middle of a sentence: "GPU", "memory", "rest of the machine". */
export function kindWord(kind: DeviceKind, many = false): string {
  const words = KIND_WORDS[kind];
  const word = words === undefined ? String(kind) : many ? words.many : words.one;
  if (kind === "memory") return "memory";
  return /^[A-Z]{2}/.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
}

const LOOKS: Readonly<Record<Basis, string>> = {
  measured: "measured",
  modelled: "modelled, hatched",
  default: "taken as default, dotted",
  predicted: "predicted, outlined",
};

/** How each kind's figures came about, as a sentence: "GPUs measured; CPU and memory modelled, hatched." `looks` false where they look alike. */
export function basisSentence(parts: readonly Part[], looks = true): string {
  const clauses = (["measured", "modelled", "default", "predicted"] as const).flatMap((basis) => {
    const kinds = groupedParts(parts.filter((part) => part.basis === basis));
    if (kinds.length === 0) return [];
    const words = kinds.map((group) => kindWord(group.kind, group.parts.length > 1));
    return [`${listed(words)} ${looks ? LOOKS[basis] : basis}`];
  });
  const text = clauses.join("; ");
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The same of several runs together, whose devices differ: "Hatched parts are modelled, the others measured." */
export function looksSentence(parts: readonly Part[]): string {
  const bases = new Set(parts.map(({ basis }) => basis));
  const looks = [
    ...(bases.has("modelled") ? ["hatched parts are modelled"] : []),
    ...(bases.has("default") ? ["dotted parts are taken as default"] : []),
    ...(bases.has("predicted") ? ["outlined parts are predicted"] : []),
  ];
  if (bases.size === 1 && bases.has("predicted")) return "All parts are predicted, outlined.";
  if (looks.length === 0) return bases.has("measured") ? "All parts are measured." : "";
  const others = bases.has("measured") ? ", the others measured." : ".";
  const text = looks.join(", ") + others;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Several parts as one: energies and mean watts added, ranges joined; without what is known of their errors, each is its own. */
export function joinedPart(parts: readonly Part[]): Part | undefined {
  const first = parts[0];
  if (first === undefined || parts.length === 1) return first;
  const { energyKwh, range } = totalRange(parts.map((part) => {
    const [low, high] = part.energyRange;
    const relative = (end: number) =>
      part.energyKwh > 0 ? Math.abs(end - part.energyKwh) / part.energyKwh : 0;
    return {
      energyKwh: part.energyKwh,
      ...(part.uncertainty ?? {
        key: part.device,
        shared: [0, 0] as const,
        own: [relative(low), relative(high)] as const,
      }),
    };
  }));
  const names = new Set(parts.map(({ name }) => name));
  return {
    device: first.kind,
    kind: first.kind,
    name: names.size === 1 ? first.name : "",
    source: first.source,
    basis: weakestBasis(...parts.map(({ basis }) => basis)),
    energyKwh,
    energyRange: range,
    meanWatts: parts.reduce((sum, { meanWatts }) => sum + meanWatts, 0),
    missingSeconds: Math.max(...parts.map(({ missingSeconds }) => missingSeconds)),
  };
}
