/** The first sentence of a diagnosis: how much is measured, and why the rest is not. */
import type { Note } from "../model.ts";
import { PERMISSION_MISSING } from "./closed_rows.ts";
import type { Row } from "./device_rows.ts";

const KINDS = ["gpu", "npu", "cpu", "memory"];
const WORDS: Readonly<Record<string, string>> = {
  gpu: "GPU",
  npu: "NPU",
  cpu: "CPU",
  memory: "memory",
};

/** Parts are each board, the CPU and the memory; sockets of a CPU are one part. */
function partsIn(rows: readonly Row[]): Map<string, Set<Row["state"]>> {
  const parts = new Map<string, Set<Row["state"]>>();
  for (const { device, state } of rows) {
    if (state === "absent") continue;
    for (const one of device.split(/, */)) {
      const kind = one.split(":")[0] ?? "";
      if (!KINDS.includes(kind)) continue;
      const part = kind === "gpu" || kind === "npu" ? one : kind;
      parts.set(part, (parts.get(part) ?? new Set()).add(state));
    }
  }
  return parts;
}

/** "This machine can measure 2 of its 4 parts: CPU and memory are modelled, as their counters are closed to this user". */
export function verdictOf(
  rows: readonly Row[],
  about: { readonly notes: readonly Note[]; readonly virtualized: boolean },
): string {
  const seen = rows.some(({ state }) => state === "open" || state === "instead");
  if (!seen && about.notes.some(({ code }) => code === PERMISSION_MISSING)) {
    return "This machine can measure nothing so far: Deno was not allowed to look at its sensors";
  }
  const parts = partsIn(rows);
  if (parts.size === 0) return "This machine can measure nothing";
  const open = [...parts].filter(([, states]) => states.has("open")).map(([part]) => part);
  if (open.length === parts.size) {
    return parts.size === 1
      ? "This machine can measure its one part"
      : `This machine can measure all its ${parts.size} parts`;
  }
  const head = parts.size === 1
    ? "This machine cannot measure its one part"
    : `This machine can measure ${
      open.length === 0 ? "none" : open.length
    } of its ${parts.size} parts`;
  const modelled = [...parts].filter(([, states]) => !states.has("open") && states.has("instead"))
    .map(([part]) => wordOf(part));
  const shut = [...parts].filter(([, states]) => !states.has("open") && !states.has("instead"))
    .map(([part]) => wordOf(part));
  const are = (list: readonly string[]) => list.length === 1 ? "is" : "are";
  const clauses = [
    ...(modelled.length === 0
      ? []
      : [`${modelled.join(" and ")} ${are(modelled)} modelled, ${reason(rows, about)}`]),
    ...(shut.length === 0 ? [] : [`${shut.join(" and ")} ${are(shut)} not counted`]),
  ];
  return `${head}: ${clauses.join("; ")}`;
}

function wordOf(part: string): string {
  const [kind = "", number] = part.split(":");
  const word = WORDS[kind] ?? part;
  return number === undefined ? word : `${word} ${number}`;
}

function reason(
  rows: readonly Row[],
  { notes, virtualized }: { readonly notes: readonly Note[]; readonly virtualized: boolean },
): string {
  const noted = (code: string) => notes.find((note) => note.code === code);
  if (noted(PERMISSION_MISSING) !== undefined) {
    return "as Deno was not allowed to look at all sensors";
  }
  const closed = noted("rapl-closed") ?? noted("rapl-partly-closed");
  if (closed !== undefined) {
    return closed.message.includes("container")
      ? "as this container hides the counters"
      : "as the counters are closed to this user";
  }
  const cpuOpen = rows.some(({ device, state }) => device.startsWith("cpu") && state === "open");
  if (cpuOpen) return "as it has no counter";
  return virtualized
    ? "as a virtual machine shows no counters"
    : "as this system shows no counters";
}
