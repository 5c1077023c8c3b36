/** What a look at the machine has found so far, and what it has to say. */
import type { DeviceKind, Note, PowerSource, SourceDescription } from "../model.ts";
import { firstLine, ProbeError } from "../errors.ts";
import { descriptionOf } from "./described.ts";
import { scopeToProcess } from "./process_scope.ts";
import { isNotCapable, type TreeOptions, tryText } from "./sysfs.ts";

/** A source of this thread, and the description that opens it in a worker. */
export interface FoundSource {
  readonly description: SourceDescription;
  readonly source: PowerSource;
}

/** What was found so far. */
export class Look {
  readonly found: FoundSource[] = [];
  readonly notes: Note[] = [];
  readonly #components: readonly string[];
  readonly #tellsProcesses: boolean;
  readonly #tree: TreeOptions;
  constructor(components: readonly string[], scope: "machine" | "process", tree: TreeOptions) {
    this.#components = components;
    // Only Linux shows the CPU time of a process and its children.
    this.#tellsProcesses = scope === "process" &&
      isThere(() => tryText(`${tree.root ?? ""}/proc/${Deno.pid}/stat`));
    this.#tree = tree;
  }

  /** What the scope of the process comes to on this system. */
  get processNote(): Note {
    return this.#tellsProcesses
      ? {
        code: "process-scope",
        message:
          "Process counted: of CPU and memory the share of CPU time that this process and its children have, of NVIDIA boards the share of their use; other boards whole",
      }
      : {
        code: "process-scope-unknown",
        message:
          "Whole CPU counted: this system does not show what this process and its children have of it",
      };
  }

  /** Whether a kind of device was asked for. */
  wants(kind: DeviceKind): boolean {
    return this.#components.includes(kind === "npu" ? "gpu" : kind);
  }

  /** Whether a kind of device was found. */
  has(kind: DeviceKind): boolean {
    return this.count(kind) > 0;
  }

  /** How many of a kind were found. */
  count(kind: DeviceKind): number {
    return this.found.filter(({ source }) => source.kind === kind).length;
  }

  /** The note of a code, where there is one. */
  noted(code: string): Note | undefined {
    return this.notes.find((note) => note.code === code);
  }

  /** Takes sources that were asked for, with their notes; lets the others go. */
  add(sources: readonly PowerSource[]): void {
    for (const source of sources) {
      const description = descriptionOf(source);
      if (!this.wants(source.kind)) {
        letGo(source);
        continue;
      }
      if (description === undefined) {
        letGo(source);
        this.notes.push(undescribedNote(source));
        continue;
      }
      this.notes.push(...source.notes ?? []);
      if (!this.#tellsProcesses || (source.kind !== "cpu" && source.kind !== "memory")) {
        this.found.push({ description, source });
        continue;
      }
      const scoped = scopeToProcess(source, { ...this.#tree, inner: description });
      this.found.push({ description: descriptionOf(scoped) ?? description, source: scoped });
    }
  }

  /** Runs a probe; what it throws becomes a note. */
  async try(code: string, probe: () => Promise<void> | void): Promise<void> {
    try {
      await probe();
    } catch (thrown) {
      this.#explain(code, thrown);
    }
  }

  #explain(code: string, thrown: unknown): void {
    if (isNotCapable(thrown)) {
      if (this.noted("permission-missing") !== undefined) return;
      this.notes.push({
        code: "permission-missing",
        message:
          "Sources closed: Deno may not look at this machine's sensors, which takes every permission",
        hint: "Run with `deno run -A` (a notebook's kernel has every permission)",
      });
      return;
    }
    if (thrown instanceof ProbeError) {
      const message = thrown.hint === undefined
        ? thrown.message
        : thrown.message.slice(0, thrown.message.lastIndexOf(`. ${thrown.hint}`));
      const what = code.startsWith("rapl") ? "CPU counters closed" : "GPU closed";
      this.notes.push({
        code,
        message: `${what}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
      });
      return;
    }
    // A probe that fails in a way we did not think of costs its own device, not the run.
    this.notes.push({ code, message: `Source not opened: ${firstLine(thrown)}` });
  }
}

/** Not used after all: what it holds open is closed, and whether that works matters to nobody. */
async function letGo(source: PowerSource): Promise<void> {
  try {
    await source[Symbol.asyncDispose]?.();
  } catch {
    // It was not read, so nothing is lost.
  }
}

/** A slip of whoever wrote the probe, and nothing else would show it. */
function undescribedNote({ name, device }: PowerSource): Note {
  return {
    code: "source-not-described",
    message: `Source "${name}" not read: it does not say how the sampling worker opens it`,
    hint:
      "give it a description: `described(source, { module: import.meta.url, name, options })`, as CONTRIBUTING.md shows",
    device,
  };
}

function isThere(look: () => string | undefined): boolean {
  try {
    return look() !== undefined;
  } catch {
    return false; // no permission: that has its own note
  }
}
