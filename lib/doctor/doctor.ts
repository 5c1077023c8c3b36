/** `doctor()`: what this machine can measure, and the command that opens the rest. */
import { atFirstUse } from "../at_first_use.ts";
import { showingDiagnosis } from "../display/showing_others.ts";
import { firstLine } from "../errors.ts";
import { homePath } from "../home_path.ts";
import type { Diagnosis, PowerSource } from "../model.ts";
import { environment } from "../probe/sysfs.ts";

/** What to do beside looking. */
export interface DoctorOptions {
  /** Spends a minute on idle and full load of this CPU and keeps both ends for its model; false. */
  readonly learn?: boolean | undefined;
  /** For `learn` where the CPU shows no counter: a meter of the whole machine, as `wallSource()` gives it. */
  readonly meter?: PowerSource | undefined;
  /** Folder that keeps what was learned; "footnotes". */
  readonly directory?: string | undefined;
}

/**
 * What this machine can measure: the verdict, then every source of each kind, with its 90 % interval as factors, whether it is open, closed or absent,
 * which model stands in, and the exact command that opens what is closed. Shows itself as a table.
 *
 * With `learn` it needs a readable energy counter of the CPU, or a meter of the whole machine (`meter`, else the platform's own counter), from which the
 * CPU's part is taken by a rule and is less sure. It leaves the machine idle for half a minute, keeps every thread busy for the other half, and
 * writes the watts of both into `machine-HOSTNAME.json`, from which the CPU model goes where the counter is closed later. Never throws.
 * @example What is measured here?
 * ```ts
 * import { ok } from "node:assert/strict";
 * import { doctor } from "@footnote/footnote";
 * const { verdict, rows } = await doctor();
 * ok(verdict.startsWith("This machine can measure"));
 * ok(rows.some(({ device }) => device.startsWith("cpu")));
 * ```
 */
export async function doctor(options: DoctorOptions = {}): Promise<Diagnosis> {
  const directory = homePath(
    options?.directory ?? "footnotes",
    "look at this machine",
    "directory",
  );
  try {
    const learned = options?.learn === true
      ? await (await atFirstUse(import("./learn.ts"))).learnEnds({
        directory,
        meter: options.meter,
      })
      : undefined;
    const { diagnose } = await atFirstUse(import("./diagnose.ts"));
    const { diagnosis, machine } = await diagnose({
      directory,
      environment: environment("FOOTNOTE_ZONE"),
    });
    const verdict = learned === undefined
      ? diagnosis.verdict
      : `${diagnosis.verdict}. ${learned.message}`;
    return showingDiagnosis({ ...diagnosis, verdict }, { machine });
  } catch (thrown) {
    return showingDiagnosis({
      verdict: `This machine can measure nothing: it could not be looked at (${firstLine(thrown)})`,
      rows: [],
    });
  }
}
