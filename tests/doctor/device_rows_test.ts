import { deviceRows } from "../../lib/doctor/device_rows.ts";
import type { PowerSource } from "../../lib/model.ts";
import { assertEquals, assertStringIncludes } from "../assert.ts";
import { fixture, withTree } from "../probe/fake_tree.ts";
import { diagnose } from "../../lib/doctor/diagnose.ts";

const board = (
  index: number,
  limitWatts: number,
  more: Partial<PowerSource> = {},
): PowerSource => ({
  device: `gpu:${index}`,
  kind: "gpu",
  name: "NVIDIA H100 80GB HBM3",
  source: "nvml-energy",
  basis: "measured",
  limitWatts,
  read: () => ({ kind: "counter", atSeconds: 0, energyJoules: 1 }),
  ...more,
});
const says = async (sources: readonly PowerSource[]) =>
  (await deviceRows(sources, ({ name }) => name)).map((row) => `${row.device}: ${row.says}`);

Deno.test("deviceRows() shows the limit that boards report beside the table's, boards of another limit apart", async () => {
  assertEquals(await says([board(0, 700), board(1, 500), board(2, 700)]), [
    "gpu:0, gpu:2: 2 × NVIDIA H100 80GB HBM3, energy counter, limit 700 W, as in the table",
    "gpu:1: NVIDIA H100 80GB HBM3, energy counter, limit 500 W (table: 700 W)",
  ]);
});

Deno.test("deviceRows() shows the limit of a board that is only modelled, and of one that no table has", async () => {
  assertEquals(
    await says([
      board(0, 250, { name: "NVIDIA TITAN Xp", source: "gpu-model", basis: "modelled" }),
      board(1, 320, { name: "AMD GPU 1234", source: "hwmon" }),
    ]),
    [
      "gpu:0: NVIDIA TITAN Xp, limit 250 W, as in the table",
      "gpu:1: AMD GPU 1234, energy counter, limit 320 W",
    ],
  );
});

Deno.test("deviceRows() says nothing of the limit of a package, whose turbo limit is no TDP", async () => {
  const cpu = board(0, 270, { device: "cpu:0", kind: "cpu", name: "EPYC 7763", source: "rapl" });
  assertEquals(await says([cpu]), ["cpu:0: package of EPYC 7763, energy counter"]);
});

Deno.test("diagnose() shows the cap of a board's driver", async () => {
  await withTree([await fixture("hwmon/amd")], async (root) => {
    const { diagnosis } = await diagnose({ root, directory: root, timeZone: "Europe/Copenhagen" });
    const row = diagnosis.rows.find(({ says }) => says.includes("MI210"));
    assertStringIncludes(
      row?.says ?? "",
      "AMD Instinct MI210, power, summed over time, limit 300 W",
    );
  });
});
