/** What this machine can measure, source by source: open, closed with its cure, the model used instead, absent. */
import type { Diagnosis, Range, SourceUncertainty } from "../model.ts";
import { batterySources } from "./battery.ts";
import { readCpuInfo } from "./cpu_info.ts";
import type { CpuModelSourceOptions } from "./cpu_model_source.ts";
import { findSources } from "./find_sources.ts";
import type { FoundSource } from "./look.ts";
import { psysSources } from "./psys.ts";
import { RAPL_COMMAND } from "./rapl.ts";
import { dimmsPerSocket, dramError, packageError } from "./rapl_error.ts";
import { findZones, type RaplZone } from "./rapl_zones.ts";
import type { TreeOptions } from "./sysfs.ts";
import { findAcpiMeter } from "./wall_meters.ts";

/** One row of a diagnosis. */
export type SurveyRow = Diagnosis["rows"][number];

/** A survey of the machine. */
export interface Survey {
  readonly rows: readonly SurveyRow[];
  /** Parts (GPU, CPU, memory) that are measured, and those that there are. */
  readonly measured: readonly string[];
  readonly present: readonly string[];
}

/** Surveys every source that we know, in the order GPU, CPU, memory, whole machine. Never throws for what is absent or closed. */
export async function surveySources(options: TreeOptions = {}): Promise<Survey> {
  const { root = "" } = options;
  const { found, notes } = await findSources(options);
  const open = found.filter(({ source }) => source.basis === "measured");
  const models = found.filter(({ source }) => source.basis !== "measured");
  const closed = notes.filter((note) => /-closed$|^permission-missing$/.test(note.code));
  const permitted = !closed.some((note) => note.code === "permission-missing");
  const rapl = permitted ? raplRows(root, closed.map((note) => note.code)) : [];
  const others = closed.filter((note) => !note.code.startsWith("rapl"))
    .map((note): SurveyRow => ({
      device: note.code.startsWith("gpu")
        ? "gpu"
        : note.code.startsWith("apple")
        ? "cpu"
        : "system",
      source: note.code.startsWith("gpu")
        ? "nvml"
        : note.code.startsWith("apple")
        ? "powermetrics"
        : "",
      state: "closed",
      says: note.message,
      ...(note.hint === undefined ? {} : { command: note.hint }),
    }));
  const whole = permitted ? await wholeRows(root) : [];
  for (const { source } of found) await source[Symbol.asyncDispose]?.();
  const has = (kind: string) => found.some(({ source }) => source.kind === kind);
  const absent: SurveyRow[] = [
    ...(has("gpu") || others.some((row) => row.device === "gpu") || !permitted ? [] : [
      {
        device: "gpu",
        source: "nvml, hwmon",
        state: "absent",
        says: "no GPU that reports power",
      } as const,
    ]),
    ...(open.some(({ source }) => source.kind === "cpu") || rapl.length > 0 || !permitted ? [] : [
      {
        device: "cpu",
        source: "rapl",
        state: "absent",
        says: "this system shows no energy counter",
      } as const,
    ]),
  ];
  const measured = kinds(open);
  return {
    rows: [
      ...grouped(open, "open"),
      ...rapl,
      ...others,
      ...grouped(models, "instead"),
      ...absent,
      ...whole,
    ],
    measured,
    present: [...new Set([...kinds(found), ...rapl.map((row) => row.device.split(":")[0] ?? "")])],
  };
}

function kinds(found: readonly FoundSource[]): readonly string[] {
  return [...new Set(found.map(({ source }) => source.kind))];
}

/** Devices of one source and one name share a row. */
function grouped(found: readonly FoundSource[], state: "open" | "instead"): readonly SurveyRow[] {
  const groups = Map.groupBy(
    found,
    ({ source }) => `${source.source} ${source.name.replace(/, package-\d+.*$/, "")}`,
  );
  return [...groups.values()].map((group): SurveyRow => {
    const [first] = group;
    const { source } = first!;
    const name = source.name.replace(/, package-\d+.*$/, "");
    const count = group.length === 1 ? "" : `${group.length} × `;
    return {
      device: group.map((one) => one.source.device).join(", "),
      source: source.source,
      state,
      says: state === "instead" ? saysOfModel(first!) : `${count}${name}, ${wayOf(source.source)}`,
      ...(source.uncertainty === undefined ? {} : { relativeRange: rangeOf(source.uncertainty) }),
    };
  });
}

