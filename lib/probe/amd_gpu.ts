/** AMD boards by the sensors of their kernel driver (amdgpu). */
import type { Note, PowerSource, SourceUncertainty } from "../model.ts";
import { described } from "./described.ts";
import { type Chip, limitOf, listChips, readEnergy, readPower } from "./hwmon.ts";
import { MODULE_SCOPE } from "./module_scope.ts";
import { environment, type TreeOptions, tryNumber, tryText } from "./sysfs.ts";
import { visibleItems } from "./visible_list.ts";

/** Options of probes that number their boards after those of others. */
export interface NumberedOptions extends TreeOptions {
  /** Number of the first board; 0. */
  readonly firstNumber?: number | undefined;
}

/** MI250 and MI250X: two dies on one board, of which one reports the power of both (AMD, ROCm documentation, 2024). */
const TWIN_DIES = ["0x7408", "0x740c"];
/** MI300A: CPU, GPU and memory in one package. */
const WHOLE_PACKAGE = ["0x74a0"];
/** Memory of a graphics unit that is surely a board of its own, in bytes: a processor's share is smaller. Judgement. */
const BOARD_MEMORY_BYTES = 8 * 2 ** 30;

/**
 * One source a board, "gpu:N" in the order of the bus: its energy counter, else its power (an instant's before a mean). Graphics inside a
 * processor is not one of them: its power is the package's. Of twin dies the reporting one counts for both.
 */
export function amdGpuSources(options: NumberedOptions = {}): Promise<PowerSource[]> {
  return Promise.resolve().then(() => openAmd(options));
}

/** A board, and the dies that its one sensor stands for. */
interface Board {
  readonly chip: Chip;
  readonly dies: readonly Chip[];
}

function openAmd({ root = "", firstNumber = 0 }: NumberedOptions): PowerSource[] {
  const chips = listChips(root, (name) => name === "amdgpu").filter((chip) => !isIntegrated(chip));
  const boards = joinTwins(chips);
  const description = {
    module: import.meta.url,
    name: "amdGpuSources",
    options: { firstNumber, ...(root === "" ? {} : { root }) },
  };
  const visible = visibleDies(chips);
  return boards.flatMap((board, index) =>
    board.dies.some((die) => visible.includes(die))
      ? [described(boardSource(board, `gpu:${firstNumber + index}`), description)]
      : []
  );
}

/**
 * Whether graphics are part of a processor: the driver shows no power limit for those (Linux, amdgpu_pm.c, 2024), or a slow and a fast one.
 */
function isIntegrated(chip: Chip): boolean {
  const label = tryText(`${chip.path}/power1_label`);
  if (label === "slowPPT" || label === "fastPPT") return true;
  if (tryNumber(`${chip.path}/power1_cap`) !== undefined) return false;
  return (tryNumber(`${chip.path}/device/mem_info_vram_total`) ?? 0) < BOARD_MEMORY_BYTES;
}

function joinTwins(chips: readonly Chip[]): readonly Board[] {
  const boards: Board[] = [];
  for (let index = 0; index < chips.length; index++) {
    const [chip, next] = [chips[index], chips[index + 1]];
    if (chip === undefined) continue;
    const twins = next !== undefined && TWIN_DIES.includes(chip.product ?? "") &&
      next.product === chip.product && reports(chip) !== reports(next);
    if (!twins) {
      boards.push({ chip, dies: [chip] });
      continue;
    }
    boards.push({ chip: reports(chip) ? chip : next, dies: [chip, next] });
    index += 1;
  }
  return boards;
}

function reports(chip: Chip): boolean {
  return ["energy1_input", "power1_input", "power1_average"].some((file) =>
    (tryNumber(`${chip.path}/${file}`) ?? 0) > 0
  );
}

function visibleDies(chips: readonly Chip[]): readonly Chip[] {
  const byId = (chip: Chip, entry: string) =>
    entry.toLowerCase() === `gpu-${tryText(`${chip.path}/device/unique_id`)}`.toLowerCase();
  const seen = visibleItems(chips, environment("ROCR_VISIBLE_DEVICES"), byId);
  return visibleItems(
    seen,
    environment("HIP_VISIBLE_DEVICES") ?? environment("CUDA_VISIBLE_DEVICES"),
  );
}

function boardSource({ chip, dies }: Board, device: string): PowerSource {
  const name = tryText(`${chip.path}/device/product_name`) ||
    `AMD GPU ${(chip.product ?? "").replace("0x", "")}`.trim();
  // Judgement, and literature that the board's sensor sits upstream (arXiv 2604.06056, 2026).
  const uncertainty: SourceUncertainty = {
    key: `amdgpu:${name}`,
    shared: [0.05, 0.12],
    own: [0.03, 0.03],
  };
  const limitWatts = limitOf(chip, ["power1_cap"]);
  const has = (file: string) => tryNumber(`${chip.path}/${file}`) !== undefined;
  const energy = has("energy1_input");
  const power = has("power1_input") ? "power1_input" : "power1_average";
  const notes = boardNotes(device, { chip, dies }, energy || has(power));
  return {
    device,
    kind: "gpu",
    name,
    source: "hwmon",
    basis: "measured",
    uncertainty,
    ...(limitWatts === undefined ? {} : { limitWatts }),
    ...(notes.length === 0 ? {} : { notes }),
    read: energy
      ? () => readEnergy(`${chip.path}/energy1_input`)
      : () => readPower(`${chip.path}/${power}`),
  };
}

function boardNotes(device: string, { chip, dies }: Board, readable: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (dies.length > 1) {
    notes.push({
      code: "gpu-twin",
      message: "GPU counted once: one sensor stands for the board's two dies",
      device,
    });
  }
  if (WHOLE_PACKAGE.includes(chip.product ?? "")) {
    notes.push({
      code: MODULE_SCOPE,
      message:
        "Package measured: CPU, GPU and memory are in one figure, so CPU and memory are not added",
      device,
    });
  }
  if (!readable) {
    notes.push({
      code: "gpu-unreadable",
      message: "GPU not measured: this board reports no power and is missing from the total",
      device,
    });
  }
  return notes;
}
