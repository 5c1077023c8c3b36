/**
 * The measuring benchmark: runs on a fake machine whose true energy is a closed form, and prints the error of each.
 *
 *     deno task bench:measure [NAME…]
 *
 * NAMEs pick cases by a part of their name; `cost` is what measuring costs itself. The fake machine is `tests/fakehw`: Linux, gcc, root.
 */
// deno-lint-ignore-file no-console
import type { Epoch, Note, Part } from "../../lib/model.ts";
import { joulesOfKwh } from "../../lib/units.ts";
import { MEASURE_CASES, type MeasureCase } from "./measure_cases.ts";

interface Answer {
  readonly zeroWall: number;
  readonly durationSeconds: number;
  readonly stopMs: number;
  readonly firstJouleMs: number;
  readonly epochCallMs: number;
  readonly parts: readonly Part[];
  readonly epochs: readonly Epoch[];
  readonly notes: readonly Note[];
}

const names = Deno.args;
const folder = new URL("../fakehw", import.meta.url).pathname;
const out = await Deno.makeTempDir({ prefix: "footnote-fakehw-" });
await run("make", ["-C", folder, `OUT=${out}`]);

async function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    env,
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (code !== 0) {
    throw new Error(
      `"${command} ${args.join(" ")}" ended with ${code}: ${
        new TextDecoder().decode(stderr).slice(-800)
      }`,
    );
  }
  return text;
}

/** Joules of each device between two instants of the world's clock. */
async function truth(config: string, from: number, to: number): Promise<Record<string, number>> {
  return JSON.parse(await run(`${out}/fhw-truth`, [config, String(from), String(to)])).devices;
}

/** "gpu:0" of ours is "gpu0" of the truth; all DRAM zones are "memory". */
function trueJoules(part: Part, devices: Record<string, number>): number | undefined {
  if (part.source === "rapl-dram" && part.device === "memory") {
    return Object.entries(devices).filter(([name]) => name.startsWith("dram")).reduce(
      (sum, [, joules]) => sum + joules,
      0,
    );
  }
  return devices[part.device.replace(":", "").replace("memory", "dram")];
}

interface Score {
  readonly worstPercent: number;
  readonly worstEpochPercent: number;
  readonly inside: boolean;
  readonly answer: Answer;
}

async function once(one: MeasureCase): Promise<Score> {
  const config = `${out}/machine.conf`;
  const epoch = Date.now() / 1000;
  await Deno.writeTextFile(config, one.machine.replaceAll("epoch=now", `epoch=${epoch}`) + "\n");
  const child = [
    Deno.execPath(),
    "run",
    "-A",
    "--no-check",
    new URL("./measure_child.ts", import.meta.url).pathname,
    JSON.stringify({
      seconds: one.seconds,
      busy: one.busy ?? false,
      epochs: one.epochs,
      options: { components: ["cpu", "gpu", "memory"], ...one.options },
    }),
  ];
  const printed = await run(`${folder}/with-fakehw.sh`, [config, ...child], { FAKEHW_OUT: out });
  const answer = JSON.parse(printed.trim().split("\n").at(-1) ?? "") as Answer;
  const until = Math.min(
    answer.zeroWall + answer.durationSeconds,
    epoch + (one.lostAfterSeconds ?? Infinity),
  );
  const devices = await truth(config, answer.zeroWall, until);
  let worstPercent = 0;
  let inside = true;
  const measured = answer.parts.filter(({ basis }) => basis === "measured");
  if (measured.length === 0) worstPercent = NaN;
  for (const part of measured) {
    const joules = trueJoules(part, devices);
    if (joules === undefined) throw new Error(`No truth for "${part.device}"`);
    worstPercent = Math.max(worstPercent, 100 * Math.abs(joulesOfKwh(part.energyKwh) / joules - 1));
    const [low, high] = part.energyRange;
    inside &&= joulesOfKwh(low) <= joules && joules <= joulesOfKwh(high);
  }
  let worstEpochPercent = 0;
  for (const epoch of one.epochs === undefined ? [] : answer.epochs) {
    const from = answer.zeroWall + epoch.startedAtSeconds;
    const all = await truth(config, from, from + epoch.durationSeconds);
    const wanted = measured.reduce((sum, part) => sum + (trueJoules(part, all) ?? 0), 0);
    const modelled = answer.parts.filter(({ basis }) => basis !== "measured").reduce(
      (sum, part) => sum + joulesOfKwh(part.energyKwh),
      0,
    );
    const share = joulesOfKwh(epoch.energyKwh) -
      modelled * epoch.durationSeconds / answer.durationSeconds;
    worstEpochPercent = Math.max(worstEpochPercent, 100 * Math.abs(share / wanted - 1));
  }
  return { worstPercent, worstEpochPercent, inside, answer };
}

interface Cost {
  readonly cpuSeconds: readonly [number, number];
  readonly residentMb: number;
  readonly ownMb: number;
}

