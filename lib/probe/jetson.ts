/** NVIDIA Jetson modules by the power monitors on the module (INA3221). */
import type { PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { described } from "./described.ts";
import { listChips } from "./hwmon.ts";
import { MODULE_SCOPE } from "./module_scope.ts";
import { isNotCapable, numberOf, type TreeOptions, tryNumber, tryText } from "./sysfs.ts";

/** A rail: its power is volts times amperes. */
interface Rail {
  readonly label: string;
  readonly millivolts: string;
  readonly milliamperes: string;
}

/** Rails that carry the whole module (NVIDIA, Jetson Linux developer guide, 2024). */
const WHOLE_MODULE = /^(?:VDD_IN|POM_5V_IN)$/;
/** A rail behind another that is summed: the memory of an AGX Orin is fed from VIN_SYS_5V0. */
const BEHIND_ANOTHER = /^VDDQ_VDD2_1V8AO$/;

/**
 * One source "gpu:0" for the whole module, CPU, GPU and memory: the input rail's watts, else the sum of its rails. Empty where there is no such monitor.
 */
export function jetsonSources({ root = "" }: TreeOptions = {}): Promise<PowerSource[]> {
  return Promise.resolve().then(() => {
    const rails = findRails(root);
    const input = rails.filter((rail) => WHOLE_MODULE.test(rail.label));
    const summed = input.length > 0
      ? input.slice(0, 1)
      : rails.filter((rail) => !BEHIND_ANOTHER.test(rail.label));
    if (summed.length === 0) return [];
    const model = tryText(`${root}/proc/device-tree/model`)?.replaceAll("\0", "");
    const source: PowerSource = {
      device: "gpu:0",
      kind: "gpu",
      name: model ?? "Jetson module",
      source: "ina3221",
      basis: "measured",
      // Judgement; a sum of rails leaves out what is fed by none of them.
      uncertainty: {
        key: "ina3221",
        shared: input.length > 0 ? [0.03, 0.05] : [0.03, 0.10],
        own: [0.02, 0.02],
      },
      notes: [{
        code: MODULE_SCOPE,
        message:
          "Module measured: CPU, GPU and memory are in one figure; the board that carries it (2 to 6 W) is not",
        device: "gpu:0",
      }],
      read: () => readRails(summed),
    };
    return [
      described(source, {
        module: import.meta.url,
        name: "jetsonSources",
        options: root === "" ? {} : { root },
      }),
    ];
  });
}

function findRails(root: string): readonly Rail[] {
  return listChips(root, (name) => name === "ina3221").flatMap(({ path }) =>
    [1, 2, 3].map((n) => ({
      label: tryText(`${path}/in${n}_label`) ?? "NC",
      millivolts: `${path}/in${n}_input`,
      milliamperes: `${path}/curr${n}_input`,
    })).filter((rail) => rail.label !== "NC" && tryNumber(rail.milliamperes) !== undefined)
  );
}

function readRails(rails: readonly Rail[]): Reading {
  const atSeconds = performance.now() / 1000;
  let powerWatts = 0;
  try {
    for (const { label, millivolts, milliamperes } of rails) {
      const volts = numberOf(Deno.readTextFileSync(millivolts));
      const amperes = numberOf(Deno.readTextFileSync(milliamperes));
      if (volts === undefined || amperes === undefined) {
        return { kind: "gap", atSeconds, why: `rail ${label} says nothing` };
      }
      powerWatts += volts * amperes / 1e6;
    }
    return { kind: "gauge", atSeconds, powerWatts };
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return { kind: "gap", atSeconds, why: firstLine(thrown) };
  }
}
