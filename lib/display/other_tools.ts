/** Whose numbers a run's are, where it was read from another tool's file. */
import type { Part, Run } from "../model.ts";
import { listed } from "./device_words.ts";
import { TOOL_NAME, TOOL_PACKAGE, TOOL_VERSION } from "./tool.ts";

/** A tool, and what it is called with its version. */
interface OtherTool {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** Other tools by the source of their devices, and what their numbers are read from. */
const OTHER_TOOLS: ReadonlyMap<string, { readonly name: string; readonly file: string }> = new Map([
  ["codecarbon", { name: "CodeCarbon", file: "table" }],
  ["carbontracker", { name: "Carbontracker", file: "log" }],
]);

/** Whether a device's energy is another tool's number. */
export function isOfOtherTool({ source }: Pick<Part, "source">): boolean {
  return OTHER_TOOLS.has(source);
}

/** "Carbontracker 1.2.5": the tools whose numbers a run's energy is, with their versions where the run has them; none of a run of ours. */
export function toolsOf(
  run: { readonly parts: readonly Part[] } & Partial<Pick<Run, "sources">>,
): readonly OtherTool[] {
  return [...new Set(run.parts.map(({ source }) => source))].flatMap((id) => {
    const tool = OTHER_TOOLS.get(id);
    if (tool === undefined) return [];
    const titles = (run.sources ?? []).filter((source) => source.id === id);
    const version = titles.flatMap(({ title }) => /^\S+ (\d[^\s,]*),/.exec(title)?.[1] ?? [])[0];
    return [{ ...tool, text: version === undefined ? tool.name : `${tool.name} ${version}` }];
  });
}

/** "Energy and emissions by Carbontracker 1.2.5, from its log; intervals and sentences by Footnote 0.1.0 (jsr:…).": whose the figures of some runs are. */
export function figuresText(
  runs: readonly ({ readonly parts: readonly Part[] } & Partial<Pick<Run, "sources">>)[],
  emissionsToo = true,
): string {
  const ours = `${TOOL_NAME} ${TOOL_VERSION} (${TOOL_PACKAGE})`;
  const theirs = runs.filter(({ parts }) => parts.some(isOfOtherTool));
  const tools = theirs.flatMap(toolsOf);
  if (tools.length === 0) return `Figures by ${ours}.`;
  const names = listed([...new Set(tools.map(({ text }) => text))]);
  // Runs that measured nothing have nobody's numbers.
  const gave = runs.filter(({ parts }) => parts.length > 0);
  if (gave.every(({ parts }) => parts.every(isOfOtherTool))) {
    const [file, ...more] = new Set(tools.map((tool) => tool.file));
    const from = new Set(tools.map(({ name }) => name)).size > 1 || more.length > 0
      ? "their files"
      : theirs.length > 1
      ? `its ${file}s`
      : `its ${file}`;
    return emissionsToo
      ? `Energy and emissions by ${names}, from ${from}; intervals and sentences by ${ours}.`
      : `Energy by ${names}, from ${from}; all else by ${ours}.`;
  }
  const some = theirs.length === 1 && runs.length === 1
    ? "some devices"
    : `${theirs.length} of the ${runs.length} runs`;
  return `Figures by ${ours}; energy of ${some} by ${names}.`;
}
