import { pueOf } from "../../lib/carbon/pue.ts";
import { assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";

Deno.test("pueOf() gives the fleets and surveys of the years they were published for", async () => {
  const figures = [
    ["aws", 2023, 1.15],
    ["aws", 2024, 1.15],
    ["aws", 2025, 1.14],
    ["azure", 2025, 1.17],
    ["gcp", 2024, 1.09],
    ["meta", 2023, 1.08],
    ["average", 2025, 1.54],
    ["EU", 2023, 1.36],
    ["EU", 2024, 1.36],
  ] as const;
  for (const [scope, year, pue] of figures) {
    const found = await pueOf(scope, { year });
    assertEquals([found.pue, found.year], [pue, year], scope);
  }
  assertEquals((await pueOf("gcp:us-west3")).pue, 1.09);
  assertEquals((await pueOf("Amazon Web Services")).year, 2025);
});

Deno.test("pueOf() is exact for a machine of one's own, and never below 1", async () => {
  assertEquals((await pueOf("laptop")).range, [1, 1]);
  const aws = await pueOf("aws", { year: 2023 });
  assertAlmostEquals(aws.range[0], 1.0695, 1e-9); // 1.15 x 0.93
  assertAlmostEquals(aws.range[1], 1.265, 1e-9); // 1.15 x 1.10
  assertAlmostEquals((await pueOf("meta")).range[0], 1.0044, 1e-9); // 1.08 x 0.93
  const average = await pueOf("average", { year: 2024 });
  assertAlmostEquals(average.range[0], 1.56 * 0.72, 1e-9);
});

Deno.test("pueOf() refuses scopes and years that are not there, and names those that are", async () => {
  await assertRejects(() => pueOf("amazn"), RangeError, '(nearest: "amazon"');
  await assertRejects(() => pueOf("aws", { year: 2015 }), RangeError, "(2023, 2024, 2025)");
  await assertRejects(() => pueOf("scaleway:fr-par"), RangeError);
  await assertRejects(() => pueOf(1 as unknown as string), TypeError);
});
