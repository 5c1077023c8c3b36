/** Intel boards by the sensors of their kernel drivers (i915, xe). */
import type { PowerSource } from "../model.ts";
import type { NumberedOptions } from "./amd_gpu.ts";
import { described } from "./described.ts";
import { type Chip, limitOf, listChips, readEnergy } from "./hwmon.ts";
import { environment, tryNumber, tryText } from "./sysfs.ts";
import { visibleItems } from "./visible_list.ts";

/**
 * One source a board, "gpu:N" in the order of the bus: its energy counter in J. Graphics inside a processor has none, its tiles
 * (`i915_gt0`) lie inside the board: neither is added.
 */
export function intelGpuSources(options: NumberedOptions = {}): Promise<PowerSource[]> {
  return Promise.resolve().then(() => openIntel(options));
}

function openIntel({ root = "", firstNumber = 0 }: NumberedOptions): PowerSource[] {
  const boards = listChips(root, (name) => name === "i915" || name === "xe")
    .flatMap((chip) => {
      const counter = counterOf(chip);
      return counter === undefined ? [] : [{ chip, counter }];
    });
  const visible = visibleItems(boards, environment("ZE_AFFINITY_MASK"));
  const description = {
    module: import.meta.url,
    name: "intelGpuSources",
    options: { firstNumber, ...(root === "" ? {} : { root }) },
  };
  return boards.flatMap((board, index) => {
    if (!visible.includes(board)) return [];
    const { chip, counter } = board;
    const name = `Intel GPU ${(chip.product ?? "").replace("0x", "")}`.trim();
    const limitWatts = limitOf(chip, ["power1_max", "power1_rated_max", "power2_max"]);
    const source: PowerSource = {
      device: `gpu:${firstNumber + index}`,
      kind: "gpu",
      name,
      source: "hwmon",
      basis: "measured",
      // Judgement: no comparison with a meter was found.
      uncertainty: { key: `intelgpu:${name}`, shared: [0.10, 0.15], own: [0.03, 0.03] },
      ...(limitWatts === undefined ? {} : { limitWatts }),
      read: () => readEnergy(counter),
    };
    return [described(source, description)];
  });
}

/** The counter of the card, else of its package (Linux, Documentation/ABI/testing/sysfs-driver-intel-xe-hwmon, 2025). */
function counterOf(chip: Chip): string | undefined {
  const counters = [1, 2].map((n) => ({
    path: `${chip.path}/energy${n}_input`,
    label: tryText(`${chip.path}/energy${n}_label`),
  })).filter(({ path }) => tryNumber(path) !== undefined);
  return (counters.find(({ label }) => label === "card") ?? counters[0])?.path;
}
