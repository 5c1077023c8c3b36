import { receiptCalls } from "../../lib/display/receipt_calls.ts";
import type { Estimate, EstimateStep, Note } from "../../lib/model.ts";
import { assertEquals } from "../assert.ts";

const step = (label: string, more: Partial<EstimateStep> = {}): EstimateStep => ({
  label,
  sum: "",
  value: 1,
  unit: "W",
  basis: "default",
  ...more,
});
const note = (code: string, device?: string): Note => ({
  code,
  message: code,
  ...(device === undefined ? {} : { device }),
});
const parts = [{ device: "gpu" }, { device: "cpu" }] as unknown as Estimate["parts"];

Deno.test("receiptCalls() calls each note at the line that it is about, the others at the total", () => {
  const { steps, total } = receiptCalls({
    steps: ["GPUs", "CPUs", "Power of the machine", "Time", "Data centre", "Grid"].map((one) =>
      step(one)
    ),
    parts,
    notes: [
      note("utilization-default", "gpu"),
      note("limit-given", "gpu"),
      note("cpu-utilization-default", "cpu"),
      note("pue-one"),
      note("rest-missing"),
      note("direct-emissions"),
      note("flop-rate"),
    ],
  });
  assertEquals(steps, [[1, 2], [3], [], [7], [4], [6]].map((notes) => ({ notes })));
  assertEquals(total, { notes: [5] });
});

Deno.test("receiptCalls() calls at the total what is about no line that is there", () => {
  const { steps, total } = receiptCalls({
    steps: [step("PUE"), step("Grid", { beside: true })],
    parts: [],
    notes: [note("pue-one"), note("place-guessed"), note("x", "gpu")],
  });
  assertEquals([steps, total], [[{ notes: [] }, { notes: [] }], { notes: [1, 2, 3] }]);
});
