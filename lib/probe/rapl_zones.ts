/** The powercap tree: which of its zones are devices of their own. */
import { listNames, tryNumber, tryText } from "./sysfs.ts";

/** A zone whose counter is one device's. */
export interface RaplZone {
  readonly path: string;
  readonly kind: "cpu" | "memory";
  /** As the kernel names it; of a DRAM zone with its package: "package-0 dram". */
  readonly name: string;
  /** Number of the package, as the kernel counts it. */
  readonly package: number;
}

/** The whole platform's zone: a whole by itself, offered, never added to packages. */
export const PSYS = "psys";

interface Found {
  /** "intel-rapl:0:1" */
  readonly id: string;
  readonly path: string;
  readonly name: string;
}

/**
 * Zones to be added up: top-level packages, and the `dram` beside their cores. `core` and `uncore` lie inside the package, `psys` around
 * it, and the memory-mapped copy of a package (`intel-rapl-mmio`) is the same meter: none of them is returned.
 */
export function findZones(root: string): readonly RaplZone[] {
  const all = everyZone(`${root}/sys/class/powercap`);
  const taken = new Map<string, RaplZone>();
  // The registers' own interface comes before its memory-mapped copy.
  for (const mapped of [false, true]) {
    for (const zone of all) {
      if (zone.id.startsWith("intel-rapl-mmio") !== mapped) continue;
      const parent = parentOf(zone, all);
      const home = parent?.name ?? zone.name;
      if (zone.name === "dram") {
        const name = parent === undefined ? zone.name : `${home} dram`;
        take(taken, { path: zone.path, kind: "memory", name, package: packageOf(home) });
      } else if (parent === undefined && /^package-\d/.test(zone.name)) {
        take(taken, {
          path: zone.path,
          kind: "cpu",
          name: zone.name,
          package: packageOf(zone.name),
        });
      }
    }
  }
  const rank = (zone: RaplZone) => (zone.kind === "cpu" ? 0 : 1e6) + zone.package;
  return [...taken.values()].sort((a, b) => rank(a) - rank(b));
}

/** Folder of a top-level zone by its name; undefined where there is none. */
export function findZoneNamed(root: string, name: string): string | undefined {
  return everyZone(`${root}/sys/class/powercap`).find((zone) => zone.name === name)?.path;
}

/** Whether the class folder names zones that lead nowhere, as where a container runtime masks the counters. */
export function zonesAreMasked(root: string): boolean {
  const folder = `${root}/sys/class/powercap`;
  const names = listNames(folder).filter((name) => /^(?:intel|amd)-rapl[^:]*:\d+$/.test(name));
  return names.length > 0 && names.every((name) => tryText(`${folder}/${name}/name`) === undefined);
}

function take(taken: Map<string, RaplZone>, zone: RaplZone): void {
  if (!taken.has(zone.name)) taken.set(zone.name, zone);
}

/** Every zone once: the class folder links sub-zones beside their parents, some containers show only the nested folders. */
function everyZone(folder: string, found = new Map<string, Found>()): readonly Found[] {
  for (const id of listNames(folder)) {
    if (!/^(?:intel|amd)-rapl/.test(id) || found.has(id)) continue;
    const path = `${folder}/${id}`;
    const name = tryText(`${path}/name`);
    if (id.includes(":") && name !== undefined) found.set(id, { id, path, name });
    if (name !== undefined || !id.includes(":")) everyZone(path, found);
  }
  return [...found.values()];
}

function parentOf(zone: Found, all: readonly Found[]): Found | undefined {
  const above = zone.id.split(":").slice(0, -1).join(":");
  return all.find((other) => other.id === above);
}

function packageOf(name: string): number {
  return Number(/^package-(\d+)/.exec(name)?.[1] ?? 0);
}

/** Joules by which one register may move between two looks at it: two ticks of 1 ms under 250 W. */
const MIRROR_SLACK_JOULES = 0.5;
/** Counters that met by chance have parted after this long, unless their powers are within 10 W too. */
const MIRROR_PAUSE_SECONDS = 0.05;

/**
 * Zones without those that show the same register as an earlier one: multi-die parts list each die, some of them all with the whole
 * package's counter (Linux, AMD Zen 1 and 2). Looked at in the order first, other, first: a mirror lies between the two looks. Two
 * counters of their own meet now and then, so that what looks like a mirror is looked at again a moment later.
 */
export async function withoutMirrors(
  zones: readonly RaplZone[],
  sockets?: number,
): Promise<readonly RaplZone[]> {
  const packages = zones.filter((zone) => zone.kind === "cpu");
  const suspicious = sockets !== undefined && packages.length > sockets;
  const pairs = packages.flatMap((zone, index) =>
    packages.slice(index + 1)
      .filter((other) => other.package === zone.package || suspicious)
      .map((other) => ({ zone, other }))
  ).filter(({ zone, other }) => isMirror(zone, other));
  if (pairs.length === 0) return zones;
  await new Promise((resolve) => setTimeout(resolve, MIRROR_PAUSE_SECONDS * 1000));
  const mirrors = new Set(
    pairs.filter(({ zone, other }) => isMirror(zone, other)).map(({ other }) => other),
  );
  return zones.filter((zone) => !mirrors.has(zone));
}

function isMirror(zone: RaplZone, other: RaplZone): boolean {
  const look = (of: RaplZone) => tryNumber(`${of.path}/energy_uj`);
  const [before, between, after] = [look(zone), look(other), look(zone)];
  if (before === undefined || between === undefined || after === undefined) return false;
  if (before === 0 && between === 0) return false; // nothing counted yet: no evidence
  const slack = MIRROR_SLACK_JOULES * 1e6;
  if (after < before) return between >= before - slack || between <= after + slack; // it wrapped
  return between >= before - slack && between <= after + slack;
}
