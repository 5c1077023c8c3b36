import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "../assert.ts";
import { ProbeError } from "../../lib/errors.ts";
import type { PowerSource, Reading } from "../../lib/model.ts";
import { descriptionOf } from "../../lib/probe/described.ts";
import { nvmlSources } from "../../lib/probe/nvml.ts";
import { type Board, visibleBoards } from "../../lib/probe/nvml_boards.ts";
import { nvmlError } from "../../lib/probe/nvml_error.ts";
import { needsCompiler, withMockNvml } from "./mock_nvml.ts";

const A100 = "name=NVIDIA A100-SXM4-80GB,arch=7,limit=400000,mem=81920";
const RTX = "name=NVIDIA GeForce RTX 3090,arch=7,limit=350000,mem=24576";

/** Opens the stand-in's boards, looks, and closes them. */
async function look(
  library: string,
  visible: string | null = null,
): Promise<readonly { source: PowerSource; reading: Reading }[]> {
  const sources = await nvmlSources({ libraries: [library], visible });
  const seen = [];
  for (const source of sources) seen.push({ source, reading: await source.read() });
  for (const source of sources) await source[Symbol.asyncDispose]?.();
  return seen;
}

function withBoards(
  name: string,
  test: (library: string, setBoards: (boards: string) => void) => Promise<void>,
): void {
  Deno.test({
    ignore: needsCompiler.ignore,
    name: needsCompiler.name(name),
    fn: () => withMockNvml(test),
  });
}

withBoards("nvmlSources() reads each board's energy counter in joules", async (library, set) => {
  set(`${A100},energy=5000;${A100},energy=7000`);
  const [first, second] = await look(library);
  assertEquals(first?.source.device, "gpu:0");
  assertEquals(first?.source.source, "nvml-energy");
  assertEquals(first?.source.name, "NVIDIA A100-SXM4-80GB");
  assertEquals(first?.source.limitWatts, 400);
  assert(first?.reading.kind === "counter" && second?.reading.kind === "counter");
  assertEquals([first.reading.energyJoules, second.reading.energyJoules], [5, 7]);
});

withBoards(
  "nvmlSources() takes the instant's power before the plain call, and says where that is a mean",
  async (library, set) => {
    set(`${RTX},power=200000,instant=250000`);
    const [instant] = await look(library);
    assert(instant?.reading.kind === "gauge");
    assertEquals(instant.reading.powerWatts, 250);
    assertEquals(instant.source.uncertainty?.own, [0.025, 0.025]);
    set(`${RTX},power=200000`);
    const [mean] = await look(library);
    assert(mean?.reading.kind === "gauge");
    assertEquals(mean.reading.powerWatts, 200);
    assertEquals(mean.source.notes?.map((note) => note.code), ["gpu-power-mean"]);
    assertEquals(mean.source.uncertainty?.own, [0.03, 0.03]);
    set(`${A100},power=200000`); // GA100: the plain call is an instant's
    const [plain] = await look(library);
    assertEquals(plain?.source.notes, undefined);
    set("name=NVIDIA TITAN X (Pascal),arch=4,limit=250000,power=100000");
    assertEquals((await look(library))[0]?.source.notes, undefined);
  },
);

withBoards("nvmlSources() models a board that reports no power", async (library, set) => {
  // 10 % of 400 W at rest, + 360 x 0.85 x 0.5 = 193 W
  set(`${A100},util=50`);
  const [board] = await look(library);
  assertEquals(board?.source.source, "gpu-model");
  assertEquals(board?.source.basis, "modelled");
  assert(board?.reading.kind === "gauge");
  assertAlmostEquals(board.reading.powerWatts, 193, 1e-9);
  assertEquals(board.reading.relativeRange, [0.36, 1.25]);
});

withBoards(
  "nvmlSources() takes the table's limit for a board that states none, and its own before it",
  async (library, set) => {
    // 10 % of the table's 250 W at rest, + 225 x 0.85 x 0.5 = 120.625 W
    set("name=NVIDIA TITAN Xp,arch=4,util=50");
    const [board] = await look(library);
    assert(board?.reading.kind === "gauge");
    assertAlmostEquals(board.reading.powerWatts, 120.625, 1e-9);
    assertEquals(board.source.limitWatts, undefined);
    assertStringIncludes(board.source.notes?.[0]?.message ?? "", "the table's limit of 250 W");
    assertEquals(
      (descriptionOf(board.source)?.options as { readonly tableWatts?: unknown }).tableWatts,
      { 0: 250 },
    );
    // Its own 100 W: 10 + 90 x 0.85 x 0.5 = 48.25 W
    set("name=NVIDIA TITAN Xp,arch=4,limit=100000,util=50");
    const [limited] = await look(library);
    assert(limited?.reading.kind === "gauge");
    assertAlmostEquals(limited.reading.powerWatts, 48.25, 1e-9);
    // A name that does not tell which board it is has no limit.
    set("name=NVIDIA A100 80GB,arch=7,util=50");
    assertEquals((await look(library))[0]?.reading.kind, "gap");
  },
);

withBoards("nvmlSources() names a board that answers to nothing", async (library, set) => {
  set("name=NVIDIA GRID A100D-10C");
  const [board] = await look(library);
  assertEquals(board?.reading.kind, "gap");
  assertEquals(board?.source.notes?.[0]?.code, "gpu-unreadable");
});

