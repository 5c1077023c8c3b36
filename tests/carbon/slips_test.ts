import { slipNotes } from "../../lib/carbon/slips.ts";
import { estimate, track } from "../../mod.ts";
import { assert, assertEquals, assertStringIncludes } from "../assert.ts";

const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);

Deno.test("slipNotes() notes figures in the wrong unit, and none that may be in ours", () => {
  for (
    const fine of [{}, { pue: 1 }, { pue: 3.75 }, { intensityGramsPerKwh: 0 }, {
      intensityGramsPerKwh: 1,
    }]
  ) assertEquals(slipNotes(fine), []);
  const [percent] = slipNotes({ pue: 120 });
  assertEquals(percent?.code, "pue-unlikely");
  // 120 in percent is 1.2.
  assertStringIncludes(percent?.hint ?? "", "pue: 1.2 ");
  const [kilograms] = slipNotes({ intensityGramsPerKwh: 0.114 });
  assertEquals(kilograms?.code, "intensity-unlikely");
  // 0.114 kg are 114 g.
  assertStringIncludes(kilograms?.hint ?? "", "114 gCO2eq/kWh");
});

Deno.test("track() notes slips of its options, and counts them as they were given", async () => {
  const options = { components: [], zone: "DK", quiet: true, directory: null } as const;
  const run = await track("slips", { ...options, pue: 120, intensity: 0.114 }, () => {});
  assert(codes(run.notes).includes("pue-unlikely"));
  assert(codes(run.notes).includes("intensity-unlikely"));
  assertEquals(run.pue, 120);
  const provider = {
    name: "kilograms",
    zone: "DK",
    at: () => Promise.resolve({ intensityGramsPerKwh: 0.114 }),
  };
  const asked = await track("asked", { ...options, intensity: provider }, () => {});
  assert(codes(asked.notes).includes("intensity-unlikely"));
  const plain = await track("plain", { ...options, pue: 1.2 }, () => {});
  assertEquals(codes(plain.notes).filter((code) => code.endsWith("-unlikely")), []);
});

Deno.test("estimate() notes slips of its options, milliwatts among them", async () => {
  const job = { accelerator: "H100 SXM", hours: 1 };
  const slips = await estimate({ ...job, pue: 12, intensityGramsPerKwh: 0.4, limitWatts: 500_000 });
  assertEquals(codes(slips.notes).filter((code) => code.endsWith("-unlikely")), [
    "limit-unlikely",
    "pue-unlikely",
    "intensity-unlikely",
  ]);
  // 500000 mW are 500 W.
  assertStringIncludes(
    slips.notes.find(({ code }) => code === "limit-unlikely")?.hint ?? "",
    "limitWatts: 500",
  );
  const fine = await estimate({ ...job, pue: 1.2, intensityGramsPerKwh: 114, limitWatts: 500 });
  assertEquals(codes(fine.notes).filter((code) => code.endsWith("-unlikely")), []);
});
