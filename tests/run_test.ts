import { assertEquals, assertStringIncludes } from "./assert.ts";
import { requires } from "./requires.ts";
import { readReport, summarize } from "./run.ts";

const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3">
  <testsuite name="./tests/a_test.ts">
    <testcase name="x &amp; &lt;y&gt; &quot;q&quot;" classname="./tests/a_test.ts" time="0.000" line="1" col="6">
    </testcase>
    <testcase name="chart [needs foo: apt-get install foo]" classname="./tests/a_test.ts" time="0.000">
      <skipped/>
    </testcase>
    <testcase name="fails" classname="./tests/a_test.ts" time="0.001">
      <failure message="Uncaught Error: no">Error: no</failure>
    </testcase>
  </testsuite>
</testsuites>`;

Deno.test("readReport() reads passed, skipped and failed tests", () => {
  assertEquals(readReport(report), [
    { name: 'x & <y> "q"', file: "./tests/a_test.ts", state: "passed" },
    { name: "chart [needs foo: apt-get install foo]", file: "./tests/a_test.ts", state: "skipped" },
    { name: "fails", file: "./tests/a_test.ts", state: "failed" },
  ]);
  assertEquals(readReport(""), []);
});

Deno.test("summarize() names the skipped with their cure and ends with the counts", () => {
  const { text, failed } = summarize(readReport(report), { code: 1, strict: false });
  assertEquals(failed, 1);
  assertStringIncludes(text, "  chart (./tests/a_test.ts)\n    needs foo: apt-get install foo\n");
  assertEquals(text.trimEnd().split("\n").at(-1), "1 passed, 1 failed, 1 skipped");
});

Deno.test("summarize() counts a skip as failed where everything is required", () => {
  const { text, failed } = summarize(readReport(report), { code: 1, strict: true });
  assertEquals(failed, 2);
  assertEquals(text.trimEnd().split("\n").at(-1), "1 passed, 2 failed, 0 skipped");
});

Deno.test("summarize() counts a file that could not be run as failed", () => {
  const { text, failed } = summarize([], { code: 1, strict: false });
  assertEquals(failed, 1);
  assertEquals(text.trimEnd().split("\n").at(-1), "0 passed, 1 failed, 0 skipped");
});

Deno.test("requires() skips by name, with the command that installs it", () => {
  const absent = requires("no-such-program-here", "apt-get install it");
  assertEquals(absent.ignore, true);
  assertEquals(absent.name("a chart"), "a chart [needs no-such-program-here: apt-get install it]");
  const there = requires("sh", "apt-get install dash");
  assertEquals([there.ignore, there.name("a chart")], [false, "a chart"]);
});
