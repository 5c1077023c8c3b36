/** What sheets say in LaTeX: escaped, no package asked for, no sign that its fonts lack. */
import { calibrationSheet } from "../../lib/display/calibration_sheet.ts";
import { doctorTable } from "../../lib/display/doctor_table.ts";
import { footprintSheet } from "../../lib/display/footprint_sheet.ts";
import { latexOf, latexSheet, latexTabular } from "../../lib/display/latex_parts.ts";
import { summaryLine } from "../../lib/display/live_line.ts";
import { runCard } from "../../lib/display/run_card.ts";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "../assert.ts";
import * as samples from "./sample_runs.ts";

Deno.test("latexOf() has emphasis, code and footnotes, and leaves our own signs out", () => {
  assertEquals(
    latexOf([
      "✓ finished at 5 % of ",
      { text: "140\u202FgCO₂eq", as: "strong" },
      { notes: [1, 2] },
      " by ",
      { text: "track({ pue: 1.2 })", as: "code" },
    ]),
    "finished at 5 \\% of \\textbf{140\\,gCO\\textsubscript{2}eq}\\textsuperscript{1,2} by \\texttt{track(\\{ pue: 1.2 \\})}",
  );
  // What a user called it stays as it is, but obeys nothing.
  assertEquals(latexOf([{ text: "✓ a_b", as: "strong", cut: 28 }]), "\\textbf{✓ a\\_b}");
});

Deno.test("latexTabular() and latexSheet() need no package", () => {
  assertEquals(
    latexSheet([latexTabular("lr", ["a", "b"], [["1", "2"]]), "", "below"]),
    "{\\small\\raggedright\\setlength{\\parindent}{0pt}\n" +
      "\\begin{tabular}{@{}lr@{}}\n\\hline\na & b \\tabularnewline\n\\hline\n1 & 2 \\tabularnewline\n\\hline\n\\end{tabular}" +
      "\\par\\smallskip\nbelow\\par}",
  );
});

Deno.test("runCard() in LaTeX holds the figures, the place, each device and every note", () => {
  const { latex } = runCard(samples.MEASURED_RUN, {
    timeZone: "UTC",
    equivalents: samples.EQUIVALENTS,
  });
  for (
    const words of [
      "\\textbf{resnet50-cifar100} · finished · 24 Nov 2026, 13:02 to 14:37".replaceAll(
        "·",
        "\\textperiodcentered{}",
      ),
      "Energy & 1.23\\,kWh (1.20 to 1.26), measured \\tabularnewline",
      "Emissions & 140\\,gCO\\textsubscript{2}eq (106 to 174), default\\textsuperscript{1} \\tabularnewline",
      "Duration & 1\\,h 35\\,min, 10 of 10 epochs, 9\\,min 20\\,s each \\tabularnewline",
      "\\textbf{Denmark (DK)}, \\textbf{guessed}\\textsuperscript{1}",
      "\\raggedright \\textbf{GPU 0} NVIDIA A100-PCIE-40GB & 389\\,Wh (369 to 408) & 245\\,W & measured nvml-energy \\tabularnewline",
      "\\textbf{82 phone charges}",
      "\\textsuperscript{2}\\,\\textbf{PUE 1.0:}",
    ]
  ) assertStringIncludes(latex, words);
});

Deno.test("every sheet in LaTeX escapes what users wrote and closes what it opens", () => {
  const sheets = [
    runCard(samples.HOSTILE_RUN).latex,
    runCard(samples.EMPTY_RUN).latex,
    runCard(samples.NODE_RUN).latex,
    summaryLine(samples.HOSTILE_RUN).latex,
    footprintSheet(samples.HOSTILE, samples.ESTIMATE).latex,
    calibrationSheet({ ...samples.CALIBRATION, name: samples.HOSTILE, machine: samples.HOSTILE })
      .latex,
    doctorTable({
      verdict: samples.HOSTILE,
      rows: samples.DIAGNOSIS.rows.map((row) => ({ ...row, says: samples.HOSTILE })),
    }).latex,
  ];
  for (const latex of sheets) {
    assert(!/\\input|\\usepackage|toprule|<\/|[✕■▲●○◌]|NaN|undefined/.test(latex), latex);
    const bare = latex.replace(/\\[\\{}$&#%_]/g, "");
    assertEquals(bare.match(/\{/g)?.length, bare.match(/\}/g)?.length);
    assert(!/[#%_^~]/.test(bare), bare);
    assertEquals(
      latex.match(/\\begin\{tabular\}/g)?.length,
      latex.match(/\\end\{tabular\}/g)?.length,
    );
  }
  assertMatch(sheets[1]!, /Energy & not measured/);
});
