/** A prediction as one line: what `t.epochEnd()` as the last expression of a cell shows. */
import type { Prediction } from "../model.ts";
import { attachDisplay } from "./jupyter.ts";
import { figureText, NARROW_SPACE, percentText } from "./numbers.ts";
import { htmlOf, type Piece, textOf } from "./rich_text.ts";
import { lineHtml } from "./sheet.ts";
import { durationText } from "./times.ts";

/** The same prediction, showing itself as one line. Nothing is written until it is shown: one is made after each epoch. */
export function showingPrediction<T extends Prediction>(prediction: T): T {
  const text = () => textOf(piecesOf(prediction));
  return attachDisplay(prediction, {
    bundle: () => ({
      "text/html": lineHtml(htmlOf(piecesOf(prediction))),
      "text/plain": text(),
    }),
    text,
    line: text,
  });
}

/** "after 2 of 6 epochs: 15 mWh (12 to 19), 6.0 s". */
function piecesOf(prediction: Prediction): readonly Piece[] {
  const { afterEpochs, totalEpochs, energyKwh, ranges, durationSeconds, upTo, chanceOverBudget } =
    prediction;
  const { short, range } = figureText("energy", energyKwh, ranges.energyKwh);
  return [
    `after ${afterEpochs} of ${totalEpochs} ${totalEpochs === 1 ? "epoch" : "epochs"}: ${
      upTo ? "up to " : ""
    }`,
    { text: short, as: "strong" },
    `${range === "" ? "" : ` (${range})`}, ${durationText(durationSeconds)}`,
    ...(chanceOverBudget === undefined ? [] : [
      `, ${
        chanceOverBudget < 0.01
          ? `under 1${NARROW_SPACE}%`
          : chanceOverBudget > 0.99
          ? `over 99${NARROW_SPACE}%`
          : percentText(chanceOverBudget)
      } likely to pass the budget`,
    ]),
  ];
}
