/** The battery gauge of a laptop: the whole machine on its DC side, while it runs from the battery. Only when named. */
import type { PowerSource, Reading } from "../model.ts";
import { firstLine } from "../errors.ts";
import { described } from "./described.ts";
import { isNotCapable, listNames, type TreeOptions, tryNumber, tryText } from "./sysfs.ts";

/** One battery's files. */
interface Battery {
  readonly path: string;
}

/**
 * One source "battery" (kind "system") for all batteries together: the watts that leave them; a gap while mains feed the machine. Offered, not
 * found by itself: name it in `sources` as `{ module, name: "batterySources" }`. At the wall divide by 0.88 [0.82, 0.93].
 */
export function batterySources({ root = "" }: TreeOptions = {}): Promise<PowerSource[]> {
  return Promise.resolve().then(() => {
    const folder = `${root}/sys/class/power_supply`;
    const batteries: Battery[] = listNames(folder)
      .map((name) => ({ path: `${folder}/${name}` }))
      // "Device": the battery of a mouse.
      .filter(({ path }) => tryText(`${path}/type`) === "Battery")
      .filter(({ path }) => tryText(`${path}/scope`) !== "Device");
    if (batteries.length === 0) return [];
    const source: PowerSource = {
      device: "battery",
      kind: "system",
      name: batteries.map(({ path }) => tryText(`${path}/model_name`) || "battery").join(" + "),
      source: "battery",
      basis: "measured",
      uncertainty: { key: "battery", shared: [0.05, 0.05], own: [0.02, 0.02] }, // judgement
      notes: [{
        code: "battery-dc",
        message:
          "Battery read: the whole laptop on its DC side, screen included; the wall gives 1.1 to 1.2 times that",
        device: "battery",
      }],
      read: () => readBatteries(batteries),
    };
    return [
      described(source, {
        module: import.meta.url,
        name: "batterySources",
        options: root === "" ? {} : { root },
      }),
    ];
  });
}

function readBatteries(batteries: readonly Battery[]): Reading {
  const atSeconds = performance.now() / 1000;
  const gap = (why: string): Reading => ({ kind: "gap", atSeconds, why });
  try {
    let powerWatts = 0;
    let discharging = false;
    for (const { path } of batteries) {
      const status = tryText(`${path}/status`);
      if (status === "Charging" || status === "Full" || status === "Not charging") {
        if (status === "Charging") return gap("the machine is on mains");
        continue; // a second battery that rests
      }
      if (status !== "Discharging") return gap(`the battery is ${status ?? "gone"}`);
      const watts = wattsOf(path);
      if (watts === undefined) return gap("the battery does not say what it gives");
      discharging = true;
      powerWatts += watts;
    }
    return discharging ? { kind: "gauge", atSeconds, powerWatts } : gap("the machine is on mains");
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return gap(firstLine(thrown));
  }
}

/** Watts of a battery: `power_now` in µW, else `current_now` (µA) times `voltage_now` (µV); some drivers give them a sign. */
function wattsOf(path: string): number | undefined {
  const power = tryNumber(`${path}/power_now`);
  if (power !== undefined) return Math.abs(power) / 1e6;
  const [current, voltage] = [tryNumber(`${path}/current_now`), tryNumber(`${path}/voltage_now`)];
  if (current === undefined || voltage === undefined) return undefined;
  return Math.abs(current) * voltage / 1e12;
}
