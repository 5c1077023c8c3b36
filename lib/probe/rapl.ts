/** RAPL: the energy counters of CPU packages and their memory, by the kernel's powercap tree (Intel, AMD). */
import type { Note, PowerSource, SourceUncertainty } from "../model.ts";
import { ProbeError } from "../errors.ts";
import { readCpuInfo } from "./cpu_info.ts";
import { described } from "./described.ts";
import { dimmsPerSocket, dramError, packageError } from "./rapl_error.ts";
import { OpenCounter, readCounter } from "./rapl_reading.ts";
import { findZones, type RaplZone, withoutMirrors, zonesAreMasked } from "./rapl_zones.ts";
import { isDenied, listNames, tryNumber } from "./sysfs.ts";
import type { TreeOptions } from "./sysfs.ts";

/** The command that opens the counters until the next boot. */
export const RAPL_COMMAND = "sudo chmod a+r /sys/class/powercap/*/energy_uj";
/** The same, and the rule that keeps them open. */
export const RAPL_HINT: string =
  `Run \`${RAPL_COMMAND}\` (until the next boot); a udev rule keeps it: ` +
  '`SUBSYSTEM=="powercap", ACTION=="add", RUN+="/bin/chmod a+r /sys%p/energy_uj"` in /etc/udev/rules.d/99-powercap.rules';

/** Docker and containerd mask the counters since they leak what neighbours compute (CVE-2020-8694). */
const MASKED_HINT =
  "Start the container with `--security-opt systempaths=unconfined`, and let its user read /sys/class/powercap/*/energy_uj";

/** Options of `raplSources()`. */
export interface RaplOptions extends TreeOptions {
  /** Folders of zones that an earlier look chose: opened as they are, so that two threads have the same devices. */
  readonly zones?: readonly RaplZone[] | undefined;
}

/**
 * Sources of all readable packages ("cpu:0" ...) and DRAM zones ("memory", or "memory:0" ... of several): counters in J that begin again at
 * `wrapsAtJoules`. Two threads may read one counter: what a source keeps open is its own, and it is to be disposed of. A read that fails later is a gap.
 *
 * No powercap tree is an empty list.
 * @throws {ProbeError} If there are counters and all are closed to us; its hint opens them.
 */
export function raplSources(options: RaplOptions = {}): Promise<PowerSource[]> {
  return openRapl(options);
}

async function openRapl({ root = "", zones }: RaplOptions): Promise<PowerSource[]> {
  const all = zones ?? findZones(root);
  if (all.length === 0) {
    if (!zonesAreMasked(root)) return [];
    throw new ProbeError("Cannot read RAPL counters as this container hides them", {
      hint: MASKED_HINT,
    });
  }
  const cpu = readCpuInfo({ root });
  const looks = all.map((zone) => ({ zone, reading: readCounter(zone.path) }));
  const open = looks.filter(({ reading }) => reading.kind === "counter").map(({ zone }) => zone);
  const closed = looks.filter(({ reading }) => reading.kind !== "counter");
  if (open.length === 0) throw closedError(closed.map(({ zone }) => zone));
  const chosen = zones ?? await withoutMirrors(open, cpu?.sockets);
  const name = cpu?.name ?? "CPU";
  const many = chosen.filter((zone) => zone.kind === "memory").length > 1;
  const counts = { cpu: 0, memory: 0 };
  const sockets = cpu?.sockets ?? 1;
  const dramUncertainty = dramError(cpu, dimmsPerSocket(root, sockets));
  const notes = zones === undefined
    ? openNotes(open.length - chosen.length, closed.map(({ zone }) => zone))
    : [];
  const description = {
    module: import.meta.url,
    name: "raplSources",
    options: { ...(root === "" ? {} : { root }), zones: chosen },
  };
  return chosen.map((zone, index) => {
    const number = counts[zone.kind]++;
    const memory = zone.kind === "memory";
    return described(
      raplSource(zone, {
        device: !memory ? `cpu:${number}` : many ? `memory:${number}` : "memory",
        name: memory ? `DRAM of ${name}, ${zone.name}` : `${name}, ${zone.name}`,
        uncertainty: memory ? dramUncertainty : packageError(cpu),
        notes: index === 0 ? notes : [],
        // The worker opens chosen zones, and looks ten times a second.
        keepOpen: zones !== undefined,
      }),
      description,
    );
  });
}

function raplSource(
  zone: RaplZone,
  about: {
    readonly device: string;
    readonly name: string;
    readonly uncertainty: SourceUncertainty;
    readonly notes: readonly Note[];
    readonly keepOpen: boolean;
  },
): PowerSource {
  // A memory zone's limit is often left at a figure that means nothing.
  const limitWatts = zone.kind === "cpu" ? highestLimit(zone.path) : undefined;
  const rangeMicrojoules = tryNumber(`${zone.path}/max_energy_range_uj`);
  const wrapsAtJoules = rangeMicrojoules === undefined ? undefined : rangeMicrojoules / 1e6;
  const open = about.keepOpen ? new OpenCounter(zone.path, wrapsAtJoules) : undefined;
  return {
    device: about.device,
    kind: zone.kind,
    name: about.name,
    source: zone.kind === "memory" ? "rapl-dram" : "rapl",
    basis: "measured",
    uncertainty: about.uncertainty,
    ...(limitWatts === undefined ? {} : { limitWatts }),
    ...(about.notes.length === 0 ? {} : { notes: about.notes }),
    read: () => open?.read() ?? readCounter(zone.path, wrapsAtJoules),
    ...(open === undefined ? {} : {
      [Symbol.asyncDispose]: () => {
        open.close();
        return Promise.resolve();
      },
    }),
  };
}

/** The highest power limit of a package, in W: what it may draw for a short time. Undefined where none is set. */
function highestLimit(path: string): number | undefined {
  const limits = listNames(path).filter((name) => /^constraint_\d+_power_limit_uw$/.test(name))
    .map((name) => (tryNumber(`${path}/${name}`) ?? 0) / 1e6);
  const highest = Math.max(0, ...limits);
  return highest > 0 ? highest : undefined;
}

function closedError(zones: readonly RaplZone[]): ProbeError {
  const path = `${zones[0]?.path}/energy_uj`;
  const thrown = thrownBy(() => Deno.readTextFileSync(path));
  if (thrown !== undefined && !isDenied(thrown)) {
    return new ProbeError(`Cannot read RAPL counter "${path}"`, { cause: thrown });
  }
  if (thrown === undefined) {
    return new ProbeError(`Cannot read RAPL counter "${path}" as it is empty`);
  }
  return new ProbeError(
    `Cannot read RAPL counter "${path}" as it is closed to this user`,
    { cause: thrown, hint: RAPL_HINT },
  );
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

function openNotes(mirrors: number, closed: readonly RaplZone[]): readonly Note[] {
  const notes: Note[] = [];
  if (mirrors > 0) {
    notes.push({
      code: "rapl-mirrored",
      message:
        `CPU counted once: ${mirrors} of its zones show the counter of another, as multi-die parts do`,
    });
  }
  if (closed.length > 0) {
    notes.push({
      code: "rapl-partly-closed",
      message: `RAPL partly closed: ${
        closed.map((zone) => zone.name).join(", ")
      } cannot be read and is not in the energy measured`,
      hint: RAPL_HINT,
    });
  }
  return notes;
}
