/**
 * `deno task test [files or options of deno test]`: runs the tests, names what was skipped with the command that installs what it needs, and ends with
 * the line `N passed, N failed, N skipped`. With `FOOTNOTE_REQUIRE=all` a skipped test counts as failed.
 */
import { NEEDS } from "./requires.ts";

/** What came of one test. */
export interface Outcome {
  readonly name: string;
  readonly file: string;
  readonly state: "passed" | "failed" | "skipped";
}

if (import.meta.main) Deno.exit(await runTests(Deno.args));

/** Runs `deno test` with these arguments; gives the exit code. */
export async function runTests(args: readonly string[]): Promise<number> {
  const root = new URL("..", import.meta.url);
  const report = await Deno.makeTempFile({ prefix: "footnote-tests-", suffix: ".xml" });
  try {
    const named = args.some((one) => !one.startsWith("-") && exists(one));
    const child = new Deno.Command(Deno.execPath(), {
      args: ["test", "-A", `--junit-path=${report}`, ...args, ...(named ? [] : ["tests"])],
      cwd: root,
      stdin: "null",
    }).spawn();
    const { code } = await child.status;
    const strict = Deno.env.get("FOOTNOTE_REQUIRE") === "all";
    const all = readReport(await Deno.readTextFile(report));
    // What --filter left out is reported like a skipped test.
    const filtered = args.some((one) => one.startsWith("--filter"));
    const outcomes = all.filter((one) =>
      !filtered || one.state !== "skipped" || one.name.includes(NEEDS)
    );
    const { text, failed } = summarize(outcomes, { code, strict });
    await Deno.stdout.write(new TextEncoder().encode(text));
    return failed === 0 ? 0 : code === 0 ? 1 : code;
  } finally {
    await Deno.remove(report);
  }
}

/** The outcomes in a JUnit report as `deno test` writes it; none from an empty one. */
export function readReport(xml: string): readonly Outcome[] {
  const cases = xml.matchAll(
    /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g,
  );
  return [...cases].map(([, name = "", file = "", body = ""]) => ({
    name: unescape(name),
    file: unescape(file),
    state: /<(failure|error)\b/.test(body)
      ? "failed"
      : body.includes("<skipped")
      ? "skipped"
      : "passed",
  }));
}

/** The closing text: what was skipped by name, and the counts. A run that failed without a failed test had a file that could not be run: that counts as one. */
export function summarize(
  outcomes: readonly Outcome[],
  run: { readonly code: number; readonly strict: boolean },
): { readonly text: string; readonly failed: number } {
  const of = (state: Outcome["state"]) => outcomes.filter((one) => one.state === state);
  const skipped = of("skipped");
  const broken = of("failed").length === 0 && run.code !== 0 ? 1 : 0;
  const failed = of("failed").length + broken + (run.strict ? skipped.length : 0);
  const lines = skipped.map((one) => {
    const [name, needs] = one.name.split(NEEDS);
    const why = needs === undefined
      ? "switched off in its file"
      : `needs ${needs.replace(/\]$/, "")}`;
    return `  ${name} (${one.file})\n    ${why}`;
  });
  const head = run.strict ? "Skipped, and FOOTNOTE_REQUIRE=all makes that a failure:" : "Skipped:";
  return {
    text: [
      ...(lines.length === 0 ? [] : ["", head, ...lines]),
      ...(broken === 0 ? [] : ["", "A test file could not be run at all: see above"]),
      "",
      `${of("passed").length} passed, ${failed} failed, ${run.strict ? 0 : skipped.length} skipped`,
      "",
    ].join("\n"),
    failed,
  };
}

function unescape(text: string): string {
  const signs: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => signs[name] ?? "");
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false; // an option's value, a pattern
  }
}
