/**
 * Who may import whom, held over the import lines of all of `lib/` and `mod.ts`: the floor knows nobody, a room knows the floor, a desk knows rooms,
 * and neither a package nor what is to load late lies in the static graph of `mod.ts`.
 */

/** Files by their path inside the project: `mod.ts`, `lib/probe/rapl.ts`. */
export type House = ReadonlyMap<string, string>;

/** One import line, its target resolved: a path inside the project, or the specifier of a package. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  /** `import("…")` and `new URL("…", import.meta.url)` are reached only when the code gets there; a type costs nothing at run time. */
  readonly how: "static" | "dynamic" | "url" | "type";
}

/** What was found: a fault fails the check, a warning is only said. */
export interface Findings {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

const FLOOR = [
  "lib/units.ts",
  "lib/model.ts",
  "lib/inside_run.ts",
  "lib/errors.ts",
  "lib/interval.ts",
  "lib/counted_joules.ts",
  "lib/nearest.ts",
  "lib/home_path.ts",
  "lib/measured_nothing.ts",
  "lib/arguments.ts",
  "lib/at_first_use.ts",
];
const ROOMS = ["hardware", "probe", "sample", "carbon", "predict", "record", "display"];
const DESKS = ["track", "estimate", "runs", "doctor", "cli"];
/** Rooms that know another room. */
const MAY_ALSO: Readonly<Record<string, readonly string[]>> = { probe: ["hardware"] };
/** What the sampling worker imports: not one package, not even later. */
const IN_WORKER =
  /^lib\/(sample\/.*|probe\/.*|record\/journal|display\/terminal_line)(_[a-z]+)?\.ts$/;
/** What a run does not need: loaded by `await import("./…")` at first use, for it would cost every notebook memory and time. */
const LATE =
  /^lib\/(display\/(figure|plot|pdf_file|png_file|report_page|[a-z]+_figure)|runs\/report_contents|record\/(carbontracker_log|carbontracker_run|codecarbon_run)|doctor\/(diagnose|learn))\.ts$/;
const LONGEST_FILE_LINES = 300;

/** All faults of a house. */
export function inspect(house: House): Findings {
  const arrows = [...house].flatMap(([path, text]) => arrowsOf(path, text));
  return {
    faults: [
      ...arrows.flatMap((arrow) => wrongArrow(arrow) ?? []),
      ...reachedAtLoad(arrows),
      ...arrows.filter((one) => IN_WORKER.test(one.from) && isPackage(one.to) && one.how !== "type")
        .map((one) => `${at(one)} runs in the worker and may import no package: "${one.to}"`),
      ...sharedTables(arrows),
      ...[...house].flatMap(([path, text]) => consoleLines(path, text)),
      ...strayFiles(house),
    ],
    warnings: [...house].flatMap(([path, text]) => {
      const lines = text.split("\n").length - 1;
      return lines > LONGEST_FILE_LINES
        ? [`${path} has ${lines} lines: look for the second idea in it`]
        : [];
    }),
  };
}

/** Reads `mod.ts` and all of `lib/` under the project's root. */
export async function readHouse(root: URL): Promise<House> {
  const house = new Map<string, string>();
  const add = async (path: string) => {
    house.set(path, await Deno.readTextFile(new URL(path, root)));
  };
  const walk = async (folder: string) => {
    for await (const entry of Deno.readDir(new URL(`${folder}/`, root))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) await walk(path);
      else if (entry.name.endsWith(".ts")) await add(path);
    }
  };
  await walk("lib");
  if (await Deno.stat(new URL("mod.ts", root)).then(() => true, () => false)) await add("mod.ts");
  return new Map([...house].sort(([a], [b]) => a < b ? -1 : 1));
}

