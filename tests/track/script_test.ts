/** Plain scripts that track, as processes of their own: they end by themselves, and Ctrl-C closes the record. */
import { assert, assertEquals, assertLess } from "../assert.ts";
import { loadRuns } from "../../mod.ts";

const face = new URL("../../mod.ts", import.meta.url).href;

/** Starts a script in a folder of its own; `say` in it prints a line at once. */
async function started(body: string) {
  const folder = await Deno.makeTempDir({ prefix: "footnote-script-" });
  const script = `${folder}/script.ts`;
  await Deno.writeTextFile(
    script,
    `import { track } from ${JSON.stringify(face)};
const say = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\\n"));
const busy = (seconds: number) => { const end = performance.now() + seconds * 1000; while (performance.now() < end); };
${body}`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script],
    cwd: folder,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  return {
    child,
    /** Waits until the script has said something. */
    async hear(word: string) {
      while (!seen.includes(word)) {
        const { value, done } = await lines.read();
        if (done) throw new Error(`The script ended before it said "${word}"`);
        seen += value;
      }
    },
    async end() {
      const errors = new Response(child.stderr).text();
      while (!(await lines.read()).done) { /* the rest */ }
      const { code, signal } = await child.status;
      const runs = await loadRuns(`${folder}/footnotes`);
      await Deno.remove(folder, { recursive: true });
      return { code, signal, errors: await errors, runs };
    },
  };
}

Deno.test("a plain script that tracks exits by itself, with its record closed", async () => {
  const script = await started(
    `await track("script", { zone: "DK" }, () => busy(0.2)); say("done");`,
  );
  await script.hear("done");
  const before = performance.now();
  const { code, runs, errors } = await script.end();
  assertEquals(code, 0);
  assertLess(performance.now() - before, 3000);
  assertEquals(runs.map(({ status }) => status), ["finished"]);
  assert(errors.includes("script finished"), errors);
});

Deno.test({
  name: "Ctrl-C ends a script that awaits, and its run is interrupted by you",
  ignore: Deno.build.os === "windows",
  async fn() {
    const script = await started(`await track("awaits", { zone: "DK" }, async (t) => {
      for await (const epoch of t.epochs()) { await new Promise((r) => setTimeout(r, 100)); if (epoch.index === 2) say("now"); }
    });`);
    await script.hear("now");
    script.child.kill("SIGINT");
    const { code, runs, errors } = await script.end();
    assertEquals(code, 1);
    assertEquals(runs.map(({ status, stoppedBy }) => [status, stoppedBy]), [[
      "interrupted",
      "you",
    ]]);
    assert(errors.includes("interrupted by you"), errors);
  },
});

Deno.test({
  name: "Ctrl-C ends a loop that never yields at its next epoch",
  ignore: Deno.build.os === "windows",
  async fn() {
    const script = await started(`await track("blocks", { zone: "DK" }, (t) => {
      for (const epoch of t.epochs(100)) { busy(0.2); if (epoch.index === 3) say("now"); }
    });`);
    await script.hear("now");
    script.child.kill("SIGINT");
    const { runs } = await script.end();
    assertEquals(runs.map(({ status, stoppedBy }) => [status, stoppedBy]), [[
      "interrupted",
      "you",
    ]]);
    assertLess(runs[0]?.epochs.length ?? 100, 20);
  },
});

Deno.test({
  name:
    "a second Ctrl-C ends a script that blocks without ever calling us, its record closed first",
  ignore: Deno.build.os === "windows",
  async fn() {
    const script = await started(
      `await track("deaf", { zone: "DK" }, () => { say("now"); busy(60); });`,
    );
    await script.hear("now");
    // The worker needs a moment to wake up and listen.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    script.child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 1300));
    script.child.kill("SIGINT");
    const { signal, runs } = await script.end();
    assertEquals(signal, "SIGKILL");
    assertEquals(runs.map(({ status, stoppedBy }) => [status, stoppedBy]), [[
      "interrupted",
      "you",
    ]]);
    const [run] = runs;
    assert(run !== undefined && run.durationSeconds > 2 && run.energyKwh > 0);
  },
});

Deno.test("a script without permissions trains all the same and names the cure", async () => {
  const folder = await Deno.makeTempDir({ prefix: "footnote-script-" });
  await Deno.writeTextFile(
    `${folder}/script.ts`,
    `import { track } from ${JSON.stringify(face)};
const run = await track("closed", {}, () => "trained");
console.log(run.result, run.notes.some(({ hint }) => hint?.includes("-A")));
`,
  );
  // The worker dies at some instant of the start: once is no test.
  for (let times = 0; times < 5; times++) {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", `${folder}/script.ts`],
    }).output();
    assertEquals(
      new TextDecoder().decode(stdout).trim(),
      "trained true",
      new TextDecoder().decode(stderr),
    );
  }
  await Deno.remove(folder, { recursive: true });
});
