/** Rows of what is there but closed, and of what is not there at all, each with the command that opens it. */
import type { Note } from "../model.ts";
import { readCpuInfo } from "../probe/cpu_info.ts";
import { dimmsPerSocket, dramError, packageError } from "../probe/rapl_error.ts";
import { findZones } from "../probe/rapl_zones.ts";
import { dramOf, factorsOf, packagesOf, type Row } from "./device_rows.ts";

/** Code of the note that Deno itself was started without permissions. */
export const PERMISSION_MISSING = "permission-missing";

/** What a look at the machine had to say. */
export interface LookedAt {
  readonly root: string;
  readonly notes: readonly Note[];
  readonly rows: readonly Row[];
  readonly virtualized: boolean;
}

/** Rows of closed sources. */
export function closedRows({ root, notes }: LookedAt): readonly Row[] {
  return notes.flatMap((note): readonly Row[] => {
    const command = note.hint === undefined ? {} : { command: commandIn(note.hint) };
    switch (note.code) {
      case "rapl-closed":
      case "rapl-partly-closed":
        return closedCounters(root, note, command);
      case "gpu-closed":
        return [{ device: "gpu", source: "", state: "closed", says: says(note), ...command }];
      case "apple-closed":
        return [
          { device: "cpu:0", source: "apple", state: "closed", says: says(note), ...command },
          { device: "gpu", source: "apple", state: "closed", says: says(note), ...command },
        ];
      case PERMISSION_MISSING:
      case "machine-closed":
        return [{ device: "cpu:0", source: "", state: "closed", says: says(note), ...command }];
      default:
        return [];
    }
  });
}

function closedCounters(root: string, note: Note, command: Pick<Row, "command">): readonly Row[] {
  const zones = findZones(root);
  const partly = note.code === "rapl-partly-closed";
  const isClosed = ({ path, name }: { readonly path: string; readonly name: string }) =>
    !partly || (note.message.includes(name) && !readable(`${path}/energy_uj`));
  const closed = zones.filter(isClosed);
  const cpu = readCpuInfo({ root });
  const packages = closed.filter(({ kind }) => kind === "cpu").length;
  const memories = closed.filter(({ kind }) => kind === "memory").length;
  const rows: Row[] = [];
  if (packages > 0) {
    rows.push({
      device: Array.from({ length: packages }, (_, index) => `cpu:${index}`).join(", "),
      source: "rapl",
      state: "closed",
      says: `${packagesOf(packages, cpu?.name ?? "the CPU")}, energy counter`,
      relativeRange: factorsOf(packageError(cpu)),
      ...command,
    });
  }
  if (memories > 0) {
    rows.push({
      device: "memory",
      source: "rapl-dram",
      state: "closed",
      says: `${dramOf(memories)}, energy counter`,
      relativeRange: factorsOf(dramError(cpu, dimmsPerSocket(root, cpu?.sockets ?? 1))),
      ...command,
    });
  }
  if (rows.length > 0) return rows;
  // A container that hides them: nothing can be listed.
  return [{ device: "cpu:0", source: "rapl", state: "closed", says: says(note), ...command }];
}

function readable(path: string): boolean {
  try {
    return Deno.readTextFileSync(path) !== "";
  } catch {
    return false;
  }
}

/** Rows of what this machine has not. */
export function absentRows({ notes, rows, virtualized }: LookedAt): readonly Row[] {
  // Where Deno may not look, nothing is known to be absent.
  if (notes.some(({ code }) => code === PERMISSION_MISSING)) return [];
  const has = (kind: string, states: readonly Row["state"][]) =>
    rows.some(({ device, state }) => device.split(":")[0] === kind && states.includes(state));
  const absent: Row[] = [];
  if (!has("gpu", ["open", "closed", "instead"])) {
    absent.push({
      device: "gpu",
      source: "",
      state: "absent",
      says: "no NVIDIA, AMD, Intel, Apple or Jetson board that tells its power",
    });
  }
  if (!has("cpu", ["open", "closed"])) {
    absent.push({
      device: "cpu:0",
      source: "rapl",
      state: "absent",
      ...absentCounter(virtualized),
    });
  } else if (!has("memory", ["open", "closed"]) && has("cpu", ["open"])) {
    absent.push({
      device: "memory",
      source: "rapl-dram",
      state: "absent",
      says: "this CPU has no counter of its memory",
    });
  }
  return absent;
}

function absentCounter(virtualized: boolean): Pick<Row, "says" | "command"> {
  if (virtualized) return { says: "a virtual machine shows no energy counter" };
  switch (Deno.build.os) {
    case "windows":
      return { says: "Windows shows programs no energy counter" };
    case "linux":
      return Deno.build.arch === "x86_64"
        ? {
          says: "the kernel shows no energy counter",
          command: "sudo modprobe intel_rapl_msr", // serves AMD parts too (Linux 5.8 and later)
        }
        : { says: "this CPU has no energy counter" };
    default:
      return { says: "this system shows no energy counter" };
  }
}

/** What a note says behind its first words. */
function says({ message }: Note): string {
  return message.replace(/^[^:]{1,30}: /, "");
}

/** The command in a hint that begins with one; else the hint itself. */
export function commandIn(hint: string): string {
  return /^Run (?:with )?["`]([^"`]+)["`]/.exec(hint)?.[1] ?? hint;
}
