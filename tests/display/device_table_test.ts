import { devicesHtml, devicesText } from "../../lib/display/device_table.ts";
import { deviceLabel, kindRows } from "../../lib/display/device_rows.ts";
import type { Part } from "../../lib/model.ts";
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

const part = (device: string, kind: Part["kind"]) => ({ device, kind });

Deno.test("deviceLabel() numbers a device only where there are several of its kind", () => {
  const all = [part("gpu:0", "gpu"), part("gpu:1", "gpu"), part("cpu:0", "cpu")];
  assertEquals(all.map((one) => deviceLabel(one, all)), ["GPU 0", "GPU 1", "CPU"]);
  const odd = [part("left", "gpu"), part("right", "gpu")];
  assertEquals(odd.map((one) => deviceLabel(one, odd)), ["left", "right"]);
  assertEquals(deviceLabel(part("wall", "system"), all), "Whole machine");
});

Deno.test("kindRows() joins intervals as the sum of a run does", () => {
  const [first] = samples.MEASURED_RUN.parts;
  const parts = [0, 1].map((index): Part => ({
    ...first!,
    device: `gpu:${index}`,
    energyKwh: 1,
    energyRange: [0.95, 1.05],
    uncertainty: { key: "nvml", shared: [0.04, 0.04], own: [0.03, 0.03] },
  }));
  // shared 2 x 0.04 = 0.08 adds up, own 0.03 twice joins to 0.0424: sqrt(0.0064 + 0.0018) = 0.09055
  const [row] = kindRows(parts);
  assertEquals(row!.energyKwh, 2);
  assertAlmostEquals(row!.energyRange[0], 2 - 0.09055, 1e-4);
  assertAlmostEquals(row!.energyRange[1], 2 + 0.09055, 1e-4);
  // without a word on the errors the ends add
  const [plain] = kindRows(parts.map(({ uncertainty: _, ...rest }) => rest));
  assertEquals(plain!.energyRange, [1.9, 2.1]);
});

Deno.test("devicesHtml() draws bars on one scale and writes the table's roles out", () => {
  const html = devicesHtml(samples.MEASURED_RUN.parts, []);
  // the largest upper end is 0.408: GPU 0's bar is 0.389 / 0.408 = 95.34 %
  assertStringIncludes(html, 'class="fn-fill fn-measured" style="width:95.34%"');
  assertEquals(html.match(/role="row"/g)?.length, 6);
  assertEquals(html.match(/role="rowheader"/g)?.length, 5);
  assertEquals(html.match(/role="columnheader"/g)?.length, 4);
});

Deno.test("devicesHtml() and devicesText() of no device, and of devices that drew nothing", () => {
  assertEquals(devicesHtml([], []), "");
  assertEquals(devicesText([], []), []);
  const idle = samples.MEASURED_RUN.parts.map((one): Part => ({
    ...one,
    energyKwh: 0,
    energyRange: [0, 0],
    meanWatts: 0,
  }));
  assertEquals(/NaN|Infinity|undefined/.test(devicesHtml(idle, []) + devicesText(idle, [])), false);
});
