/** Epochs of several runs, one below the other, or of one beside what they come to: a sheet of epoch charts. */
import type { Run } from "../model.ts";
import { drawKey, type KeyItem } from "./chart_key.ts";
import { basisSentence } from "./device_words.ts";
import type { Drawing } from "./drawing.ts";
import { emptyChart } from "./empty_chart.ts";
import { drawEpochBars } from "./epoch_bars.ts";
import { cumulativeView } from "./epoch_cumulative.ts";
import { curveKey, drawEpochCurve } from "./epoch_curve.ts";
import { epochKey, type EpochView, epochView } from "./epoch_view.ts";
import type { Chart } from "./figure.ts";
import { figureText } from "./numbers.ts";
import { numberedNames } from "./numbered_names.ts";
import { BOUNDARY_WORDS } from "./run_words.ts";
import { userText } from "./svg_text.ts";

interface Row {
  readonly run: Run;
  /** The epochs, and where asked for their sums. */
  readonly views: readonly EpochView[];
}

/** Most runs of a sheet, alone and with their sums: more would be no figure but a page. */
const MOST_RUNS = { alone: 6, summed: 4 };

/** The chart of some runs' epochs, each with its sums at the right if `cumulative`; over `mostBars` epochs are curves. */
export function epochSheetOf(
  runs: readonly Run[],
  { cumulative, mostBars }: { readonly cumulative: boolean; readonly mostBars: number },
): Chart {
  const what = runs.length === 1 ? userText(runs[0]!.name, 40) : `${runs.length} runs`;
  const label = `Energy and duration of each epoch of ${what}${
    cumulative ? ", and what they come to" : ""
  }`;
  const named = numberedNames(runs);
  const withEpochs = named.runs.flatMap((run): Row[] => {
    const view = epochView(run);
    if (view.epochs.length === 0) return [];
    return [{ run, views: cumulative ? [view, cumulativeView(run, view)] : [view] }];
  });
  if (withEpochs.length === 0) {
    return emptyChart(
      label,
      runs.length === 0 ? "No runs to draw" : `No epochs in ${what}`,
      "Loop over t.epochs(10), or call epochStart() and epochEnd(), and each epoch gets a bar.",
    );
  }
  const most = cumulative ? MOST_RUNS.summed : MOST_RUNS.alone;
  const rows = withEpochs.slice(0, most);
  const boundaries = [...new Set(rows.map(({ run }) => BOUNDARY_WORDS[run.boundary]))];
  const curve = ({ count }: EpochView) => count > mostBars;
  const predicted = rows.some(({ views }) => views[0]!.rings.length > 0);
  const without = runs.length - withEpochs.length;
  const beyond = withEpochs.length - rows.length;
  return {
    label,
    description: `${
      rows.map(({ run, views }) =>
        `${userText(run.name, 40)}: ${views[0]!.epochs.length} epochs, ${
          figureText("energy", run.energyKwh, run.ranges.energyKwh).text
        }`
      ).join("; ")
    }.`,
    caption: [
      `Energy (${boundaries.join(", ")}) and duration of each epoch${
        cumulative ? "; at the right, in a narrow drawing below, added up" : ""
      }.`,
      basisSentence(rows.flatMap(({ run }) => run.parts), false),
      predicted
        ? `Rings, or where they are many a dashed line: an epoch as predicted before it began${
          cumulative ? "; of the sums, as the first prediction foretold them" : ""
        }, with the 90\u202F% interval, the sensors\u2019 own error left out.`
        : "",
      named.sentence,
      without > 0 ? `${runsText(without)} without epochs left out.` : "",
      beyond > 0 ? `${runsText(beyond)} beyond the first ${most} left out.` : "",
    ].filter((sentence) => sentence !== "").join(" "),
    draw: (drawing) => drawSheet(drawing, rows, curve),
  };
}

function runsText(count: number): string {
  return count === 1 ? "1 run" : `${count} runs`;
}

function drawSheet(
  drawing: Drawing,
  rows: readonly Row[],
  curve: (view: EpochView) => boolean,
): number {
  const { em, width, narrow } = drawing;
  const columns = narrow ? 1 : Math.max(...rows.map(({ views }) => views.length));
  const gap = 2 * em;
  const each = (width - (columns - 1) * gap) / columns;
  const key = keyOf(rows.flatMap(({ views }) => views), curve, { ...drawing, width: each });
  let y = drawKey(drawing, { x: 0, y: 1.1 * em, right: width }, key) + 1.2 * em;
  rows.forEach(({ run, views }, i) => {
    if (rows.length > 1) {
      if (i > 0) y += 1.2 * em;
      drawing.text(0, y + 1.1 * em, userText(run.name, narrow ? 40 : 72), { bold: true });
      y += 1.5 * em;
    }
    let lowest = y;
    views.forEach((view, at) => {
      const place = { x: at % columns * (each + gap), y: columns === 1 ? lowest : y, width: each };
      const draw = curve(view) ? drawEpochCurve : drawEpochBars;
      const height = drawing.inset(place, (inner) => draw(inner, view, false));
      lowest = columns === 1 ? lowest + height + 0.6 * em : Math.max(lowest, y + height);
    });
    y = lowest;
  });
  return y;
}

/** One key for all: what several charts share is said once. */
function keyOf(
  views: readonly EpochView[],
  curve: (view: EpochView) => boolean,
  drawing: Drawing,
): readonly KeyItem[] {
  const items = views.flatMap((view) => curve(view) ? curveKey(view) : epochKey(view, drawing));
  const said = items.map((item) =>
    item.swatch === "ring" || item.swatch === "band-lines"
      ? { ...item, words: "predicted, 90\u202F%" }
      : item.swatch === "line"
      ? { ...item, words: "energy" }
      : item
  );
  const rings = (item: KeyItem) => ["ring", "band-lines"].indexOf(item.swatch) + 1;
  const same = (a: KeyItem, b: KeyItem) => a.words === b.words && a.swatch === b.swatch;
  return said.filter((item, i) => said.findIndex((other) => same(item, other)) === i)
    .toSorted((a, b) => rings(a) - rings(b));
}
