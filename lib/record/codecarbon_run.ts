/** Runs from the table of CodeCarbon (`emissions.csv`), with what its columns leave out said in notes. */
import { RecordError } from "../errors.ts";
import type { Machine, Note, Place, Range, Run, Uncertainty } from "../model.ts";
import { type CsvRow, parseCsv } from "./csv.ts";
import { type ImportedPart, importedRun } from "./imported_run.ts";

const NEEDED = ["timestamp", "duration", "emissions", "energy_consumed"] as const;
/** A yearly mean of a country for a run of hours: factors of it. Grade: data (hourly intensity of Great Britain, France and Germany, 2020). */
const MEAN_RANGE: Range = [0.48, 1.58];
/** The table does not say whether a counter or half-known watts are behind the CPU: as for a known part at half load. Grade: data. */
const CPU_ERROR = { shared: [0.6, 1.02], own: [0, 0] } as const;
/** Boards by their energy counter. Grade: data, as for our own source. */
const GPU_ERROR = { shared: [0.05, 0.07], own: [0.025, 0.025] } as const;
/** 5 W a guessed module against 0.06 to 0.26 W/GB measured: reads high. Grade: judgement on measured modules. */
const RAM_ERROR = { shared: [0.8, 0.5], own: [0, 0] } as const;

/** The runs of a table, one a run id, and notes on rows that were left out. */
export function codecarbonRuns(
  text: string,
  path: string,
): { readonly runs: readonly Run[]; readonly notes: readonly Note[] } {
  const { heads, rows } = parseCsv(text);
  const absent = NEEDED.filter((head) => !heads.includes(head));
  if (absent.length > 0) {
    throw new RecordError(
      `Cannot read "${path}", line 1: the columns ${
        NEEDED.map((head) => `"${head}"`).join(", ")
      } were wanted, and ${absent.map((head) => `"${head}"`).join(", ")} ${
        absent.length === 1 ? "is" : "are"
      } not there`,
      { hint: "Is it the emissions.csv of CodeCarbon" },
    );
  }
  const runs: Run[] = [];
  const notes: Note[] = [];
  for (const { row, flushes } of lastRows(rows)) {
    const run = runOf(row, flushes);
    if (typeof run === "string") {
      notes.push({
        code: "row-skipped",
        message: `Not in this table: line ${row.line} of "${path}", as ${run}`,
      });
    } else runs.push(run);
  }
  return { runs, notes };
}

/** The last row of each run: those before are its sums until then, written by `flush()`. Tasks are rows of their own. */
function lastRows(rows: readonly CsvRow[]): { row: CsvRow; flushes: number }[] {
  const found = new Map<string, { row: CsvRow; flushes: number }>();
  for (const row of rows) {
    const id = row.cells.get("run_id") ?? "";
    const key = id === "" ? `line ${row.line}` : `${id} ${row.cells.get("task_name") ?? ""}`;
    const before = found.get(key);
    const later = before === undefined || seconds(row) >= seconds(before.row);
    found.set(key, {
      row: later ? row : before.row,
      flushes: (before?.flushes ?? 0) + 1,
    });
  }
  return [...found.values()];
}

function seconds(row: CsvRow): number {
  return Number(row.cells.get("duration"));
}

/** The run of a row, or what is wrong with it. */
function runOf(row: CsvRow, flushes: number): Run | string {
  const text = (head: string) => row.cells.get(head)?.trim() ?? "";
  const figure = (head: string) => text(head) === "" ? undefined : Number(text(head));
  for (const head of ["duration", "emissions", "energy_consumed"]) {
    const value = figure(head);
    if (value === undefined || !Number.isFinite(value) || value < 0) {
      return `"${head}" must be a number >= 0: current value is ${JSON.stringify(text(head))}`;
    }
  }
  const ended = new Date(text("timestamp"));
  if (Number.isNaN(ended.getTime())) {
    return `"timestamp" must be a time: current value is ${JSON.stringify(text("timestamp"))}`;
  }
  const durationSeconds = figure("duration")!;
  const energyKwh = figure("energy_consumed")!;
  const pue = amount(figure("pue")) || 1;
  const grams = energyKwh > 0 ? figure("emissions")! * 1000 / energyKwh : 0;
  const name = text("project_name") || "codecarbon";
  const task = text("task_name");
  const version = text("codecarbon_version");
  return importedRun({
    id: text("run_id") === "" ? `line-${row.line}` : text("run_id") + (task && `-${task}`),
    name: task === "" ? name : `${name}: ${task}`,
    status: "finished",
    startedAt: new Date(ended.getTime() - durationSeconds * 1000),
    durationSeconds,
    pue,
    parts: partsOf(text, figure, energyKwh / pue, pue, durationSeconds),
    epochSeconds: [],
    intensity: {
      intensityGramsPerKwh: grams,
      range: [grams * MEAN_RANGE[0], grams * MEAN_RANGE[1]],
      basis: "default",
      source: "codecarbon",
    },
    place: placeOf(text),
    machine: machineOf(text, figure, version),
    accelerators: amount(figure("gpu_count")),
    notes: notesOf(text, figure, version, flushes),
    source: {
      id: "codecarbon",
      title: `CodeCarbon${version === "" ? "" : ` ${version}`}, emissions.csv`,
      publisher: "CodeCarbon contributors",
      year: ended.getFullYear(),
      url: "https://github.com/mlco2/codecarbon",
    },
  });
}

