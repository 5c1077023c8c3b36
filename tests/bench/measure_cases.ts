/** What the measuring benchmark runs: fake machines whose true energy is a closed form, and what is wanted of each. */
import type { TrackOptions } from "../../lib/model.ts";

/** One case of the benchmark. */
export interface MeasureCase {
  readonly name: string;
  /** Lines of the fake machine's configuration. */
  readonly machine: string;
  readonly seconds: number;
  readonly busy?: boolean;
  readonly epochs?: number;
  readonly options?: TrackOptions;
  /** Largest error wanted, in percent of the truth, of each kind of device. */
  readonly wantedPercent: number;
  readonly wantedEpochPercent?: number;
  /** Devices in question, by their name in the truth; all where absent. */
  readonly devices?: readonly string[];
  /** So many runs, whose mean and worst error count. */
  readonly runs?: number;
  readonly wantedMeanPercent?: number;
  readonly wantedStopMs?: number;
  /** The device is lost so long after `epoch=now`: the truth counts until then. */
  readonly lostAfterSeconds?: number;
}

const COUNTER = "energy_ms=20";

export const MEASURE_CASES: readonly MeasureCase[] = [
  {
    name: "constant",
    machine: `gpu 0 const w=200 ${COUNTER}\ncpu 0 const w=80`,
    seconds: 10,
    wantedPercent: 0.1,
  },
  {
    name: "square, 0.7 s",
    machine: `gpu 0 square low=50 high=300 period=0.7 ${COUNTER}`,
    seconds: 10,
    wantedPercent: 0.1,
  },
  {
    name: "square, 3 s, busy thread",
    machine:
      `gpu 0 square low=50 high=300 period=3 ${COUNTER}\ncpu 0 square low=20 high=120 period=2`,
    seconds: 10,
    busy: true,
    wantedPercent: 0.1,
  },
  {
    name: "ramp",
    machine: `gpu 0 ramp low=50 high=350 period=4 ${COUNTER}`,
    seconds: 10,
    wantedPercent: 0.1,
  },
  {
    name: "bursts of 50 ms",
    machine: `gpu 0 bursts low=60 high=400 period=1 len=0.05 ${COUNTER}`,
    seconds: 10,
    busy: true,
    wantedPercent: 0.1,
  },
  {
    name: "part-time sensor",
    machine: `gpu 0 square low=50 high=300 period=1.3 avg_ms=25 update_ms=100 ${COUNTER}`,
    seconds: 10,
    wantedPercent: 0.1,
  },
  {
    name: "two boards, two sockets",
    machine:
      `gpu 0 square low=50 high=300 period=3 ${COUNTER}\ngpu 1 const w=100 ${COUNTER}\ncpu 0 const w=100\ncpu 1 const w=60`,
    seconds: 10,
    busy: true,
    wantedPercent: 0.1,
  },
  {
    name: "RAPL wraps every 9 s, DRAM apart",
    machine:
      `machine range_uj=900000000\ncpu 0 const w=100\ndram 0 const w=12\ncpu 1 const w=60\ncore 0 const w=70`,
    seconds: 20,
    wantedPercent: 0.2,
  },
  {
    name: "power only, idle thread",
    machine: "gpu 0 square low=50 high=300 period=3 energy=off update_ms=100",
    seconds: 15,
    wantedPercent: 1.5,
  },
  {
    name: "power only, busy thread",
    machine: "gpu 0 square low=50 high=300 period=3 energy=off update_ms=100",
    seconds: 15,
    busy: true,
    wantedPercent: 3,
  },
  {
    name: "five epochs of 0.4 s",
    machine: `gpu 0 square low=50 high=300 period=0.7 ${COUNTER}\ncpu 0 const w=80`,
    seconds: 2,
    busy: true,
    epochs: 5,
    wantedPercent: 0.5,
    wantedEpochPercent: 1,
  },
  {
    name: "counter ticks each 100 ms, 1 s",
    machine: "gpu 0 square low=150 high=300 period=0.9 energy_ms=100",
    seconds: 1,
    busy: true,
    runs: 6,
    wantedPercent: 4,
    wantedMeanPercent: 2,
  },
  {
    name: "every NVML read takes 300 ms",
    machine: `machine epoch=0\ngpu 0 const w=200 ${COUNTER} hang_at=0 hang_ms=300`,
    seconds: 10,
    busy: true,
    wantedPercent: 1,
    wantedStopMs: 500,
  },
  {
    name: "GPU lost in mid-run",
    machine: `machine epoch=now\ngpu 0 const w=200 ${COUNTER} lost_at=6`,
    lostAfterSeconds: 6,
    seconds: 8,
    busy: true,
    wantedPercent: 1,
  },
];
