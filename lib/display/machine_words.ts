/** A machine in words: what is known of it, and nothing of what is not. */
import type { Machine } from "../model.ts";
import { listed } from "./device_words.ts";
import { NARROW_SPACE } from "./numbers.ts";

/** Whether a system told the name of its processor; where it did not, words like "CPU of unknown name" stand in the record. */
export function isKnownCpu(name: string): boolean {
  return name.trim() !== "" && !/\b(?:unknown|not known)\b/i.test(name);
}

/**
 * "2 × NVIDIA A100 and 2 × Intel Xeon Gold 6330 (112 threads) with 256 GB of memory"; of a virtual machine what it has of its host's
 * processor: "a virtual machine with 8 threads of an Intel Xeon and 16 GB of memory". Empty where nothing is known.
 */
export function machineText({ accelerators, cpu, memoryGb, virtualized }: Machine): string {
  const chips = accelerators.filter(({ name, count }) => name !== "" && count > 0)
    .map(({ name, count }) => many(count, name));
  const threads = cpu.threads > 0
    ? `${cpu.threads} ${cpu.threads === 1 ? "thread" : "threads"}`
    : "";
  const known = isKnownCpu(cpu.name);
  const memory = memoryGb > 0 ? `${memoryText(memoryGb)} of memory` : "";
  const filled = (words: readonly string[]) => words.filter((word) => word !== "");
  if (virtualized === true) {
    const share = !known ? threads : threads === "" ? cpu.name : `${threads} of ${cpu.name}`;
    const has = filled([...chips, share, memory]);
    return `a virtual machine${has.length === 0 ? "" : ` with ${listed(has)}`}`;
  }
  if (known) {
    const sockets = many(cpu.sockets ?? 1, cpu.name);
    chips.push(threads === "" ? sockets : `${sockets} (${threads})`);
  }
  const has = filled([known ? "" : threads, memory]);
  const what = chips.length > 0 ? listed(chips) : has.length > 0 ? "a machine" : "";
  return has.length === 0 ? what : `${what} with ${listed(has)}`;
}

/** Memory as its part is called, in whole GB: what of it a system keeps to itself leaves 23.5 of 24; a small one with a decimal. */
function memoryText(memoryGb: number): string {
  const gb = memoryGb >= 2 ? Math.round(memoryGb) : Number(memoryGb.toPrecision(2));
  return `${gb}${NARROW_SPACE}GB`;
}

function many(count: number, name: string): string {
  return count === 1 ? name : `${count} × ${name}`;
}
