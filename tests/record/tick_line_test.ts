import { TickReader, TickWriter } from "../../lib/record/tick_line.ts";
import type { Tick } from "../../lib/inside_run.ts";
import { assert, assertEquals } from "../assert.ts";

const tick = (atSeconds: number, joules: number[], more: Partial<Tick> = {}): Tick => ({
  atSeconds,
  joules,
  lowJoules: joules,
  highJoules: joules,
  watts: joules.map(() => 0),
  missingSeconds: joules.map(() => 0),
  ...more,
});

Deno.test("TickWriter writes a whole tick first and then what was added, in 10 mJ", () => {
  const writer = new TickWriter();
  assertEquals(
    writer.line(tick(0.5, [150, 30], { lowJoules: [150, 15], highJoules: [150, 60] }), false),
    '{"type":"tick","atSeconds":0.5,"joules":[150,30],"low":[150,15],"high":[150,60]}',
  );
  assertEquals(
    writer.line(
      tick(1, [300.004, 60], { lowJoules: [300.004, 30], highJoules: [300.004, 120] }),
      false,
    ),
    '{"t":1,"j":[15000,3000],"r":[[1,-1500,3000]]}',
  );
  assertEquals(
    writer.line(
      tick(1.5, [450, 60], {
        lowJoules: [450, 30],
        highJoules: [450, 120],
        missingSeconds: [0, 0.5],
      }),
      false,
    ),
    '{"t":1.5,"j":[15000,0],"m":[[1,500]]}',
  );
});

Deno.test("TickReader gives back the cumulative curve, and a day of rounding does not drift", () => {
  const writer = new TickWriter();
  const reader = new TickReader();
  let last;
  for (let second = 0; second < 86_400; second++) {
    const line = JSON.parse(writer.line(tick(second, [second / 3, second * 0.0049]), second === 0));
    last = TickReader.isShort(line) ? reader.short(line) : reader.whole(line);
  }
  // 86,399 / 3 = 28,799.666… and 86,399 x 0.0049 = 423.3551, each to 10 mJ.
  assertEquals(last?.joules, [28_799.67, 423.36]);
});

Deno.test("TickReader leaves short ticks out after a lost line, until a whole one comes", () => {
  const writer = new TickWriter();
  const reader = new TickReader();
  reader.whole(JSON.parse(writer.line(tick(0, [0]), true)));
  writer.line(tick(1, [100]), false); // lost
  reader.lost();
  assertEquals(reader.short(JSON.parse(writer.line(tick(2, [200]), false))), undefined);
  const whole = JSON.parse(writer.line(tick(3, [300]), true));
  assertEquals(reader.whole(whole).joules, [300]);
  const next = JSON.parse(writer.line(tick(4, [400]), false));
  assert(TickReader.isShort(next));
  assertEquals(reader.short(next)?.joules, [400]);
});

Deno.test("TickReader.isShort() takes short ticks only", () => {
  for (
    const other of [
      null,
      1,
      "t",
      {},
      { t: 1 },
      { t: "1", j: [1] },
      { t: 1, j: ["1"] },
      { t: 1, j: [1], r: [[1]] },
      { type: "tick", t: 1, j: [1] },
    ]
  ) assertEquals(TickReader.isShort(other), false);
});
