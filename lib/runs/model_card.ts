/** What a model card on the Hugging Face Hub says of a training run. */
import { isGuess, placeName } from "../display/place_words.ts";
import { checkRun } from "../arguments.ts";
import { cleanText } from "../display/escape.ts";
import { formattedText } from "../display/formatted_text.ts";
import { figureText, plainText } from "../display/numbers.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { NOT_MEASURED } from "../display/not_measured.ts";
import { BOUNDARY_WORDS, pueText } from "../display/run_words.ts";
import { isKnownCpu } from "../display/machine_words.ts";
import { toolsOf } from "../display/other_tools.ts";
import { TOOL_NAME, TOOL_VERSION } from "../display/tool.ts";
import type { FormattedText, Job, Run } from "../model.ts";

/**
 * Front matter for the model card of a run, in YAML: emissions in **grams** of CO2eq as the Hub wants them, their source, the
 * type of training, the place and the hardware. Not there: what nobody said.
 *
 * Source of the fields: Hugging Face, "Displaying carbon emissions for your model", 2025.
 * @throws {TypeError} If it is no run.
 * @returns YAML between two lines of `---`: the head of a README.md, or lines to put into the one there is.
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * import { modelCard, track } from "@footnote/footnote";
 * const run = await track("digits", { directory: null, quiet: true }, () => {});
 * match(modelCard(run).text, /^---\nco2_eq_emissions:\n {2}emissions: /);
 * ```
 */
export function modelCard(run: Run): FormattedText {
  checkRun(run, "write a model card");
  const hardware = hardwareOf(run);
  const type = trainingType(run.job);
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    // A 0 would be taken for a figure.
    ["emissions", measuredNothing(run) ? undefined : plainNumber(run.emissionsGrams)],
    ["source", yamlText(sourceOf(run))],
    ["training_type", type === undefined ? undefined : yamlText(type)],
    ["geographical_location", yamlText(placeOf(run))],
    ["hardware_used", hardware === "" ? undefined : yamlText(hardware)],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}`]
  );
  const text = ["---", "co2_eq_emissions:", ...lines, "---", ""].join("\n");
  return formattedText(text, { "text/markdown": "```yaml\n" + text + "```" });
}

/** Four digits are more than any interval allows; never an exponent, which some readers of YAML take for text. */
function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(4));
  if (rounded === 0) return "0";
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(rounded))));
  const text = rounded.toFixed(Math.min(20, decimals));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function sourceOf(run: Run): string {
  if (measuredNothing(run)) {
    return `${TOOL_NAME} ${TOOL_VERSION}: energy and emissions ${NOT_MEASURED}`;
  }
  const { ranges, basis } = run;
  const theirs = toolsOf(run).map(({ text }) => text);
  return `${[...theirs, `${TOOL_NAME} ${TOOL_VERSION}`].join(", read by ")}: ${
    figureText("emissions", run.emissionsGrams, ranges.emissionsGrams).text
  } from ${
    figureText("energy", run.energyKwh, ranges.energyKwh).text
  }, 90 % intervals; energy ${basis.energyKwh}, ${BOUNDARY_WORDS[run.boundary]}, PUE ${
    pueText(run.pue)
  }; operational, location-based`;
}

/** The Hub knows two: what was trained from no other model is its "pre-training"; a training from one may be either. */
function trainingType({ stage, relation, baseModel }: Job = {}): string | undefined {
  if (stage === "finetuning" || relation === "finetune") return "fine-tuning";
  const fromOther = [relation, baseModel].some((text) => (text ?? "").trim() !== "");
  return stage === "training" && !fromOther ? "pre-training" : undefined;
}

function placeOf({ place, intensities, intensityGramsPerKwh }: Run): string {
  const named = placeName(place);
  const where = named === "" ? "place not known" : named;
  const year = intensities[0]?.year;
  return `${where}${isGuess(place) ? ", guessed" : ""}; ${
    intensityGramsPerKwh.toPrecision(3)
  } gCO2eq/kWh${year === undefined ? "" : `, ${year}`}`;
}

function hardwareOf({ machine }: Run): string {
  const accelerators = machine.accelerators.map(({ name, count }) => `${count} x ${name}`);
  const { name, threads } = machine.cpu;
  return [
    ...accelerators,
    ...(isKnownCpu(name) ? [threads > 0 ? `${name} (${threads} threads)` : name] : []),
  ].join(", ");
}

/** A text of YAML: between double quotes, where it reads escapes as JSON does. */
function yamlText(text: string): string {
  return JSON.stringify(cleanText(plainText(text)).replaceAll("’", "'"));
}
