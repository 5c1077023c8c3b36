/** Boards whose own power limit is not the usual one: it changes what a training takes and how long, so a paper's methods name it. */
import { holdLimit } from "../hardware/reported_limit.ts";
import type { DeviceIdentity } from "../inside_run.ts";
import type { Note } from "../model.ts";
import { isBeside } from "../counted_joules.ts";

/**
 * A note for the boards of each name whose reported limit, in W, is more than 5 % off the table's. Asked at the end of a run, since only then a
 * table is loaded; without boards that report a limit none is.
 */
export async function limitNotes(devices: readonly DeviceIdentity[]): Promise<Note[]> {
  const boards = devices.filter((device) =>
    (device.kind === "gpu" || device.kind === "npu") && device.limitWatts !== undefined &&
    !isBeside(device)
  );
  const groups = Map.groupBy(boards, ({ name, limitWatts }) => `${limitWatts} ${name}`);
  const notes: Note[] = [];
  for (const group of groups.values()) {
    const [{ device, name, limitWatts = 0 }] = group as [DeviceIdentity];
    const { tableWatts, usual } = await holdLimit(name, limitWatts);
    if (tableWatts === undefined || usual !== false) continue;
    const lowered = limitWatts < tableWatts;
    notes.push({
      code: lowered ? "limit-lowered" : "limit-raised",
      ...(group.length === 1 ? { device } : {}),
      message: `Power limit ${lowered ? "lowered" : "raised"}: ${
        group.map((one) => one.device).join(", ")
      } (${name}) may draw ${watts(limitWatts)}, the table has ${watts(tableWatts)}`,
      hint: "name the limit in the paper's methods: it changes both energy and time",
    });
  }
  return notes;
}

function watts(value: number): string {
  return `${Number(value.toPrecision(4))} W`;
}
