/** Geometry in as few characters as the eye needs. */

/** A number with at most so many decimals, without "-0". */
export function rounded(value: number, decimals: number): string {
  const factor = 10 ** decimals;
  const number = Math.round(value * factor) / factor;
  return String(number === 0 ? 0 : number);
}

/** Rounds every number in the value of a geometric attribute. Never for text: "1.12 kWh" must not become "1.1". */
export function roundNumbers(value: string, decimals: number): string {
  return value.replace(
    /-?\d*\.?\d+(?:e[-+]?\d+)?/gi,
    (number) => rounded(Number(number), decimals),
  );
}

/**
 * Data of a path with rounded, relative coordinates; points on a straight level between their neighbours are left out.
 *
 * Only absolute M, L, H, V and Z are rewritten, anything else is rounded. Rounded ends are counted from each other, so errors do not add up.
 */
export function compactPath(data: string, decimals: number): string {
  if (/[^MLHVZ\d.,\s+\-e]/.test(data)) return roundNumbers(data, decimals);
  const factor = 10 ** decimals;
  const whole = (text: string | undefined) => Math.round(Number(text) * factor);
  const lines: { points: [number, number][]; closed: boolean }[] = [];
  for (const [, command, rest] of data.matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
    const numbers = rest!.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g) ?? [];
    const line = lines.at(-1);
    const last = line?.points.at(-1);
    if (command === "M") {
      lines.push({ points: [[whole(numbers[0]), whole(numbers[1])]], closed: false });
      numbers.splice(0, 2);
    } else if (line !== undefined && command === "Z") line.closed = true;
    else if (last !== undefined && command === "H") line!.points.push([whole(numbers[0]), last[1]]);
    else if (last !== undefined && command === "V") line!.points.push([last[0], whole(numbers[0])]);
    if (command === "H" || command === "V") continue;
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      lines.at(-1)?.points.push([whole(numbers[i]), whole(numbers[i + 1])]);
    }
  }
  return lines.map(({ points, closed }) => oneLine(thinned(points), factor) + (closed ? "Z" : ""))
    .join("");
}

function thinned(points: readonly [number, number][]): readonly [number, number][] {
  const kept: [number, number][] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) continue;
    const level = before !== undefined && last !== undefined &&
      before[1] === last[1] && last[1] === point[1] &&
      (last[0] - before[0]) * (point[0] - last[0]) > 0;
    if (level) kept.pop();
    kept.push(point);
  }
  return kept;
}

function oneLine(points: readonly [number, number][], factor: number): string {
  const first = points[0];
  if (first === undefined) return "";
  const text = (whole: number) => String(whole / factor).replace(/^(-?)0\./, "$1.");
  const pair = (a: string, b: string) => b.startsWith("-") ? a + b : `${a} ${b}`;
  let data = `M${pair(text(first[0]), text(first[1]))}`;
  let command = "";
  for (let i = 1; i < points.length; i++) {
    const dx = points[i]![0] - points[i - 1]![0];
    const dy = points[i]![1] - points[i - 1]![1];
    const next = dy === 0 ? "h" : dx === 0 ? "v" : "l";
    const body = next === "h" ? text(dx) : next === "v" ? text(dy) : pair(text(dx), text(dy));
    data += next !== command ? next + body : body.startsWith("-") ? body : ` ${body}`;
    command = next;
  }
  // A single point: a line of no length, which a round cap shows as a dot.
  return points.length === 1 ? `${data}h0` : data;
}
