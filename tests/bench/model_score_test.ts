import { modelCpuPower } from "../../lib/hardware/cpu_model.ts";
import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { type Curve, readCurves, scoreModels } from "./model_score.ts";

const LOADS = [0, 0.5, 1];
const curve = (cpu: string, watts: readonly number[]): Curve => ({
  cpu,
  sockets: 1,
  threads: 32,
  tdpWatts: 200,
  loads: LOADS,
  watts,
});
const ours = LOADS.map((utilization) => modelCpuPower({ tdpWatts: 200, utilization }).powerWatts);

Deno.test("scoreModels() of curves that are a model's own: no error, all inside", () => {
  const scores = scoreModels([curve("a", ours)]);
  const own = scores.find(({ model }) => model.startsWith("ours, TDP"))!;
  assertAlmostEquals(own.meanError, 0, 1e-12);
  assertEquals(own.inside, 1);
  // 0.15 to 0.97 of 200 W; 0.5 TDP is 100 W: 30, 130.95 and 194 W at the three loads
  const half = scores.find(({ model }) => model.startsWith("0.5 TDP"))!;
  assertAlmostEquals(half.meanError, (70 / 30 + 30.95 / 130.95 + 94 / 194) / 3, 1e-3);
  assertEquals(half.inside, undefined);
});

Deno.test("scoreModels() gives each CPU model one vote, however many curves it has", () => {
  const double = ours.map((watts) => 2 * watts); // the model reads half of it: 50 % off
  const scores = scoreModels([curve("a", ours), curve("b", double), curve("b", double)]);
  assertAlmostEquals(scores[0]!.meanError, 0.25, 1e-12);
});

Deno.test("readCurves() takes packages of known TDP and leaves out walls and superseded rows", () => {
  const head = "id,measures,cpu,chips,threads,tdp_w,loads,watts,note";
  const curves = readCurves([
    head,
    'a,package,"Xeon, Gold",2,40,150,0.0;1.0,40;260,first',
    "b,wall,Xeon,1,8,95,0.0;1.0,60;120,",
    "c,package,Xeon,1,8,95,0.0;1.0,20;90,superseded by d",
    "d,package,EPYC,1,8,,0.0;1.0,20;90,",
  ].join("\n"));
  assertEquals(curves, [{
    cpu: "Xeon, Gold",
    sockets: 2,
    threads: 40,
    tdpWatts: 150,
    loads: [0, 1],
    watts: [40, 260],
  }]);
});

Deno.test("the bundled curves stay near what the model promises, and ahead of the usual rules", async () => {
  const path = new URL("../fixtures/power_load/package_curves.json", import.meta.url);
  const [own, , ...others] = scoreModels(JSON.parse(await Deno.readTextFile(path)).curves);
  assert(own!.meanError < 0.32 && own!.inside! >= 0.88 && own!.highOverLow! <= 6);
  for (const other of others) assert(other.meanError > own!.meanError, other.model);
});
