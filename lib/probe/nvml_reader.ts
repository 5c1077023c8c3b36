/** How one NVIDIA board is read: the best of what it answers to, chosen once. */
import type { Reading } from "../model.ts";
import { gpuPower } from "../hardware/gpu_model.ts";
import type { Board } from "./nvml_boards.ts";
import type { NvmlReading } from "./nvml_error.ts";
import { NVML_NOT_SUPPORTED, NVML_SUCCESS, nvmlReason, type NvmlSymbols } from "./nvml_library.ts";

/** A way to read a board. */
export interface BoardReader {
  /** What is read: its counter, its power, or how busy it is. */
  readonly what: NvmlReading | "utilization" | "nothing";
  /** Whether the figure is that of the whole module: GPU, CPU and memory (Grace Hopper). */
  readonly module: boolean;
  /** Takes a reading; never throws. */
  read(): Reading;
  /** Power at this instant, in W, beside an energy counter; undefined where the board tells only a mean. */
  instantWatts?(): number | undefined;
}

// Field numbers, scopes and value types (NVIDIA, nvml.h of driver 570, 2025).
const FIELD_POWER_AVERAGE = 185;
const FIELD_POWER_INSTANT = 186;
const SCOPE_GPU = 0;
const SCOPE_MODULE = 1;
const FIELD_BYTES = 40;
const AMPERE = 7;

type Call = () => { readonly code: number; readonly value: number };

/**
 * Chooses: the energy counter (Volta and later), else the instant's power, else the plain call (a mean of the last second on Ampere and
 * later but for GA100), else the module's power, else a model by utilisation. A board that answers to nothing gives named gaps.
 */
export function chooseReader(symbols: NvmlSymbols, board: Board): BoardReader {
  const energy = energyCall(symbols, board);
  const first = energy();
  // A board that fails for another reason than "not supported" keeps its counter: it may come back.
  const failed = first.code !== NVML_SUCCESS && first.code !== NVML_NOT_SUPPORTED;
  if (first.code === NVML_SUCCESS) {
    return { ...counter(energy), instantWatts: () => instantWatts(symbols, board) };
  }
  const instant = fieldCall(symbols, board, FIELD_POWER_INSTANT, SCOPE_GPU);
  if (works(instant)) return gauge(instant, "instant");
  const plain = powerCall(symbols, board);
  if (works(plain)) return gauge(plain, isMean(board) ? "mean" : "power");
  const average = fieldCall(symbols, board, FIELD_POWER_AVERAGE, SCOPE_GPU);
  if (works(average)) return gauge(average, "mean");
  for (const field of [FIELD_POWER_INSTANT, FIELD_POWER_AVERAGE]) {
    const module = fieldCall(symbols, board, field, SCOPE_MODULE);
    if (!works(module)) continue;
    return { ...gauge(module, field === FIELD_POWER_INSTANT ? "instant" : "mean"), module: true };
  }
  if (failed) return counter(energy);
  const busy = utilizationCall(symbols, board);
  const limitWatts = board.limitWatts ?? board.tableWatts;
  if (limitWatts === undefined || busy().code !== NVML_SUCCESS) return nothing(plain);
  return {
    what: "utilization",
    module: false,
    read: () =>
      reading(busy, (atSeconds, percent) => ({
        kind: "gauge",
        atSeconds,
        ...gpuPower({ limitWatts, utilization: Math.min(1, percent / 100) }),
      })),
  };
}

/** Whether the plain power call is a mean of the last second (NVIDIA, NVML API reference, 2025: Ampere and later, GA100 excepted). */
function isMean({ architecture, name }: Board): boolean {
  if (architecture === undefined || architecture < AMPERE) return false;
  return architecture > AMPERE || !/\b(?:A100|A800|A30)\b/.test(name);
}

/** Looked for only when it is asked for, at the end of a run: opening a board is slow enough. */
function instantWatts(symbols: NvmlSymbols, board: Board): number | undefined {
  const calls = [fieldCall(symbols, board, FIELD_POWER_INSTANT, SCOPE_GPU)];
  if (!isMean(board)) calls.push(powerCall(symbols, board));
  for (const call of calls) {
    const { code, value } = call();
    if (code === NVML_SUCCESS && value > 0) return value / 1000;
  }
  return undefined;
}

function counter(call: Call): BoardReader {
  return {
    what: "energy",
    module: false,
    read: () =>
      reading(call, (atSeconds, millijoules) => ({
        kind: "counter",
        atSeconds,
        energyJoules: millijoules / 1000,
      })),
  };
}

function gauge(call: Call, what: NvmlReading): BoardReader {
  return {
    what,
    module: false,
    read: () =>
      reading(call, (atSeconds, milliwatts) => ({
        kind: "gauge",
        atSeconds,
        powerWatts: milliwatts / 1000,
      })),
  };
}

function nothing(call: Call): BoardReader {
  return { what: "nothing", module: false, read: () => reading(call, notSupported) };
}

function notSupported(atSeconds: number): Reading {
  return { kind: "gap", atSeconds, why: nvmlReason(NVML_NOT_SUPPORTED) };
}

function reading(call: Call, of: (atSeconds: number, value: number) => Reading): Reading {
  const { code, value } = call();
  const atSeconds = performance.now() / 1000;
  if (code !== NVML_SUCCESS) return { kind: "gap", atSeconds, why: nvmlReason(code) };
  return of(atSeconds, value);
}

/** Some boards answer, but with 0 W: that is no power. */
function works(call: Call): boolean {
  const { code, value } = call();
  return code === NVML_SUCCESS && value > 0;
}

function energyCall(symbols: NvmlSymbols, { handle }: Board): Call {
  const out = new BigUint64Array(1);
  const call = symbols.nvmlDeviceGetTotalEnergyConsumption;
  return () => ({
    code: call?.(handle, out) ?? NVML_NOT_SUPPORTED,
    value: Number(out[0]),
  });
}

function powerCall(symbols: NvmlSymbols, { handle }: Board): Call {
  const out = new Uint32Array(1);
  return () => ({ code: symbols.nvmlDeviceGetPowerUsage(handle, out), value: out[0] ?? 0 });
}

function utilizationCall(symbols: NvmlSymbols, { handle }: Board): Call {
  const out = new Uint32Array(2); // GPU, memory controller, in percent
  const call = symbols.nvmlDeviceGetUtilizationRates;
  return () => ({ code: call?.(handle, out) ?? NVML_NOT_SUPPORTED, value: out[0] ?? 0 });
}

/** A field's value by `nvmlFieldValue_t`: fieldId, scopeId, timestamp, latencyUsec, valueType, nvmlReturn, value. */
function fieldCall(symbols: NvmlSymbols, { handle }: Board, field: number, scope: number): Call {
  const bytes = new Uint8Array(FIELD_BYTES);
  const view = new DataView(bytes.buffer);
  const call = symbols.nvmlDeviceGetFieldValues;
  return () => {
    bytes.fill(0);
    view.setUint32(0, field, true);
    view.setUint32(4, scope, true);
    const code = call?.(handle, 1, bytes) ?? NVML_NOT_SUPPORTED;
    if (code !== NVML_SUCCESS) return { code, value: 0 };
    return { code: view.getInt32(28, true), value: fieldValue(view) };
  };
}

function fieldValue(view: DataView): number {
  switch (view.getUint32(24, true)) {
    case 0:
      return view.getFloat64(32, true);
    case 1:
      return view.getUint32(32, true);
    default:
      return Number(view.getBigUint64(32, true));
  }
}
