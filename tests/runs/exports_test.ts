import { bibtex } from "../../lib/runs/bibtex.ts";
import { latexTable } from "../../lib/runs/latex_table.ts";
import { modelCard } from "../../lib/runs/model_card.ts";
import { statement } from "../../lib/runs/statement.ts";
import { track } from "../../lib/track/track.ts";
import type { Run } from "../../lib/model.ts";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { sampleRun } from "../record/sample_run.ts";
import { simpleRun } from "./simple_run.ts";

const SHOW = Symbol.for("Jupyter.display");

Deno.test("latexTable() gives each run a row in one unit and the total below", () => {
  const table = latexTable([
    simpleRun(),
    simpleRun({ host: "b", status: "failed", name: "50%_of #1 & {x}\\" }),
  ]);
  assert(SHOW in table);
  assertEquals(String(table), table.text);
  assertStringIncludes(table.text, "energy (kWh)");
  assertStringIncludes(table.text, "run a1 & 10.0 (9.4 to 10.7) & ");
  assertStringIncludes(table.text, "50\\%\\_of \\#1 \\& \\{x\\}\\textbackslash{} (failed) & ");
  assertStringIncludes(table.text, "total & 20.0 (18.9 to 21.4) & ");
  assertStringIncludes(table.text, "1 of 2 did not finish, and count");
  const rows = table.text.split("\n").filter((line) => line.endsWith("\\\\"));
  assertEquals(rows.length, 4);
  for (const row of rows) assertEquals(row.match(/(?<!\\)&/g)?.length, 4, row);
  for (const name of ["toprule", "midrule", "bottomrule"]) {
    assertStringIncludes(table.text, `\\${name}`);
  }
});

Deno.test("latexTable() tells runs of one name apart by their start", () => {
  const { text } = latexTable([
    simpleRun({ day: 1, name: "same" }),
    simpleRun({ day: 2, name: "same" }),
    simpleRun({ day: 3, name: "other" }),
  ]);
  assertStringIncludes(text, "same 1 Nov 2026, 08:00 & ");
  assertStringIncludes(text, "same 2 Nov 2026, 08:00 & ");
  assertStringIncludes(text, "other & ");
});

Deno.test("latexTable() of one run has no total, of none no rows", () => {
  assert(!latexTable([simpleRun()]).text.includes("total &"));
  assertStringIncludes(latexTable([]).text, "\\end{tabular}");
});

Deno.test("modelCard() gives the emissions in grams", () => {
  const card = modelCard(sampleRun({
    emissionsGrams: 84_738_486,
    ranges: { energyKwh: [0.0018, 0.0024], emissionsGrams: [7e7, 1e8] },
    job: { stage: "finetuning" },
  }));
  assert(SHOW in card);
  const lines = card.text.split("\n");
  assertEquals(lines[0], "---");
  assertEquals(lines.at(-2), "---");
  assertStringIncludes(card.text, "co2_eq_emissions:\n  emissions: 84740000\n");
  assertStringIncludes(card.text, '  training_type: "fine-tuning"\n');
  assertStringIncludes(
    card.text,
    '  geographical_location: "Denmark (DK); 132 gCO2eq/kWh, 2024"\n',
  );
  assertStringIncludes(card.text, '  hardware_used: "1 x NVIDIA A100, AMD EPYC (16 threads)"\n');
  assertMatch(card.text, / {2}source: "Footnote [\d.]+: .*90 % intervals.*"\n/);
  assert(!/[^\x20-\x7e\n]/.test(card.text), "ASCII only");
});

Deno.test("modelCard() calls a training pre-training only where it is from no other model", () => {
  const typeOf = (job: NonNullable<Run["job"]>) =>
    /training_type: "(.*)"/.exec(modelCard(sampleRun({ job })).text)?.[1];
  assertEquals(typeOf({ stage: "training" }), "pre-training");
  assertEquals(typeOf({ stage: "training", baseModel: "bert-base" }), undefined);
  assertEquals(typeOf({ stage: "training", relation: "finetune" }), "fine-tuning");
  assertEquals(typeOf({ stage: "training", relation: "adapter" }), undefined);
  assertEquals(typeOf({ stage: "finetuning", baseModel: "bert-base" }), "fine-tuning");
  assertEquals(typeOf({ stage: "inference" }), undefined);
});

Deno.test("track() refuses a stage that there is not, and a statement has no word for one", async () => {
  const job = { stage: "pretraining" } as unknown as NonNullable<Run["job"]>;
  await assertRejects(
    () => track("digits", { directory: null, quiet: true, job }, () => {}),
    Error,
    "job.stage",
  );
  assert(!statement(sampleRun({ job })).text.includes("undefined"));
});

Deno.test("modelCard() writes small figures without exponents, and leaves out what nobody said", () => {
  const of = (emissionsGrams: number) =>
    modelCard(sampleRun({ emissionsGrams })).text.match(/emissions: (.*)/)![1];
  assertEquals(of(0.26354), "0.2635");
  assertEquals(of(0.00000012345), "0.0000001235");
  assertEquals(of(0), "0");
  assertEquals(of(161.25), "161.3");
  assertEquals(of(100), "100");
  assert(!modelCard(sampleRun({ job: {} })).text.includes("training_type"));
});

Deno.test("modelCard() keeps a hostile name inside its quotes", () => {
  const place = { zone: "X", name: 'a"\n---\nevil: 1 \\', how: "given" as const };
  const lines = modelCard(sampleRun({ place })).text.split("\n");
  assertEquals(lines.filter((line) => line === "---").length, 2);
  const line = lines.find((one) => one.includes("geographical_location"))!;
  assertStringIncludes(JSON.parse(line.slice(line.indexOf('"'))), 'a" --- evil: 1 \\');
});

Deno.test("bibtex() has the tool and each source once", () => {
  const text = bibtex([sampleRun(), sampleRun({ id: "b" })]).text;
  assertEquals(text.match(/@misc/g)?.length, 2);
  assertStringIncludes(text, "@misc{footnote,");
  assertStringIncludes(text, "@misc{ember-2025,");
  assertStringIncludes(text, "  author = {{Ember}},");
  assertStringIncludes(text, "  year = {2025},");
  assertEquals(bibtex(sampleRun()).text, text);
});

Deno.test("bibtex() balances its braces and parts equal keys, whatever the sources are called", () => {
  const source = { id: "a b", title: "50% {of\\} $x$", publisher: "P & Q}", year: 2024 };
  const text = bibtex(sampleRun({
    sources: [source, { ...source, id: "a_b" }, {
      ...source,
      id: "×",
      url: "https://x.org/a}b%20c",
    }],
  })).text;
  assertStringIncludes(text, "@misc{a-b,");
  assertStringIncludes(text, "@misc{a-b-2,");
  assertStringIncludes(text, "@misc{source,");
  assertStringIncludes(text, "\\url{https://x.org/a%7Db%20c}");
  let depth = 0;
  for (const sign of text) {
    if (sign === "{") depth++;
    if (sign === "}") depth--;
    assert(depth >= 0);
  }
  assertEquals(depth, 0);
});
