/** The sources of a run: those found on the machine, and those the user hands in. */
import { firstLine } from "../errors.ts";
import type { Note, PowerSource } from "../model.ts";
import { besideSource } from "../probe/beside.ts";
import { descriptionOf } from "../probe/described.ts";
import { identityOf } from "./ledger.ts";
import { findSources } from "../probe/find_sources.ts";
import { learnedWatts, type MachineFile, readOwnFile } from "../probe/machine_file.ts";
import { MACHINE_PREFIX } from "../counted_joules.ts";
import { openSources } from "../sample/job.ts";
import type { SampledSource } from "../sample/lanes.ts";
import { checkSource } from "./handed_in.ts";
import type { CheckedOptions } from "./options.ts";

/** Finds and opens all of them; what fails is a note, for a run goes on without. */
export async function gatherSources(
  options: CheckedOptions,
): Promise<{
  readonly sources: readonly SampledSource[];
  readonly notes: readonly Note[];
  /** Those that were opened here, and are to be closed with the run; the user's own objects are the user's. */
  readonly opened: readonly PowerSource[];
  /** What was once measured of this machine. */
  readonly kept: MachineFile | undefined;
}> {
  const kept = await readOwnFile(options.directory ?? "footnotes");
  const notes: Note[] = [];
  const sources: SampledSource[] = [];
  const components = options.components?.filter((one) => one !== "rest");
  if (components === undefined || components.length > 0) {
    try {
      const learned = learnedWatts(kept);
      const found = await findSources({ components, scope: options.scope, learned });
      sources.push(...found.found);
      notes.push(...found.notes);
      if (options.scope === "process") {
        const machine = await findSources({ components, learned });
        sources.push(...machine.found.map(({ source, description }) => {
          const beside = besideSource(source, { inner: description, prefix: MACHINE_PREFIX });
          return { source: beside, description: descriptionOf(beside) };
        }));
      }
    } catch (thrown) {
      notes.push({
        code: "probe-failed",
        message: `Nothing measured: looking for sources failed (${firstLine(thrown)})`,
        hint: "run Deno with -A",
      });
    }
  } else if ((options.sources ?? []).length === 0) {
    // Said by the note that nothing was measured: `carbon/account_notes.ts`.
    notes.push({
      code: "components-off",
      message: "`components` names no power source of this machine",
    });
  }
  for (const [index, given] of (options.sources ?? []).entries()) {
    if ("read" in given) {
      sources.push({ source: given, description: descriptionOf(given) });
      continue;
    }
    const notOpened = (thrown: unknown) =>
      notes.push({
        code: "source-not-opened",
        message: `A source was not opened: "${given.name}" failed (${firstLine(thrown)})`,
      });
    const opened = await openSources([given], (_, thrown) => notOpened(thrown));
    for (const source of opened.values()) {
      try {
        checkSource(`sources[${index}]`, source);
        sources.push({ source, description: given });
      } catch (thrown) {
        notOpened(thrown);
        void (async () => await source[Symbol.asyncDispose]?.())().catch(() => {});
      }
    }
  }
  const { counted, inside } = withoutNestedMeters(sources);
  for (const { source } of inside) {
    notes.push({
      code: "meter-inside",
      device: source.device,
      message:
        `"${source.name}" left aside: another meter of the whole machine reads all that it reads`,
    });
  }
  const handed = new Set<unknown>(options.sources);
  const opened = sources.map(({ source }) => source).filter((source) => !handed.has(source));
  return { sources: withDistinctNames(counted), notes, opened, kept };
}

/**
 * How far out a meter of the whole machine sits, by what it says of its error: the platform's counter and the battery's gauge see a part of what
 * the machine's own controller sees, and that lies behind a plug.
 */
function rankOf({ source, uncertainty }: PowerSource): number {
  if (source === "battery") return 0;
  if (source === "psys") return 1;
  return uncertainty?.key === "wall:acpi" || uncertainty?.key === "wall:redfish" ? 2 : 3;
}

/** Meters are added up, for two plugs may feed one machine; one inside another's must not be. Two controllers' are one figure, too. */
function withoutNestedMeters(sources: readonly SampledSource[]): {
  readonly counted: readonly SampledSource[];
  readonly inside: readonly SampledSource[];
} {
  const meters = sources.filter(({ source }) => source.kind === "system");
  const outermost = Math.max(...meters.map(({ source }) => rankOf(source)));
  const atTop = meters.filter(({ source }) => rankOf(source) === outermost);
  const kept = outermost === 3 ? atTop : atTop.slice(0, 1);
  const inside = meters.filter((one) => !kept.includes(one));
  return { counted: sources.filter((one) => !inside.includes(one)), inside };
}

/** Two sources of one name would be one device in the record: the second gets a number. */
function withDistinctNames(sources: readonly SampledSource[]): SampledSource[] {
  const seen = new Map<string, number>();
  return sources.map((sampled) => {
    const { device } = sampled.source;
    const count = seen.get(device) ?? 0;
    seen.set(device, count + 1);
    if (count === 0) return sampled;
    const { source, description } = sampled;
    const renamed: PowerSource = {
      ...identityOf(source),
      device: `${device}#${count + 1}`,
      ...(source.notes ? { notes: source.notes } : {}),
      read: () => source.read(),
      ...(source.instantWatts === undefined ? {} : { instantWatts: () => source.instantWatts?.() }),
    };
    return { source: renamed, description, opens: device };
  });
}
