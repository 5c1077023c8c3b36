/** The Stop button of a notebook: SIGINT to the kernel while a cell is tracked. */
import { assert, assertEquals, assertLess, assertStringIncludes } from "../assert.ts";
import { requires } from "../requires.ts";
import { notebookEnvironment } from "./environment.ts";
import { type Answer, driveKernel, type Step } from "./execute.ts";

const needs = requires("jupyter");
const face = new URL("../../mod.ts", import.meta.url).pathname;
const first: Step = {
  code: `import { loadRuns, track } from ${JSON.stringify(face)};
  globalThis.kept = 41; globalThis.turns = 0;
  const busy = (seconds) => { const end = performance.now() + seconds * 1000; while (performance.now() < end); };`,
};
/** The runs so far, the variable of the first cell, and whether the loop of the stopped cell still turns. */
const after: readonly Step[] = [
  {
    code: `const before = globalThis.turns;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const runs = await loadRuns("footnotes");
    console.log(JSON.stringify({
      kept: globalThis.kept + 1, turning: globalThis.turns !== before,
      runs: runs.map((run) => [run.name, run.status, run.stoppedBy, run.epochs.length > 0]),
    }));
    await new Promise((resolve) => setTimeout(resolve, 100));`,
  },
  {
    code: `const next = await track("after", { zone: "DK", quiet: true }, () => 7);
    console.log(JSON.stringify([next.status, next.result]));
    await new Promise((resolve) => setTimeout(resolve, 100));`,
  },
];

async function stopIn(cell: Step): Promise<{ cells: readonly Answer[]; alive: boolean }> {
  await using environment = await notebookEnvironment(needs.path);
  const folder = await Deno.makeTempDir({ prefix: "footnote-stop-" });
  try {
    return await driveKernel(environment, folder, [first, cell, ...after]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function printed(answer: Answer | undefined): string {
  return (answer?.outputs ?? []).map((one) => one.text ?? "").join("").trim();
}

function assertInterrupted({ cells, alive }: Awaited<ReturnType<typeof stopIn>>): void {
  const [, stopped, look, next] = cells;
  assert(alive, "the kernel died");
  assertEquals(stopped?.status, "error");
  assertEquals(stopped?.error?.name, "AbortError");
  assertEquals(look?.status, "ok", JSON.stringify(look?.error));
  assertEquals(JSON.parse(printed(look)), {
    kept: 42,
    turning: false,
    runs: [["stopped", "interrupted", "you", true]],
  });
  assertEquals(JSON.parse(printed(next)), ["finished", 7]);
}

Deno.test({
  ...needs,
  name: needs.name(
    "Stop ends an awaiting cell: kernel and variables alive, one record interrupted",
  ),
  fn: async () => {
    const result = await stopIn({
      code: `await track("stopped", { zone: "DK" }, async (t) => {
        for await (const epoch of t.epochs(1000)) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          globalThis.turns++;
        }
      })`,
      stopAfterSeconds: [3],
    });
    assertInterrupted(result);
    assertLess(result.cells[1]?.seconds ?? Infinity, 10);
    const card = result.cells[1]?.outputs.map((one) => one.data?.["text/html"] ?? "").join("");
    assertStringIncludes(card ?? "", "interrupted");
  },
});

Deno.test({
  ...needs,
  name: needs.name("Stop ends a plain loop over epochs that never yields"),
  fn: async () => {
    assertInterrupted(
      await stopIn({
        code: `await track("stopped", { zone: "DK" }, (t) => {
          for (const epoch of t.epochs(1000)) { busy(0.1); globalThis.turns++; }
        })`,
        stopAfterSeconds: [3],
      }),
    );
  },
});

Deno.test({
  ...needs,
  name: needs.name("Stop ends an awaiting cell that never asks us, after 2 s"),
  fn: async () => {
    const { cells, alive } = await stopIn({
      code: `await track("stopped", { zone: "DK" }, async () => {
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      })`,
      stopAfterSeconds: [2],
    });
    assert(alive);
    assertEquals(cells[1]?.error?.name, "AbortError");
    assertLess(cells[1]?.seconds ?? Infinity, 15);
    assertEquals(JSON.parse(printed(cells[2])).runs, [["stopped", "interrupted", "you", false]]);
  },
});

Deno.test({
  ...needs,
  name: needs.name("a second Stop ends a kernel that is blocked for good, its record closed first"),
  fn: async () => {
    await using environment = await notebookEnvironment(needs.path);
    const folder = await Deno.makeTempDir({ prefix: "footnote-stop-" });
    try {
      const { cells, alive } = await driveKernel(environment, folder, [first, {
        code: `await track("stopped", { zone: "DK" }, () => { busy(60); })`,
        stopAfterSeconds: [3, 5],
        timeoutSeconds: 20,
      }]);
      assertEquals([cells[1]?.status, alive], ["kernel died", false]);
      const { loadRuns } = await import("../../mod.ts");
      const runs = await loadRuns(`${folder}/footnotes`);
      assertEquals(runs.map((run) => [run.name, run.status, run.stoppedBy]), [
        ["stopped", "interrupted", "you"],
      ]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
