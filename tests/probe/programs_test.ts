import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";
import { ProbeError } from "../../lib/errors.ts";
import { appleSources, parsePowermetrics } from "../../lib/probe/apple.ts";
import { nvidiaSmiSources } from "../../lib/probe/nvidia_smi.ts";

/** A program of the test's own: a shell script that stands for the system's. */
async function withProgram(
  script: string,
  test: (command: readonly string[], rewrite: (script: string) => void) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "footnote-program-" });
  const path = `${folder}/program.sh`;
  const rewrite = (text: string) => Deno.writeTextFileSync(path, text);
  rewrite(script);
  try {
    await test(["sh", path], rewrite);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const shell = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, ignore: Deno.build.os === "windows" });
const apple = (name: string) => new URL(`../fixtures/apple/${name}.txt`, import.meta.url);

/** Answers as the program does: columns by the fields asked for. */
const SMI = `case "$1" in
*index,uuid,name*) echo "0, GPU-aa, NVIDIA A100-SXM4-80GB, 400.00, 81920, 250.50, 249.00"
  echo "1, GPU-bb, NVIDIA A100-SXM4-80GB, 400.00, 81920, [N/A], 100.00" ;;
*) echo "0, 251.50, 249.00"; echo "1, [N/A], 101.00" ;;
esac`;

shell("nvidiaSmiSources() reads each board's power, the instant's before the mean", async () => {
  await withProgram(SMI, async (command) => {
    const sources = await nvidiaSmiSources({ command, visible: null });
    assertEquals(sources.map((source) => `${source.device} ${source.limitWatts}`), [
      "gpu:0 400",
      "gpu:1 400",
    ]);
    const [first, second] = await Promise.all(sources.map((source) => source.read()));
    assert(first?.kind === "gauge" && second?.kind === "gauge");
    assertEquals([first.powerWatts, second.powerWatts], [251.5, 101]);
    assertEquals(sources[0]?.uncertainty?.own, [0.05, 0.05]);
    const one = await nvidiaSmiSources({ command, visible: "GPU-bb" });
    assertEquals(one.map((source) => source.device), ["gpu:1"]);
    assertEquals(await nvidiaSmiSources({ command, visible: "" }), []);
  });
});

shell("nvidiaSmiSources() does without fields that an older driver lacks", async () => {
  const old = `case "$1" in
*instant*) echo 'Field "power.draw.instant" is not a valid field to query.'; exit 2 ;;
*index,uuid*) echo "0, GPU-aa, Tesla K80, 149.00, 11441, 60.00" ;;
*) echo "0, 61.00" ;;
esac`;
  await withProgram(old, async (command) => {
    const [source] = await nvidiaSmiSources({ command, visible: null });
    const reading = await source?.read();
    assert(reading?.kind === "gauge");
    assertEquals(reading.powerWatts, 61);
  });
});

shell("nvidiaSmiSources() gives gaps when the board or the program fails later", async () => {
  await withProgram(SMI, async (command, rewrite) => {
    const [source] = await nvidiaSmiSources({ command, visible: null });
    rewrite('echo "Unable to determine the device handle: GPU is lost."; exit 15');
    const lost = await source?.read();
    assert(lost?.kind === "gap");
    assertStringIncludes(lost.why, "GPU is lost");
  });
});

shell("nvidiaSmiSources() is empty without boards, and says what refuses it", async () => {
  await withProgram('echo "No devices were found"; exit 6', async (command, rewrite) => {
    assertEquals(await nvidiaSmiSources({ command, visible: null }), []);
    rewrite('echo "Insufficient Permissions"; exit 4');
    await assertRejects(
      () => nvidiaSmiSources({ command, visible: null }),
      ProbeError,
      "Insufficient Permissions",
    );
  });
});

Deno.test("parsePowermetrics() reads watts, not their sum", async () => {
  assertEquals(parsePowermetrics(await Deno.readTextFile(apple("m2"))), {
    "cpu:0": 5.21,
    "gpu:0": 0.873,
    "npu:0": 0,
  });
  assertEquals(parsePowermetrics(await Deno.readTextFile(apple("intel"))), { "cpu:0": 12.34 });
  assertEquals(parsePowermetrics("nothing here"), {});
});

shell("appleSources() reads all devices from one look", async () => {
  await withProgram(`cat ${apple("m2").pathname}`, async (command, rewrite) => {
    const sources = await appleSources({ command });
    assertEquals(sources.map((source) => source.device), ["gpu:0", "npu:0", "cpu:0"]);
    const reading = await sources[2]?.read();
    assert(reading?.kind === "gauge");
    assertEquals(reading.powerWatts, 5.21);
    await new Promise((done) => setTimeout(done, 60)); // the look is kept for 50 ms
    rewrite("echo 'sudo: a password is required' >&2; exit 1");
    const closed = await sources[2]?.read();
    assert(closed?.kind === "gap");
    assertStringIncludes(closed.why, "password");
    const thrown = await assertRejects(() => appleSources({ command }), ProbeError, "password");
    assertStringIncludes(thrown.hint ?? "", "sudoers");
  });
});
