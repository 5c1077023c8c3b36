/**
 * Coefficients of the models that stand in where nothing is measured: one table, with evidence and grade. Grades: `data` computed
 * from published measurements, `literature` taken from a publication, `judgement` ours because no number was found.
 *
 * A TypeScript file and not JSON, since `modelCpuPower()` answers at once and a model is asked at every sample: nothing may be awaited.
 */
import type { Range } from "../model.ts";

/** How well a coefficient is founded. */
export type Grade = "data" | "literature" | "judgement";

/** A figure and the 90 % range of its error as factors: truth lies between `value` times the two. */
export interface ModelFigure {
  /** The figure, in the unit its name says. */
  readonly value: number;
  /** 90 % range of the truth over the figure. */
  readonly range: Range;
  /** How well it is founded. */
  readonly grade: Grade;
  /** What it was computed from. */
  readonly evidence: string;
}

/**
 * Watts of CPU packages by utilisation u: `tdp (idleShare + loadShare u^exponent)`, truth within `low[0] + low[1] u` and
 * `high[0] + high[1] u` times that.
 */
export const CPU_BY_UTILIZATION = {
  idleShare: 0.15,
  loadShare: 0.82,
  exponent: 0.7,
  low: [0.30, 0.20],
  high: [2.30, -0.55],
  grade: "data",
  evidence:
    "RAPL against load, 18 CPU models (Teads turbostress reports of AWS bare metal, 2021; CodeCarbon's CPU load profiles; nadnein/turbostress-modeling; caitaozhan/testing), and SPECpower_ssj2008 walls of 2012 to 2026 (Standard Performance Evaluation Corporation)",
} as const;

/** Idle and full watts known: half width of the range at u is `ends + middle 4u(1-u)` each side. */
export const CPU_BETWEEN_ENDS = {
  ends: 0.05, // judgement: drift, temperature
  middle: 0.30,
  grade: "data",
  evidence: "the same curves, drawn between their own idle and full load",
} as const;

/** Idle and full watts of the packages, taken from those of the whole machine at a meter. */
export const CPU_ENDS_OF_WALL: ModelFigure = {
  value: 1,
  range: [0.65, 1.45],
  grade: "judgement",
  evidence:
    "losses of 4 to 16 % of the rise (half to twice the rule), memory, and 0.3 to 2.3 times the CPU's share at rest, which is a sixth of its full load",
};

/** TDP of a family's middle part used for a part of the family. */
export const CPU_FAMILY_RANGE: ModelFigure = {
  value: 1,
  range: [0.63, 1.55],
  grade: "data",
  evidence: "spread of TDP at equal threads inside the AMD EPYC and Intel Xeon families",
};

/** TDP of an unknown server part, in W: `value x threads_per_socket^exponent`. */
export const CPU_TDP_BY_THREADS: ModelFigure & { readonly exponent: number } = {
  value: 18.6,
  exponent: 0.58,
  range: [0.62, 1.66],
  grade: "data",
  evidence: "439 Intel Xeon and the AMD EPYC parts of the makers' catalogues, 2026",
};

/** TDP of an unknown laptop part, in W. */
export const CPU_TDP_LAPTOP: ModelFigure = {
  value: 28,
  range: [0.5, 2.0],
  grade: "judgement",
  evidence: "base power of laptop parts lies between 15 and 55 W",
};

/** TDP of an unknown desktop part, in W. */
export const CPU_TDP_DESKTOP: ModelFigure = {
  value: 95,
  range: [0.5, 1.9],
  grade: "judgement",
  evidence: "base power of desktop parts lies between 35 and 180 W",
};

/** TDP of a virtual CPU whose host is unknown, in W. */
export const CPU_TDP_PER_VCPU: ModelFigure = {
  value: 3.5,
  range: [0.5, 2.0],
  grade: "data",
  evidence: "1.3 to 9.5 W a thread in the AMD EPYC 9005 catalogue, big cloud parts 2.9 to 5 W",
};

/** A share of a host, whose other guests are unseen: `low`, and `high[0] + high[1] u`. */
export const CPU_HOST_SHARE = {
  low: 0.80,
  high: [1, 0.5],
  grade: "data",
  evidence:
    "simulated: host load 15 to 90 %, idle power by share of threads, dynamic power by CPU time",
} as const;

/** Watts of memory without a counter: `GB (idle + load u)`. */
export const MEMORY_BY_GB = {
  idleWattsPerGb: 0.10,
  loadWattsPerGb: 0.15,
  range: [0.4, 2.5],
  grade: "data",
  evidence:
    "DIMM rails of Broadwell-EP and Ice Lake-SP (lukalt/icpe-2024-rapl-validation, 2024), RAPL dram of five cloud servers, SPECpower regression on 280 machines",
} as const;

/** Watts of memory whose DIMMs are known in number: `DIMMs (idle + load u)`; better above 512 GB. */
export const MEMORY_BY_DIMM = {
  idleWattsPerDimm: 1.8,
  loadWattsPerDimm: 3.5,
  range: [0.5, 2.0],
  grade: "judgement",
  evidence: "the same DIMM rails",
} as const;

/** Watts of low-power memory soldered into laptops, a GB. */
export const MEMORY_LPDDR = {
  wattsPerGb: 0.05,
  range: [0.4, 3.0], // 0.02 to 0.15 W/GB
  grade: "judgement",
  evidence: "no measurement was found",
} as const;

/** Watts of a GPU without a power reading: `idle + (limit - idle) loadShare u`, idle `idleShare` of the limit where unknown. */
export const GPU_BY_UTILIZATION = {
  idleShare: 0.10,
  loadShare: 0.85,
  range: [0.36, 1.25],
  grade: "data",
  evidence:
    "47 training and serving runs on 5 GPU models (SymbioticLab/Zeus traces and others): 0.36 to 1.21",
} as const;

/** Share of its limit that a GPU draws in a job of which nothing is known. */
export const GPU_WITHOUT_UTILIZATION: ModelFigure = {
  value: 0.70,
  range: [0.34, 1.37],
  grade: "data",
  evidence: "244 training and serving runs on 9 GPU models: 0.24 to 0.96 of the limit, median 0.74",
};

/** Watts of fans, board and power supply: `base + perSocket x sockets + share of (cpu + memory)`. */
export const REST_OF_MACHINE = {
  server: { baseWatts: 5, perSocketWatts: 8, share: 0.08 },
  desktop: { baseWatts: 50, perSocketWatts: 0, share: 0.12 },
  range: [0.5, 2.0],
  grade: "data",
  evidence:
    "server: SPECpower regressions, set by hand; desktop: one machine, 318 metered runs (raphischer/ai-energy-validation)",
} as const;

/** Wall watts of an 8-GPU node over the watts of its GPUs. */
export const GPU_NODE_WALL: ModelFigure = {
  value: 1.45,
  range: [1.3 / 1.45, 1.65 / 1.45],
  grade: "literature",
  evidence:
    "Latif et al. (2024), arXiv 2412.08602, and arXiv 2506.14551 (2025): 8.4 to 8.5 kW at the wall against 5.6 kW of GPU limits",
};