/** More memory than this over a bare process is too much, in MB. */
const WANTED_MB = 30;

/** CPU and memory of a tracker on two boards and two sockets, beside a bare process and a bare worker; how many figures are missed. */
async function printCost(): Promise<number> {
  const config = `${out}/cost.conf`;
  await Deno.writeTextFile(
    config,
    `gpu 0 const w=200 energy_ms=20\ngpu 1 const w=100 energy_ms=20\ncpu 0 const w=80\ndram 0 const w=12\ncpu 1 const w=60\n`,
  );
  console.log(
    "\n| process | CPU s, first minute | second minute | wanted | MB over bare | wanted | of it own, no file's | |\n|---|---|---|---|---|---|---|---|",
  );
  const rows = [
    ["bare", ["bare"], undefined],
    ["bare worker that reads, writes and syncs at 10 Hz", ["worker"], undefined],
    ["tracked at 10 Hz", ["tracked", "0.1"], 0.3],
    ["tracked at 1 Hz", ["tracked", "1"], 0.06],
  ] as const;
  // Side by side, for all of them sleep most of the time.
  const costs = await Promise.all(rows.map(async ([, args]): Promise<Cost> => {
    const child = [
      Deno.execPath(),
      "run",
      "-A",
      "--no-check",
      new URL("./measure_cost.ts", import.meta.url).pathname,
      ...args,
    ];
    const printed = await run(`${folder}/with-fakehw.sh`, [config, ...child], { FAKEHW_OUT: out });
    return JSON.parse(printed.trim().split("\n").at(-1) ?? "");
  }));
  const bare = costs[0]!;
  let missed = 0;
  for (const [index, [name, , wanted]] of rows.entries()) {
    const { cpuSeconds: [first, second], residentMb, ownMb } = costs[index]!;
    const over = residentMb - bare.residentMb;
    const judged = wanted !== undefined;
    const fine = !judged || second <= wanted && over <= WANTED_MB;
    if (!fine) missed++;
    console.log(
      `| ${name} | ${first.toFixed(2)} | ${second.toFixed(2)} | ${wanted ?? ""} | ${
        index === 0 ? `(${bare.residentMb.toFixed(0)})` : over.toFixed(0)
      } | ${judged ? WANTED_MB : ""} | ${index === 0 ? "" : (ownMb - bare.ownMb).toFixed(0)} | ${
        !judged ? "" : fine ? "ok" : "MISSED"
      } |`,
    );
  }
  return missed;
}

let failed = 0;
console.log(
  "| case | error % | wanted | epoch % | wanted | truth inside | first joule ms | stop ms | epoch call ms | |\n|---|---|---|---|---|---|---|---|---|---|",
);
for (
  const one of MEASURE_CASES.filter(({ name }) =>
    names.length === 0 || names.some((part) => name.includes(part))
  )
) {
  const scores: Score[] = [];
  for (let index = 0; index < (one.runs ?? 1); index++) scores.push(await once(one));
  const most = (pick: (score: Score) => number) => Math.max(...scores.map(pick));
  const worst = most(({ worstPercent }) => worstPercent);
  const mean = scores.reduce((sum, { worstPercent }) => sum + worstPercent, 0) / scores.length;
  const epoch = most(({ worstEpochPercent }) => worstEpochPercent);
  const stop = most(({ answer }) => answer.stopMs);
  const fine = worst <= one.wantedPercent && epoch <= (one.wantedEpochPercent ?? Infinity) &&
    mean <= (one.wantedMeanPercent ?? Infinity) && stop <= (one.wantedStopMs ?? 50) &&
    scores.every(({ inside }) => inside);
  if (!fine) failed++;
  const error = one.runs === undefined
    ? worst.toFixed(3)
    : `${mean.toFixed(2)} mean, ${worst.toFixed(2)} worst`;
  const wanted = one.wantedMeanPercent === undefined
    ? `${one.wantedPercent}`
    : `${one.wantedMeanPercent} mean, ${one.wantedPercent} worst`;
  console.log(
    `| ${one.name} | ${error} | ${wanted} | ${one.epochs ? epoch.toFixed(2) : ""} | ${
      one.wantedEpochPercent ?? ""
    } | ${scores.every(({ inside }) => inside) ? "yes" : "NO"} | ${
      most(({ answer }) => answer.firstJouleMs).toFixed(0)
    } | ${stop.toFixed(0)} | ${most(({ answer }) => answer.epochCallMs).toFixed(2)} | ${
      fine ? "ok" : "MISSED"
    } |`,
  );
}
if (names.length === 0 || names.includes("cost")) failed += await printCost();
await Deno.remove(out, { recursive: true });
console.log(failed === 0 ? "\nAll within what was wanted." : `\n${failed} missed.`);
Deno.exit(failed === 0 ? 0 : 1);
