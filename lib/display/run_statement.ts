/** A run in sentences. */
import type { GridIntensity, Job, Run } from "../model.ts";
import { listed } from "./device_words.ts";
import { limitWords } from "./limit_words.ts";
import { isPredicted } from "./is_predicted.ts";
import { machineText } from "./machine_words.ts";
import { measuredNothing } from "../measured_nothing.ts";
import { hasOwnIntensity, placeText } from "./place_words.ts";
import { digitsText, figureText } from "./numbers.ts";
import { textOf } from "./rich_text.ts";
import { completeEpochs, sourceOf, statusPieces } from "./run_words.ts";
import {
  boundaryText,
  hasModelledRest,
  innerBoundary,
  obtainedWords,
  referenceWords,
  scopeOf,
  type Statement,
  toolWords,
  usedText,
} from "./statement_words.ts";
import { dateText, durationText } from "./times.ts";

/** A run in sentences: what it was, what it cost, on what, how known, of what, on which grid. */
export function wordsOfRun(run: Run, reference?: GridIntensity): Statement {
  const hardware = hardwareText(run);
  const nothing = measuredNothing(run);
  const time = `${epochsOver(run)}${durationText(run.durationSeconds)} on ${
    dateText(run.startedAt)
  }${seenText(run)}`;
  const cost = nothing
    ? `ran over ${time}; energy and emissions were not measured`
    : `${usedText(run)}, over ${time}`;
  return [
    ["Energy and emissions", `${subjectOf(run)} ${cost}.${endText(run)}`],
    ...(hardware === "" ? [] : [["Hardware", hardware] as const]),
    ...(nothing ? [] : [
      ...obtainedWords(run.parts),
      [
        "Boundary",
        boundaryText({
          boundary: run.boundary,
          parts: run.parts,
          pue: run.pue,
          scope: scopeOf(run),
          inner: innerBoundary(run),
          modelledRest: hasModelledRest(run),
        }),
      ] as const,
      ["Grid", runGridText(run)] as const,
      ...referenceWords(run, reference),
    ]),
    toolWords([run]),
  ];
}

const NOUNS: Readonly<Record<NonNullable<Job["stage"]>, string>> = {
  "data-preparation": "Data preparation",
  training: "Training",
  finetuning: "Fine-tuning",
  validation: "Validation",
  inference: "Inference",
  other: "The run",
};

/** "Training of ResNet-50 on CIFAR-100 (“resnet50-lr3”)"; what the job does not say is not there. */
function subjectOf({ name, job = {}, epochs, plannedEpochs }: Run): string {
  const { model, baseModel, dataset, stage } = job;
  const trains = epochs.length > 0 || plannedEpochs !== undefined || model !== undefined;
  // A run out of a file by hand may have a stage of its own.
  const known = stage !== undefined && Object.hasOwn(NOUNS, stage) ? NOUNS[stage] : undefined;
  const noun = known ?? (trains ? "Training" : "The run");
  const quoted = `\u201c${name}\u201d`;
  const of = [
    ...(filled(model) ? [`of ${model}`] : []),
    ...(filled(baseModel) && baseModel !== model ? [`from ${baseModel}`] : []),
    ...(filled(dataset) ? [`on ${dataset}`] : []),
  ];
  if (of.length === 0) return `${noun} ${quoted}`;
  return noun === "The run"
    ? `${noun} ${quoted} ${of.join(" ")}`
    : `${noun} ${of.join(" ")} (${quoted})`;
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}

/** "10 epochs and ", "3 of 10 epochs and "; empty without epochs. */
function epochsOver(run: Run): string {
  const done = completeEpochs(run);
  const planned = run.plannedEpochs ?? done;
  if (planned === 0 && run.epochs.length === 0) return "";
  return `${
    done === planned || isPredicted(run) ? countText(planned) : `${done} of ${countText(planned)}`
  } and `;
}

function countText(epochs: number): string {
  return `${epochs} ${epochs === 1 ? "epoch" : "epochs"}`;
}

/** ", 1 epoch of which was seen": of a run whose whole is what was predicted. */
function seenText(run: Run): string {
  const done = completeEpochs(run);
  if (!isPredicted(run) || done === 0 || run.plannedEpochs === undefined) return "";
  return `, ${countText(done)} of which ${done === 1 ? "was" : "were"} seen`;
}

/** How a run that did not finish ended, said to a reader who is not its user. */
function endText(run: Run): string {
  if (run.status === "finished") return "";
  const said = textOf(statusPieces(run).slice(0, 1)).replace(/^\S+ /, "")
    .replace(" by you", "").replace("by your signal", "by a signal").replace(
      "by budget",
      "by its budget",
    ).replace("recovered: the record", "its record");
  return ` The run did not finish: ${said}.`;
}

/** What it ran on, and for how many hours of its devices. */
function hardwareText(run: Run): string {
  const machine = machineText(run.machine);
  // The run counts threads, whatever a core has of them.
  const hours = [
    ...hourText(run.acceleratorHours, "accelerator"),
    ...hourText(run.cpuCoreHours, "thread"),
  ];
  const limit = limitWords(run);
  const end = limit === "" ? "." : `; ${limit}.`;
  if (machine === "") {
    if (hours.length > 0) return `It took ${listed(hours)}${end}`;
    return limit === "" ? "" : `It ran under a ${limit}.`;
  }
  return `It ran on ${machine}${hours.length === 0 ? "" : `, for ${listed(hours)}`}${end}`;
}

function hourText(hours: number, of: string): readonly string[] {
  return hours >= 0.01 ? [`${digitsText(hours)} ${of}-hours`] : [];
}

/** "Electricity was drawn in Denmark (DK), at 114 gCO₂eq/kWh, mean of 2025 (Ember, 2026)." */
export function runGridText(run: Run): string {
  const [first] = run.intensities;
  const words = [
    ...(hasOwnIntensity(run) ? ["that file\u2019s own figure"] : []),
    ...(run.intensities.length > 1
      ? ["mean over the run"]
      : first?.year === undefined
      ? []
      : [`mean of ${first.year}`]),
    ...(first?.emissionScope === undefined ? [] : [first.emissionScope]),
    ...(first?.accounting === undefined ? [] : [`${first.accounting}-based`]),
  ];
  const from = citationOf(run);
  const cited = from === "" ? "" : ` (${from})`;
  return `Electricity was drawn ${placeText(run.place)}, at ${
    [figureText("intensity", run.intensityGramsPerKwh).short, ...words].join(", ")
  }${cited}. Emissions are operational and location-based.`;
}

/** "Ember, 2026": who says so, and when it was published; what the figure says itself where the run does not cite it. */
export function citationOf(run: Run): string {
  const [first] = run.intensities;
  const source = first === undefined ? undefined : sourceOf(run, first);
  return source === undefined ? first?.source ?? "" : `${source.publisher}, ${source.year}`;
}
