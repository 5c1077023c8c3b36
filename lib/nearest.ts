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

/** ` (nearest: "Denmark")`, or nothing. */
export function nearestText(text: string, names: readonly string[]): string {
  const near = nearestNames(text, names);
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