function wayOf(source: string): string {
  if (source === "nvml-power" || source === "nvidia-smi") return "power";
  return /energy|rapl/.test(source) ? "energy counter" : "sensor";
}

function saysOfModel({ source, description }: FoundSource): string {
  if (source.source !== "cpu-model") return `${source.name}, by load`;
  const { cpu } = description.options as CpuModelSourceOptions;
  const share = cpu.vmThreads === undefined
    ? ""
    : `, ${cpu.vmThreads} of ${cpu.threads ?? "unknown"} threads`;
  if (cpu.idleWatts !== undefined) {
    return `load between ${cpu.idleWatts} and ${cpu.fullWatts} W of this machine`;
  }
  if (cpu.tdpWatts !== undefined) {
    const watts = Number((cpu.tdpWatts * (cpu.sockets ?? 1)).toPrecision(3));
    return `load × ${watts} W${cpu.known === "family" ? " (its family's middle)" : ""}${share}`;
  }
  return `load × a part of unknown TDP${
    share || `, by ${cpu.form === "server" ? `${cpu.threads} threads` : `form (${cpu.form})`}`
  }`;
}

/** The source's range for one device by itself, as factors. */
function rangeOf({ shared, own }: SourceUncertainty): Range {
  return [1 - Math.hypot(shared[0], own[0]), 1 + Math.hypot(shared[1], own[1])];
}

/** Counters that are there but closed: what they would measure, and the command that opens them. */
function raplRows(root: string, codes: readonly string[]): readonly SurveyRow[] {
  if (!codes.includes("rapl-closed") && !codes.includes("rapl-partly-closed")) return [];
  const zones = findZones(root).filter(isClosed);
  const cpu = readCpuInfo({ root });
  const dimms = dimmsPerSocket(root, cpu?.sockets ?? 1);
  return (["cpu", "memory"] as const).flatMap((kind) => {
    const own = zones.filter((zone) => zone.kind === kind);
    if (own.length === 0) return [];
    const memory = kind === "memory";
    const devices = own.map((_, index) => memory && own.length === 1 ? kind : `${kind}:${index}`);
    return [{
      device: devices.join(", "),
      source: memory ? "rapl-dram" : "rapl",
      state: "closed" as const,
      says: memory
        ? `DRAM of ${own.length} package${own.length === 1 ? "" : "s"}, energy counter`
        : `${own.length === 1 ? "package" : `${own.length} packages`} of ${
          cpu?.name ?? "the CPU"
        }, energy counter`,
      relativeRange: rangeOf(memory ? dramError(cpu, dimms) : packageError(cpu)),
      command: RAPL_COMMAND,
    }];
  });
}

function isClosed({ path }: RaplZone): boolean {
  try {
    Deno.readTextFileSync(`${path}/energy_uj`);
    return false;
  } catch {
    return true;
  }
}

/** What sees the whole machine: counted only when the user names it. */
async function wholeRows(root: string): Promise<readonly SurveyRow[]> {
  const rows: SurveyRow[] = [];
  const named = "counted only when named in `sources`";
  for (const source of [...await psysSources({ root }), ...await batterySources({ root })]) {
    const reading = await source.read();
    rows.push({
      device: "system",
      source: source.source,
      state: reading.kind === "gap" ? "closed" : "open",
      says: reading.kind === "gap" ? `${source.name}: ${reading.why}` : `${source.name}, ${named}`,
      ...(source.uncertainty === undefined ? {} : { relativeRange: rangeOf(source.uncertainty) }),
      ...(source.source === "psys" && reading.kind === "gap" ? { command: RAPL_COMMAND } : {}),
    });
  }
  if (findAcpiMeter(root) !== undefined) {
    rows.push({
      device: "wall",
      source: "acpi",
      state: "open",
      says: `ACPI power meter, ${named}`,
      relativeRange: [0.90, 1.15],
      command: '`wallSource({ kind: "acpi" })`',
    });
  }
  if (rows.length > 0) return rows;
  return [{
    device: "wall",
    source: "",
    state: "absent",
    says: "no meter of the whole machine in it",
    command: 'A smart plug: `wallSource({ kind: "shelly", url: "http://…" })`',
  }];
}
