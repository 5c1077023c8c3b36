/** What has to be said beside a run's figures: what they leave out, and what cures it. */
import { MINOR_SHARE } from "../interval.ts";
import type { DeviceLedger, RunLedger } from "../inside_run.ts";
import type { Machine, Note, Part } from "../model.ts";
import { isDataCentreBoard } from "./data_centre_board.ts";
import type { Whole } from "./whole.ts";

/** By how much the wall is above the sensors, as factors; of other machines nothing is known. Grades: desktop data (one machine, 318 metered runs), server judgement, node literature (arXiv 2412.08602, 2506.14551). */
const WALL_OVER_SENSORS = {
  desktop: "1.25 to 2.3 times this on a desktop with one GPU",
  server: "1.1 to 1.5 times this on a server without GPUs",
  node: "1.3 to 1.65 times its GPUs on a node of eight",
} as const;

/** From so many boards of a data centre on it is a node of eight. */
const BOARDS_OF_A_NODE = 8;

/** The ledger's own notes, completed by those of the account; none twice. */
export function accountNotes(
  ledger: RunLedger,
  account: { readonly whole: Whole; readonly parts: readonly Part[] },
): readonly Note[] {
  const { whole, parts } = account;
  const own = [
    ...(whole.energyKwh > 0 ? [] : [nothingMeasured(ledger)]),
    ...ledger.notes.filter(({ code }) =>
      code !== "components-off" && (code !== "pue-one" || !ledger.pueGiven)
    ),
    ...whole.notes,
    // Of a silent meter more is said already.
    ...ledger.devices.filter(({ device }) =>
      !whole.notes.some((note) => note.code === "meter-silent" && note.device === device)
    ).flatMap((device) => gapNote(device, ledger.durationSeconds)),
    ...whole.minor.map(minorNote),
    ...(parts.length > 0 && whole.boundary === "device"
      ? [restMissing(parts, ledger.machine)]
      : []),
    ...(ledger.pueGiven || ledger.notes.some(({ code }) => code === "pue-one") ? [] : [pueOne()]),
  ];
  const seen = new Set<string>();
  return own.filter(({ code, device, message }) => {
    const key = JSON.stringify([code, device, message]);
    return !seen.has(key) && seen.add(key);
  });
}

function nothingMeasured({ notes }: RunLedger): Note {
  if (notes.some(({ code }) => code === "components-off")) {
    return {
      code: "nothing-measured",
      message:
        "Nothing was measured, so the energy of 0 says nothing: the option `components` switches the sources of this machine off",
      hint: "leave `components` out, or hand in `sources`",
    };
  }
  return {
    code: "nothing-measured",
    message:
      "Nothing was measured, so the energy of 0 says nothing: no power source of this machine could be read or modelled",
    hint:
      "await doctor() says what this machine can measure; fixedSource({ name, powerWatts }) counts a known power",
  };
}

function pueOne(): Note {
  return {
    code: "pue-one",
    message: "PUE 1.0 counts the machine alone",
    hint: "track({ pue: 1.2 }, …)",
  };
}

/** Nobody can put a meter behind a share of a host; the Linux inside a Windows computer (WSL) is no such guest. */
function isGuest({ virtualized, os }: Machine): boolean {
  return virtualized === true && !/microsoft/i.test(os);
}

function restMissing(parts: readonly Part[], machine: Machine): Note {
  const guest = isGuest(machine);
  const form = formOf(parts, guest);
  return {
    code: "rest-missing",
    message: `Fans, board and power supply${guest ? " of the host" : ""} are in no sensor${
      form === undefined ? "" : `: the wall is about ${WALL_OVER_SENSORS[form]}`
    }`,
    ...(guest ? {} : {
      hint: "track({ sources: [wallSource({ … })] }, …) or a calibration counts the whole machine",
    }),
  };
}

/** The machine of which it is known by how much its wall is above the sensors; a guest's boards are in a server, and a server of a few in no evidence. */
function formOf(
  parts: readonly Part[],
  guest: boolean,
): keyof typeof WALL_OVER_SENSORS | undefined {
  const boards = parts.filter(({ kind }) => kind === "gpu" || kind === "npu");
  if (boards.length === 0) return "server";
  const ofServers = guest || boards.some(({ name }) => isDataCentreBoard(name));
  if (ofServers) return boards.length >= BOARDS_OF_A_NODE ? "node" : undefined;
  return boards.length === 1 ? "desktop" : undefined;
}

function gapNote(device: DeviceLedger, durationSeconds: number): Note[] {
  const { missingSeconds } = device;
  if (!(missingSeconds > 0)) return [];
  const share = durationSeconds > 0 ? missingSeconds / durationSeconds : 1;
  return [{
    code: "gap",
    device: device.device,
    message: `${device.device} gave nothing for ${seconds(missingSeconds)} of ${
      seconds(durationSeconds)
    } (${percent(share)}): the energy of that time is not counted`,
  }];
}

/** Parts too small to pull the basis of the sum down are named. */
function minorNote(part: Part): Note {
  return {
    code: "minor-part",
    device: part.device,
    message: `${part.device} is ${part.basis} and under ${
      100 * MINOR_SHARE
    } % of the energy, so the basis of the sum leaves it aside`,
  };
}

function seconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2))} s`;
}

function percent(share: number): string {
  const value = 100 * Math.min(1, share);
  return `${value >= 10 ? value.toFixed(0) : Number(value.toPrecision(1))} %`;
}
