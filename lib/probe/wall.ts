/** A meter of the whole machine: asked only because the user names it. */
import type { PowerSource, Reading, SourceUncertainty } from "../model.ts";
import { firstLine, shownValue } from "../errors.ts";
import { described } from "./described.ts";
import { numberOf, type TreeOptions } from "./sysfs.ts";
import {
  findAcpiMeter,
  findRedfishPower,
  type MeterAddress,
  MeterError,
  redfishWatts,
  shellyWatts,
  tasmotaWatts,
} from "./wall_meters.ts";

/** Which meter, and where. */
export type WallOptions =
  | { readonly kind: "acpi" }
  | ({ readonly kind: "redfish" | "shelly" | "tasmota" } & MeterAddress)
  | { readonly kind: "custom"; readonly readWatts: () => number | Promise<number> };

/** Errors of meters, as fractions; judgement, but for the management controller: 8 to 12 % low on one metered 8-GPU server (literature). */
export const wallErrors: Readonly<Record<WallOptions["kind"], SourceUncertainty>> = {
  acpi: { key: "wall:acpi", shared: [0.10, 0.15], own: [0, 0] },
  redfish: { key: "wall:redfish", shared: [0, 0.14], own: [0, 0] },
  shelly: { key: "meter", shared: [0.02, 0.02], own: [0, 0] },
  tasmota: { key: "meter", shared: [0.02, 0.02], own: [0, 0] },
  custom: { key: "meter", shared: [0.02, 0.02], own: [0, 0] },
};
const NAMES: Readonly<Record<WallOptions["kind"], string>> = {
  acpi: "ACPI power meter",
  redfish: "Power supplies by Redfish",
  shelly: "Shelly smart plug",
  tasmota: "Tasmota smart plug",
  custom: "Meter of your own",
};

/**
 * A source of the whole machine's watts, device "wall": the ACPI power meter, a management controller by Redfish (the input of all power
 * supplies), a smart plug, or a function of yours. A run with it has the boundary "node": what the devices do not draw of it is the part
 * "rest". A meter that does not answer gives gaps.
 *
 * @throws {TypeError} If `kind` is none of these, `url` no http address, or `readWatts` no function.
 * @example A meter of one's own
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { wallSource } from "@footnote/footnote";
 * const meter = wallSource({ kind: "custom", readWatts: () => 480 });
 * const reading = await meter.read();
 * strictEqual(reading.kind === "gauge" && reading.powerWatts, 480);
 * ```
 */
export function wallSource(options: WallOptions): PowerSource {
  check(options);
  const source = sourceOf(options, readerOf(options, ""));
  if (options.kind === "custom") return source; // a function cannot cross into a worker
  return described(source, { module: import.meta.url, name: "openWall", options });
}

/** Opens a meter from its description; `root` is a fake machine's. */
export function openWall(options: WallOptions & TreeOptions): Promise<PowerSource[]> {
  check(options);
  return Promise.resolve([sourceOf(options, readerOf(options, options.root ?? ""))]);
}

function sourceOf(options: WallOptions, readWatts: () => number | Promise<number>): PowerSource {
  const { kind } = options;
  const host = "url" in options ? ` at ${new URL(options.url).host}` : "";
  return {
    device: "wall",
    kind: "system",
    name: `${NAMES[kind]}${host}`,
    source: "wall",
    basis: "measured",
    uncertainty: wallErrors[kind],
    read: () => {
      try {
        const watts = readWatts();
        return typeof watts === "number" ? gauge(watts) : watts.then(gauge, gap);
      } catch (thrown) {
        return gap(thrown);
      }
    },
  };
}

function gauge(powerWatts: number): Reading {
  if (typeof powerWatts === "number" && Number.isFinite(powerWatts) && powerWatts >= 0) {
    return { kind: "gauge", atSeconds: performance.now() / 1000, powerWatts };
  }
  return gap(new MeterError(`the meter gave no power: ${powerWatts}`));
}

function gap(thrown: unknown): Reading {
  return { kind: "gap", atSeconds: performance.now() / 1000, why: firstLine(thrown) };
}

function readerOf(options: WallOptions, root: string): () => number | Promise<number> {
  switch (options.kind) {
    case "custom":
      return options.readWatts;
    case "shelly":
      return () => shellyWatts(options);
    case "tasmota":
      return () => tasmotaWatts(options);
    case "redfish": {
      let paths: Promise<readonly string[]> | undefined;
      return async () => {
        paths ??= findRedfishPower(options);
        // A controller that was not up yet is looked at again.
        paths.catch(() => paths = undefined);
        return redfishWatts(options, await paths);
      };
    }
    case "acpi": {
      let path: string | undefined;
      return () => {
        path ??= findAcpiMeter(root);
        if (path === undefined) throw new MeterError("this machine has no ACPI power meter");
        const microwatts = numberOf(Deno.readTextFileSync(path));
        if (microwatts === undefined) throw new MeterError("the ACPI power meter says nothing");
        return microwatts / 1e6;
      };
    }
  }
}

function check(options: WallOptions): void {
  const refuse = (field: string, wanted: string, found: unknown): never => {
    throw new TypeError(
      `Cannot make wall source as "${field}" must be ${wanted}: current value is ${
        shownValue(found)
      }`,
    );
  };
  if (!(options?.kind in NAMES)) {
    refuse("kind", `one of ${Object.keys(NAMES).join(", ")}`, options?.kind);
  }
  if (options.kind === "acpi") return;
  if (options.kind === "custom") {
    if (typeof options.readWatts !== "function") {
      refuse("readWatts", "a function", options.readWatts);
    }
    return;
  }
  if (
    typeof options.url !== "string" || !/^https?:$/.test(URL.parse(options.url)?.protocol ?? "")
  ) {
    refuse("url", "an http or https address", options.url);
  }
  for (const field of ["user", "password"] as const) {
    const value = options[field];
    if (value !== undefined && typeof value !== "string") refuse(field, "a text", typeof value);
  }
}