type Text = (head: string) => string;
type Figure = (head: string) => number | undefined;

/** A number of the table as an amount: nothing, NaN and less than 0 are 0. */
function amount(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : 0;
}

function partsOf(
  text: Text,
  figure: Figure,
  itEnergyKwh: number,
  pue: number,
  durationSeconds: number,
): ImportedPart[] {
  const part = (
    head: string,
    kind: "cpu" | "gpu" | "memory",
    name: string,
    uncertainty: Uncertainty,
    basis: "measured" | "modelled",
  ): ImportedPart[] => {
    // The columns of energy have the PUE in them already.
    const energyKwh = amount(figure(head)) / pue;
    const there = kind !== "gpu" || amount(figure("gpu_count")) > 0;
    return figure(head) === undefined || !there ? [] : [{
      device: kind === "memory" ? "memory" : `${kind}:0`,
      kind,
      name,
      source: "codecarbon",
      basis,
      energyKwh,
      uncertainty,
      missingSeconds: kind === "gpu" && energyKwh === 0 ? durationSeconds : 0,
    }];
  };
  const gpu = text("gpu_model").replace(/^\d+ x /, "");
  const parts = [
    ...part(
      "gpu_energy",
      "gpu",
      text("gpu_model") || "GPU",
      { key: `nvml:${gpu}`, ...GPU_ERROR },
      "measured",
    ),
    ...part(
      "cpu_energy",
      "cpu",
      text("cpu_model") || "CPU",
      { key: "cpu-model", ...CPU_ERROR },
      "modelled",
    ),
    ...part("ram_energy", "memory", "memory", { key: "memory-model", ...RAM_ERROR }, "modelled"),
  ];
  const sum = parts.reduce((all, { energyKwh }) => all + energyKwh, 0);
  if (sum > 0) {
    return parts.map((one) => ({ ...one, energyKwh: one.energyKwh * itEnergyKwh / sum }));
  }
  return [{
    device: "all",
    kind: "cpu",
    name: "all components",
    source: "codecarbon",
    basis: "modelled",
    energyKwh: itEnergyKwh,
    uncertainty: { key: "cpu-model", ...CPU_ERROR },
    missingSeconds: 0,
  }];
}

function placeOf(text: Text): Place {
  const zone = text("country_iso_code") || "WORLD";
  const country = text("country_name") || "not known";
  const region = text("region");
  return {
    zone,
    name: region === "" ? country : `${region}, ${country}`,
    // Coordinates come from the look-up by the network's address.
    how: text("longitude") === "" && zone !== "WORLD" ? "given" : "guessed",
    ...(text("cloud_provider") === "" ? {} : { provider: text("cloud_provider") }),
    ...(text("cloud_region") === "" ? {} : { region: text("cloud_region") }),
    namedBy: "CodeCarbon",
  };
}

function machineOf(text: Text, figure: Figure, version: string): Machine {
  const count = amount(figure("gpu_count"));
  return {
    hostname: "",
    os: text("os"),
    arch: "",
    runtime: `CodeCarbon${version === "" ? "" : ` ${version}`}, Python ${text("python_version")}`
      .trim(),
    cpu: { name: text("cpu_model") || "not known", threads: amount(figure("cpu_count")) },
    memoryGb: amount(figure("ram_total_size")),
    accelerators: count > 0
      ? [{ name: text("gpu_model").replace(/^\d+ x /, "") || "GPU", count }]
      : [],
  };
}

function notesOf(text: Text, figure: Figure, version: string, flushes: number): Note[] {
  const notes: Note[] = [{
    code: "imported",
    message: `Read from the table of CodeCarbon${
      version === "" ? "" : ` ${version}`
    }: it does not say how the CPU's energy was come by, so that it counts as modelled; its time has no zone, and is read as this machine's`,
  }];
  if (flushes > 1) {
    notes.push({
      code: "rows-of-one-run",
      message:
        `The table has ${flushes} rows of this run, each the sum until then: the last counts`,
    });
  }
  if (amount(figure("gpu_count")) > 0 && amount(figure("gpu_energy")) === 0) {
    notes.push({
      code: "gpu-not-measured",
      message: "The GPU counts as 0 kWh: CodeCarbon reads boards only that have an energy counter",
      device: "gpu:0",
    });
  }
  if (text("country_iso_code") === "CAN" && text("region") === "" && text("longitude") === "") {
    notes.push({
      code: "place-may-be-a-fallback",
      message:
        "Canada is what CodeCarbon takes where its look-up of the place fails: the emissions may be far too low",
      hint: "ask whatIf() with the zone where it ran",
    });
  }
  if (text("tracking_mode") === "process") {
    notes.push({
      code: "process-only",
      message: "CPU and memory are this process's share, the GPU is whole",
    });
  }
  return notes;
}