withBoards(
  "nvmlSources() gives a gap with the reason when a board is lost, and goes on when it is back",
  async (library, set) => {
    set(`${A100},energy=5000`);
    const [source] = await nvmlSources({ libraries: [library], visible: null });
    assertEquals((await source?.read())?.kind, "counter");
    set(`${A100},energy=5000,fail=15`);
    const lost = await source?.read();
    assert(lost?.kind === "gap");
    assertEquals(lost.why, "GPU is lost (NVML 15)");
    set(`${A100},energy=9000`);
    assertEquals((await source?.read())?.kind, "counter");
    await source?.[Symbol.asyncDispose]?.();
    assertEquals((await source?.read())?.kind, "gap");
  },
);

withBoards("nvmlSources() keeps the other boards when one is silent", async (library, set) => {
  set(`${A100},lost=15;${A100},energy=7000`);
  const boards = await look(library);
  assertEquals(boards.map(({ source }) => source.device), ["gpu:1"]);
  assertEquals(boards[0]?.source.notes?.[0]?.code, "gpu-silent");
  set(`${A100},lost=15`);
  await assertRejects(() => look(library), ProbeError, "GPU is lost");
});

withBoards("nvmlSources() honours CUDA_VISIBLE_DEVICES", async (library, set) => {
  set(`${A100},energy=1;${A100},energy=2;${RTX},energy=3`);
  const devices = async (visible: string) =>
    (await look(library, visible)).map(({ source }) => source.device);
  assertEquals(await devices("1"), ["gpu:1"]);
  assertEquals(await devices("2,0"), ["gpu:2", "gpu:0"]);
  assertEquals(await devices("GPU-00000001-aaaa-bbbb-cccc-dddddddddddd"), ["gpu:1"]);
  assertEquals(await devices("GPU-00000002"), ["gpu:2"]);
  assertEquals(await devices(""), []);
  assertEquals(await devices("-1"), []);
  assertEquals(await devices("0,7,1"), ["gpu:0"]);
  const [board] = await look(library, "2");
  assertEquals(board?.source.notes?.map((note) => note.code), ["gpu-hidden", "gpu-order"]);
});

withBoards("nvmlSources() gives a slice its share of the board once", async (library, set) => {
  set(`${A100},energy=70000,mig=3`);
  const slice = (n: number) => `MIG-00000000-1111-2222-3333-44444444444${n}`;
  const [whole, ...none] = await look(library);
  assertEquals(none, []);
  assert(whole?.reading.kind === "counter");
  assertEquals(whole.reading.energyJoules, 70);
  assertEquals(whole.source.notes?.map((note) => note.code), ["gpu-divided"]);
  // The first slice has 3 of 7 units, the others 1.
  const [share] = await look(library, slice(0));
  assert(share?.reading.kind === "counter");
  assertAlmostEquals(share.reading.energyJoules, 30, 1e-9);
  assertEquals(share.source.basis, "modelled");
  const both = await look(library, `${slice(0)},${slice(2)}`);
  assertEquals(both.length, 1);
  assert(both[0]?.reading.kind === "counter");
  assertAlmostEquals(both[0].reading.energyJoules, 40, 1e-9);
});

withBoards("nvmlSources() says where only the whole module answers", async (library, set) => {
  set("name=NVIDIA GH200 480GB,arch=9,limit=900000,module=650000");
  const [board] = await look(library);
  assert(board?.reading.kind === "gauge");
  assertEquals(board.reading.powerWatts, 650);
  assertEquals(board.source.notes?.[0]?.code, "gpu-module");
});

withBoards(
  "nvmlSources() is empty without a driver and throws where it refuses",
  async (library, set) => {
    set("");
    assertEquals(await look(library), []);
    set("init=4");
    const denied = await assertRejects(() => look(library), ProbeError, "no permission");
    assertStringIncludes(denied.hint ?? "", "/dev/nvidia");
    set("init=18");
    await assertRejects(() => look(library), ProbeError, "versions differ");
    assertEquals(await nvmlSources({ libraries: ["/nowhere/libnvidia-ml.so.1"] }), []);
  },
);

const board = (index: number, uuid: string): Board => ({ index, handle: 0n, name: "X", uuid });

Deno.test("visibleBoards() takes no board for an ambiguous beginning of a UUID", () => {
  const boards = [board(0, "GPU-ab12"), board(1, "GPU-ab34")];
  assertEquals(visibleBoards(boards, "GPU-ab"), []);
  assertEquals(visibleBoards(boards, "GPU-ab3").map((one) => one.board.index), [1]);
  assertEquals(visibleBoards(boards, "GPU-"), []);
  assertEquals(visibleBoards(boards, undefined).length, 2);
});

Deno.test("nvmlError() is wider for old boards, part-time sensors and low load", () => {
  const named = (name: string): Board => ({ ...board(0, ""), name, limitWatts: 300 });
  const rtx = nvmlError(named("NVIDIA GeForce RTX 3090"), "energy");
  assertEquals(rtx, {
    key: "nvml:NVIDIA GeForce RTX 3090",
    shared: [0.05, 0.07],
    own: [0.025, 0.025],
    lowLoad: { belowWatts: 150, shared: [0.06, 0.12] },
    tickSeconds: 0.1,
  });
  assertEquals(nvmlError(named("NVIDIA H100 80GB HBM3"), "instant").own, [0.05, 0.05]);
  for (const old of ["Tesla K80", "GeForce GTX 680", "GeForce GTX 780 Ti", "Quadro K6000"]) {
    assertEquals(nvmlError(named(old), "power").own, [0.10, 0.10], old);
  }
  for (const newer of ["GeForce GTX 980", "GeForce GTX 1080 Ti", "GeForce GTX 750 Ti"]) {
    assertEquals(nvmlError(named(newer), "power").own, [0.025, 0.025], newer);
  }
});
