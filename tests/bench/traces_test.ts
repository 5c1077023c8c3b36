import { assertAlmostEquals, assertEquals, assertRejects } from "../assert.ts";
import { learnConstants } from "./learning.ts";
import { prefixesOf } from "./prefixes.ts";
import { readTraces } from "./traces.ts";

async function traces(): Promise<string> {
  const directory = await Deno.makeTempDir();
  const sources = ["run_id,source,config,repo,path"];
  const runs = ["run_id,source,epoch,duration_s,energy_J,unit"];
  for (let run = 0; run < 12; run++) {
    const family = run % 2 === 0 ? "quiet" : "restless";
    sources.push(`run${run},${family},config${run >> 1},owner${run % 5}/repository,log`);
    for (let epoch = 1; epoch <= 12; epoch++) {
      const unrest = family === "quiet" ? 0.01 : 0.2;
      // An even spread between -1 and 1, without chance.
      const spread = 2 * ((7 * run + 5 * epoch) % 11) / 10 - 1;
      const seconds = (epoch === 1 ? 80 : 60) * (1 + unrest * spread);
      runs.push(`run${run},${family},${epoch},${seconds},,epoch`);
    }
  }
  await Deno.writeTextFile(`${directory}/part-sources.csv`, sources.join("\n") + "\n");
  await Deno.writeTextFile(`${directory}/part-runs.csv`, runs.join("\n") + "\n");
  return directory;
}

Deno.test("readTraces() joins the two files of a part and takes the owner from the repository", async () => {
  const directory = await traces();
  const runs = await readTraces(directory);
  assertEquals(runs.length, 12);
  const { id, part, family, config, owner, timed, durations } = runs[3]!;
  assertEquals({ id, part, family, config, owner, timed }, {
    id: "run3",
    part: "part",
    family: "restless",
    config: "config1",
    owner: "owner3",
    timed: true,
  });
  assertEquals(durations.length, 12);
  assertEquals(runs[3]!.joules, undefined);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("readTraces() names the folder that holds no traces", async () => {
  const directory = await Deno.makeTempDir();
  await assertRejects(() => readTraces(directory), Error, directory);
  await Deno.remove(directory);
});

Deno.test("prefixesOf() gives each configuration one vote", async () => {
  const directory = await traces();
  const prefixes = prefixesOf(await readTraces(directory), { share: 0.25 });
  assertEquals(prefixes.map(({ after, rest }) => [after, rest])[0], [3, 9]);
  assertAlmostEquals(prefixes.reduce((sum, { weight }) => sum + weight, 0), 6, 1e-12);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("learnConstants() gives the same constants for the same runs, wider for restless ones", async () => {
  const directory = await traces();
  const runs = await readTraces(directory);
  const learnt = learnConstants(runs);
  assertEquals(learnConstants(runs), learnt);
  const knot = learnt.widths.find(({ afterEpochs }) => afterEpochs === 5)!;
  const widthAt = (unrest: number) => knot.up[0]! + knot.up[1]! * Math.log(0.01 + unrest);
  assertEquals(widthAt(0.2) > widthAt(0.01), true);
  await Deno.remove(directory, { recursive: true });
});
