/** Nearest names, for the text of an error; never for choosing a row. */

/** Letters and digits of a name in lower case, without accents: "Côte d'Ivoire" and "cote d ivoire" are the same. */
export function foldName(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/&/g, " and ")
    .replace(/\bst\b\.?/g, "saint").replace(/^the\s+/, "").replace(/[^\p{L}\p{N}:]+/gu, " ").trim();
}

/** Up to `count` of the names that take the fewest changed letters, the nearest first; none where nothing comes near. */
export function nearestNames(text: string, names: readonly string[], count = 3): string[] {
  const wanted = foldName(text).slice(0, 40);
  if (wanted === "") return [];
  const limit = Math.max(2, Math.ceil(wanted.length / 3));
  return names.map((name) => ({ name, cost: editDistance(wanted, foldName(name)) }))
    .filter(({ cost }) => cost <= limit)
    .sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))
    .slice(0, count).map(({ name }) => name);
}

/** What other tools and people call an option of ours, letters and digits alone; several where it depends on who is asked. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  gpu: ["accelerator"],
  gpuname: ["accelerator"],
  gpumodel: ["accelerator"],
  device: ["accelerator"],
  gpus: ["count"],
  gpucount: ["count"],
  numgpus: ["count"],
  ngpus: ["count"],
  power: ["powerWatts"],
  watts: ["powerWatts"],
  ram: ["memoryGb"],
  memory: ["memoryGb"],
  duration: ["hours", "durationSeconds"],
  time: ["hours", "durationSeconds"],
  region: ["zone"],
  country: ["zone"],
  location: ["zone"],
  countryisocode: ["zone"],
  carbonintensity: ["intensity", "intensityGramsPerKwh"],
  intensity: ["intensityGramsPerKwh"],
  energy: ["energyKwh"],
  kwh: ["energyKwh"],
  emissions: ["emissionsGrams"],
  co2: ["emissionsGrams"],
  carbon: ["emissionsGrams"],
  folder: ["directory"],
  outputdir: ["directory"],
  logdir: ["directory"],
  projectname: ["name"],
  interval: ["intervalSeconds"],
  measurepowersecs: ["intervalSeconds"],
};

/** The option that was meant by another name: what others call it, else the nearest in letters. */
export function nearestOptions(text: string, names: readonly string[], count = 3): string[] {
  const word = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const same = names.find((name) => name.toLowerCase() === word);
  if (same !== undefined) return [same];
  const meant = Object.hasOwn(SYNONYMS, word)
    ? SYNONYMS[word]!.find((name) => names.includes(name))
    : undefined;
  return meant === undefined ? nearestNames(text, names, count) : [meant];
}

/** ` (nearest: "zone")`, for an option that is none; all that there are where none comes near. */
export function nearestOptionText(text: string, names: readonly string[]): string {
  return nearText(nearestOptions(text, names)) || `, there are ${names.join(", ")}`;
}

/** ` (nearest: "Denmark")`, or nothing. */
export function nearestText(text: string, names: readonly string[]): string {
  return nearText(nearestNames(text, names));
}

function nearText(near: readonly string[]): string {
  return near.length === 0 ? "" : ` (nearest: ${near.map((name) => `"${name}"`).join(", ")})`;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[to.length]!;
}