/** The import lines of a file; those in comments (examples) left aside. */
export function arrowsOf(path: string, text: string): readonly Arrow[] {
  const code = withoutComments(text);
  const patterns: readonly (readonly [Arrow["how"], RegExp])[] = [
    [
      "static",
      /(?:^|[;}\s])(?:import|export)\s+(?!type\b)(?:[\w$*{][^;"'()]*?\sfrom\s*)?["']([^"']+)["']/g,
    ],
    ["type", /(?:^|[;}\s])(?:import|export)\s+type\s+[^;"'()]*?\sfrom\s*["']([^"']+)["']/g],
    ["type", /\btypeof\s+import\(\s*["']([^"']+)["']/g],
    ["dynamic", /(?<!typeof\s)\bimport\(\s*["'`]([^"'`]+)["'`]/g],
    ["url", /\bnew URL\(\s*["'`](\.[^"'`]+)["'`]\s*,\s*import\.meta\.url/g],
  ];
  return patterns.flatMap(([how, pattern]) =>
    [...code.matchAll(pattern)].map((match) => ({
      from: path,
      to: resolve(path, match[1] ?? ""),
      line: code.slice(0, (match.index ?? 0) + match[0].length).split("\n").length,
      how,
    }))
  );
}

function wrongArrow(arrow: Arrow): string | undefined {
  const { from, to } = arrow;
  if (to.startsWith("node:")) return undefined;
  if (isPackage(to)) return wrongPackage(arrow);
  if (from === "mod.ts") return undefined;
  if (to === "mod.ts") return `${at(arrow)} imports mod.ts, which only hands on`;
  const home = homeOf(from);
  const target = homeOf(to);
  if (target === "floor" || home === target || mayKnow(home, target)) return undefined;
  return `${at(arrow)} (${home}) may not import "${to}" (${target})`;
}

function mayKnow(home: string, target: string): boolean {
  if (ROOMS.includes(home)) return target === "data" || (MAY_ALSO[home] ?? []).includes(target);
  if (!DESKS.includes(home)) return false;
  return ROOMS.includes(target) || (home === "cli" && DESKS.includes(target));
}

function wrongPackage(arrow: Arrow): string | undefined {
  const { to, how } = arrow;
  const inline = /^npm:(@[^/@]+\/)?[^/@]+@[^/]+/.test(to);
  if (!inline) return `${at(arrow)} imports "${to}": packages are written out, "npm:name@^1.2"`;
  if (how !== "static" || arrow.from === "lib/cli.ts") return undefined;
  return `${at(arrow)} imports "${to}" at load: do it inside the function that needs it`;
}

/** Packages and what is to load late in the static graph of `mod.ts`, with the way there. */
function reachedAtLoad(arrows: readonly Arrow[]): readonly string[] {
  const statics = Map.groupBy(arrows.filter((one) => one.how === "static"), (one) => one.from);
  const seen = new Set(["mod.ts"]);
  const faults: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    for (const { to } of statics.get(path) ?? []) {
      if (isPackage(to) || LATE.test(to)) {
        faults.push(`mod.ts reaches "${to}" at load: ${[...way, path].join(" -> ")}`);
      }
      if (seen.has(to)) continue;
      seen.add(to);
      visit(to, [...way, path]);
    }
  };
  visit("mod.ts", []);
  return faults;
}

/** A table belongs to one room. */
function sharedTables(arrows: readonly Arrow[]): readonly string[] {
  const tables = Map.groupBy(
    arrows.filter((one) => one.to.startsWith("data/") && one.to.endsWith(".json")),
    (one) => one.to,
  );
  return [...tables].flatMap(([table, readers]) => {
    const homes = [...new Set(readers.map((one) => homeOf(one.from)))].sort();
    return homes.length > 1
      ? [`${table} is read by ${homes.join(" and ")}: a table has one room`]
      : [];
  });
}

function consoleLines(path: string, text: string): readonly string[] {
  return withoutComments(text).split("\n").flatMap((line, i) =>
    /\bconsole\s*\./.test(line)
      ? [`${path}:${i + 1} uses console: write to Deno.stdout or Deno.stderr`]
      : []
  );
}

function strayFiles(house: House): readonly string[] {
  return [...house.keys()].flatMap((path) => {
    const name = path.split("/").at(-1) ?? "";
    if (/^(utils?|index|helpers?|common|misc)\.ts$/.test(name)) {
      return [`${path}: a drawer; name the idea`];
    }
    if (!/^[a-z0-9_]+\.ts$/.test(name)) return [`${path}: files are snake_case.ts`];
    return homeOf(path) === "nowhere" ? [`${path} lies in no room and no desk`] : [];
  });
}

/** The room, desk or storey a file belongs to. */
function homeOf(path: string): string {
  if (path === "mod.ts") return "mod";
  if (FLOOR.includes(path)) return "floor";
  if (path.startsWith("data/")) return "data";
  const place = path.match(/^lib\/([a-z]+)(?:\/|\.ts$)/)?.[1] ?? "";
  return ROOMS.includes(place) || DESKS.includes(place) ? place : "nowhere";
}

function isPackage(to: string): boolean {
  return !/^(node:|lib\/|data\/|tests\/|notebooks\/|\.\.\/)|^[\w.]+\.(ts|json|md)$/.test(to);
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** Comments blanked out, line numbers kept. */
function withoutComments(text: string): string {
  return text
    .replace(
      /^[ \t]*\/\*[\s\S]*?\*\/|(?<=[\s;{(,])\/\*\*[\s\S]*?\*\//gm,
      (all) => all.replace(/[^\n]/g, " "),
    )
    .replace(/^[ \t]*\/\/.*$/gm, "");
}

function at(arrow: Arrow): string {
  return `${arrow.from}:${arrow.line}`;
}
