import { assertEquals } from "../assert.ts";
import type { PowerSource } from "../../lib/model.ts";
import { Board } from "../../lib/sample/board.ts";
import { Lane } from "../../lib/sample/lane.ts";

Deno.test("Lane asks no model in passing while it looks for ticks: what it tells it tells once", async () => {
  const clock = { now: 0 };
  let asked = 0;
  const source: PowerSource = {
    device: "cpu:0",
    kind: "cpu",
    name: "a model",
    source: "cpu-model",
    basis: "modelled",
    read: () => {
      asked++;
      return { kind: "gauge", atSeconds: clock.now, powerWatts: 50, overSeconds: 0.1 };
    },
  };
  const lane = new Lane({
    board: new Board(1),
    sources: [source],
    nowSeconds: () => clock.now,
    longest: { firstSeconds: 5, laterSeconds: 3 },
  });
  lane.begin([{ kind: "gauge", atSeconds: 0, powerWatts: 50, overSeconds: 0 }], [{ kind: "cpu" }]);
  await lane.learnTicks((seconds) => {
    clock.now += seconds;
    return Promise.resolve(true);
  });
  assertEquals(asked, 0);
});
