/** What has to be said about NVIDIA boards: which are left out, and how each is read. */
import type { Note } from "../model.ts";
import { MODULE_SCOPE } from "./module_scope.ts";
import type { Board } from "./nvml_boards.ts";
import type { BoardReader } from "./nvml_reader.ts";
import { environment } from "./sysfs.ts";

/** Boards that do not answer, that are hidden, or whose numbers may differ from CUDA's. */
export function generalNotes(
  seen: {
    readonly boards: readonly Board[];
    readonly silent: readonly string[];
    readonly visible: string | undefined;
    readonly chosen: number;
  },
): readonly Note[] {
  const notes: Note[] = [];
  if (seen.silent.length > 0) {
    notes.push({
      code: "gpu-silent",
      message: `GPU not read: board ${
        seen.silent.join(", board ")
      }, so its energy is not in the total`,
      hint: "Run `nvidia-smi`: it names what is wrong with the board",
    });
  }
  if (seen.visible !== undefined && seen.chosen < seen.boards.length) {
    notes.push({
      code: "gpu-hidden",
      message:
        `GPUs counted: ${seen.chosen} of ${seen.boards.length}, those that CUDA_VISIBLE_DEVICES names`,
    });
    const models = new Set(seen.boards.map((board) => board.name));
    const byNumber = /^\s*\d/.test(seen.visible);
    if (byNumber && models.size > 1 && environment("CUDA_DEVICE_ORDER") !== "PCI_BUS_ID") {
      notes.push({
        code: "gpu-order",
        message:
          "GPU numbers may differ: CUDA counts the fastest board first, this list goes by the bus",
        hint: "Set CUDA_DEVICE_ORDER=PCI_BUS_ID, or name boards by UUID in CUDA_VISIBLE_DEVICES",
      });
    }
  }
  return notes;
}

/** How one board is read, and what that leaves out. */
export function boardNotes(
  board: Board,
  reader: BoardReader,
  divided: boolean,
  part: number,
): readonly Note[] {
  const device = `gpu:${board.index}`;
  const notes: Note[] = [];
  const add = (code: string, message: string, hint?: string) =>
    notes.push({ code, message, device, ...(hint === undefined ? {} : { hint }) });
  if (reader.what === "mean") {
    add(
      "gpu-power-mean",
      "GPU power is a mean: this board gives its last second's mean, so short runs blur at both ends",
    );
  } else if (reader.what === "utilization") {
    add(
      "gpu-modelled",
      `GPU modelled: this board reports no power, so its watts come from utilisation and ${
        board.tableWatts === undefined ? "its limit" : `the table's limit of ${board.tableWatts} W`
      }`,
    );
  } else if (reader.what === "nothing") {
    add(
      "gpu-unreadable",
      "GPU not measured: this board reports neither power nor utilisation and is missing from the total",
    );
  }
  if (reader.module) {
    add(
      MODULE_SCOPE,
      "Module measured: only the whole module answers, so CPU and memory are in the GPU's figure and not added",
    );
  }
  if (part < 1) {
    add(
      "gpu-slice",
      `GPU slice: ${
        Math.round(part * 100)
      } % of the divided board's energy, for what its other slices do is unseen`,
    );
  } else if (divided) {
    add(
      "gpu-divided",
      "GPU divided: the whole board's energy is counted once, all its slices included",
      "Name your slice in CUDA_VISIBLE_DEVICES (MIG-…) to count its share",
    );
  }
  return notes;
}
