/** A chart that has nothing to draw says so, in its place. */
import type { Chart } from "./figure.ts";

/** A chart of two lines: what is not there, and why or what to do. */
export function emptyChart(label: string, missing: string, advice: string): Chart {
  return {
    label,
    description: `${missing}. ${advice}`,
    caption: `${missing}. ${advice}`,
    selfEvident: true,
    draw(drawing) {
      const { em, theme } = drawing;
      drawing.text(0, 1.2 * em, missing, { bold: true });
      const words = advice.split(" ");
      let line = "";
      let y = 2.8 * em;
      for (const word of words) {
        const next = line === "" ? word : `${line} ${word}`;
        if (line !== "" && drawing.textWidth(next) > drawing.width) {
          drawing.text(0, y, line, { fill: theme.muted });
          y += 1.5 * em;
          line = word;
        } else line = next;
      }
      drawing.text(0, y, line, { fill: theme.muted });
      return y + 0.8 * em;
    },
  };
}
