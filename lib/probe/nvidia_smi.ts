/** NVIDIA boards by the program `nvidia-smi`, where the library cannot be opened: power only, and slow. */
import type { PowerSource, Reading } from "../model.ts";
import { firstLine, ProbeError } from "../errors.ts";
import { commandText, isInPath, shared } from "./command_text.ts";
import { described } from "./described.ts";
import { type Board, visibleBoards } from "./nvml_boards.ts";
import { environment, isNotCapable, numberOf } from "./sysfs.ts";

/** Options of `nvidiaSmiSources()`. */
export interface NvidiaSmiOptions {
  /** The program and what goes before its own arguments; "nvidia-smi". */
  readonly command?: readonly string[] | undefined;
  /** As of `nvmlSources()`. */
  readonly visible?: string | null | undefined;
}

/** The instant's power first; older drivers know only the plain one. */
const POWER_FIELDS = [["power.draw.instant", "power.draw"], ["power.draw"]] as const;
const ABOUT = ["index", "uuid", "name", "enforced.power.limit", "memory.total"] as const;
/** Boards that are read together share one start of the program. */
const FRESH_MS = 20;

/**
 * One source a visible board, "gpu:N": its power in W at each look, which starts the program (tens of ms). Empty where there is no program.
 *
 * @throws {ProbeError} If the program is there but says that it cannot.
 */
export async function nvidiaSmiSources(options: NvidiaSmiOptions = {}): Promise<PowerSource[]> {
  const { command = ["nvidia-smi"] } = options;
  const visible = options.visible === undefined
    ? environment("CUDA_VISIBLE_DEVICES")
    : options.visible ?? undefined;
  // A list that names no board: nothing to start a program for.
  if (visible?.trim() === "" || visible?.trim().startsWith("-")) return [];
  if (options.command === undefined && !isInPath("nvidia-smi")) return [];
  let chosen: { readonly power: readonly string[]; readonly rows: Rows } | undefined;
  let trouble = "";
  for (const power of POWER_FIELDS) {
    const answer = await query(command, [...ABOUT, ...power]);
    if (typeof answer === "string") trouble = answer;
    else {
      chosen = { power, rows: answer };
      break;
    }
  }
  if (chosen === undefined) {
    // No board behind the program is no hardware; everything else has been closed to us.
    if (/no devices were found|communicate with the NVIDIA driver/i.test(trouble)) return [];
    throw new ProbeError(`Cannot read GPUs by "${command.join(" ")}": ${trouble}`, {
      hint: "Run `nvidia-smi` in a terminal: it names what is wrong with the driver",
    });
  }
  const boards = chosen.rows.map(boardOf);
  const { power } = chosen;
  const look = shared(() => query(command, ["index", ...power]), FRESH_MS);
  const description = {
    module: import.meta.url,
    name: "nvidiaSmiSources",
    options: {
      visible: visible ?? null,
      ...(options.command === undefined ? {} : { command }),
    },
  };
  return visibleBoards(boards, visible).map(({ board }) =>
    described(boardSource(board, look, power), description)
  );
}

type Rows = readonly Readonly<Record<string, string>>[];

function boardSource(
  board: Board,
  look: () => Promise<Rows | string>,
  power: readonly string[],
): PowerSource {
  return {
    device: `gpu:${board.index}`,
    kind: "gpu",
    name: board.name,
    source: "nvidia-smi",
    basis: "measured",
    uncertainty: { key: `nvml:${board.name}`, shared: [0.05, 0.07], own: [0.05, 0.05] }, // data and judgement
    ...(board.limitWatts === undefined ? {} : { limitWatts: board.limitWatts }),
    read: async (): Promise<Reading> => {
      const gap = (why: string): Reading => ({
        kind: "gap",
        atSeconds: performance.now() / 1000,
        why,
      });
      try {
        const rows = await look();
        if (typeof rows === "string") return gap(rows);
        const row = rows.find((one) => one["index"] === String(board.index));
        if (row === undefined) return gap("the board is gone");
        const powerWatts = power.map((field) => numberOf(row[field])).find((watts) =>
          watts !== undefined
        );
        if (powerWatts === undefined) return gap(`power is "${row[power[0] ?? ""]}"`);
        return { kind: "gauge", atSeconds: performance.now() / 1000, powerWatts };
      } catch (thrown) {
        return gap(firstLine(thrown));
      }
    },
  };
}

function boardOf(row: Rows[number]): Board {
  const limit = numberOf(row["enforced.power.limit"]);
  const memory = numberOf(row["memory.total"]);
  return {
    index: Number(row["index"]),
    handle: 0n,
    name: row["name"] ?? "NVIDIA GPU",
    uuid: row["uuid"] ?? "",
    ...(limit === undefined ? {} : { limitWatts: limit }),
    ...(memory === undefined ? {} : { memoryGb: memory / 1024 }),
  };
}

/** A row a board, by field; a text where the program refused. */
async function query(
  command: readonly string[],
  fields: readonly string[],
): Promise<Rows | string> {
  try {
    const { success, text, trouble } = await commandText([
      ...command,
      `--query-gpu=${fields.join(",")}`,
      "--format=csv,noheader,nounits",
    ]);
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    if (!success) return lines[0] ?? (firstLine(trouble.trim()) || "it failed");
    return lines.map((line) => {
      const cells = line.split(",").map((cell) => cell.trim());
      return Object.fromEntries(fields.map((field, index) => [field, cells[index] ?? ""]));
    });
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return firstLine(thrown);
  }
}
