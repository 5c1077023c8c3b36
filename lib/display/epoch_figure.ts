/** What `epochChart()` draws: loaded with the first of its figures. */
import type { Figure, FigureOptions, Run } from "../model.ts";
import { basisSentence } from "./device_words.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { emptyChart } from "./empty_chart.ts";
import { drawEpochBars } from "./epoch_bars.ts";
import { drawEpochCurve } from "./epoch_curve.ts";
import { epochSheetOf } from "./epoch_sheet.ts";
import { type EpochView, epochView } from "./epoch_view.ts";
import { type Chart, drawFigure } from "./figure.ts";
import { figureText } from "./numbers.ts";
import { userText } from "./svg_text.ts";

/** Over so many epochs bars would be hairs: a line with a band stands for them. */
const MOST_BARS = 40;

/** Draws it, checked arguments given. */
export async function epochFigure(
  runs: readonly Run[],
  options: FigureOptions & { readonly cumulative?: boolean | undefined },
): Promise<Figure> {
  return await drawFigure(chartOf(runs, options), options);
}

function chartOf(
  runs: readonly Run[],
  { cumulative = false }: { readonly cumulative?: boolean | undefined },
): Chart {
  return runs.length === 1 && !cumulative
    ? epochChartOf(runs[0]!)
    : epochSheetOf(runs, { cumulative, mostBars: MOST_BARS });
}

function epochChartOf(run: Run): Chart {
  const name = userText(run.name, 40);
  const view = epochView(run);
  const label =
    `Energy and duration of each epoch of ${name}, in ${view.energy.unit} and ${view.duration.unit}`;
  if (view.epochs.length === 0) {
    return emptyChart(
      label,
      `No epochs in ${name}`,
      "Loop over t.epochs(10), or call epochStart() and epochEnd(), and each epoch gets a bar.",
    );
  }
  const curve = view.count > MOST_BARS;
  return {
    label,
    description: descriptionOf(run, view),
    caption: captionOf(run, view, curve),
    draw: (drawing) => curve ? drawEpochCurve(drawing, view) : drawEpochBars(drawing, view),
  };
}

function descriptionOf(run: Run, { epochs }: EpochView): string {
  const total = figureText("energy", run.energyKwh, run.ranges.energyKwh).text;
  const energies = epochs.map(({ energyKwh }) => energyKwh);
  const least = figureText("energy", Math.min(...energies)).short;
  const most = figureText("energy", Math.max(...energies)).short;
  const each = epochs.length === 1
    ? `1 epoch of ${most}`
    : `${epochs.length} epochs of ${least} to ${most}`;
  return `${each}; the run ${total}, 90\u202F% interval in parentheses.`;
}

function captionOf(run: Run, view: EpochView, curve: boolean): string {
  const toCome = view.count - view.epochs.length;
  // The caption is one for all widths.
  const rings = view.count > 14 ? "Rings, or where they would touch a dashed line" : "Rings";
  const sentences = [
    `Energy (${BOUNDARY_WORDS[run.boundary]}) and duration of each epoch.`,
    curve ? "Band: 90\u202F% interval of the energy." : "",
    // Without traces the devices are not parted: one grey bar.
    basisSentence(run.parts, !curve && view.stacks.some(({ kind }) => kind !== undefined)),
    !curve && view.rings.length > 0
      ? `${rings}: mean of the epochs to come as predicted before the epoch began, with its 90\u202F% interval; the sensors' own error, which bars share, is left out.`
      : "",
    toCome > 0
      ? `Dashed: ${toCome} planned ${toCome === 1 ? "epoch" : "epochs"} that did not run.`
      : "",
    view.epochs.some(({ complete }) => !complete) ? "An epoch was cut short." : "",
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
