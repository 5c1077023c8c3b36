/** What is called for the first time takes milliseconds, the second time microseconds: the first time is to be before the training. */
import { accountRun } from "../carbon/account.ts";
import type { RunStart } from "../inside_run.ts";
import { settleLedger } from "../sample/settled_ledger.ts";
import { predictWhole } from "./predict_whole.ts";

/** Calls once what an epoch's end will call, on a run of one second that never was. */
export function warmUp(start: RunStart): void {
  const soFar = accountRun(settleLedger({
    ...start,
    status: "finished",
    endedAt: start.startedAt,
    durationSeconds: 1,
    devices: start.devices.map((device) => ({
      ...device,
      energyJoules: 1,
      lowJoules: 1,
      highJoules: 1,
      missingSeconds: 0,
      points: [],
    })),
    epochs: [],
    spans: [],
    predictions: [],
    metrics: {},
  }));
  const epoch = { durationSeconds: 0.4, energyKwh: soFar.energyKwh / 2 };
  for (const epochs of [[epoch], [epoch, epoch]]) {
    predictWhole({
      soFar,
      seen: () => ({ before: { durationSeconds: 0, energyKwh: 0 }, epochs }),
      counted: () => 0,
      totalEpochs: 4,
    });
  }
}
