/**
 * What measuring costs: seconds of CPU a minute and memory, of a tracked idle process, of a bare one, and of a bare worker that reads,
 * writes and syncs ten times a second. One process each, told by one argument; answers with one line of JSON.
 */
const SECONDS = 60;
const [what = "tracked", interval = "0.1"] = Deno.args;

/** CPU seconds of this process so far: user and system time, in ticks of 1/100 s. */
function cpuSeconds(): number {
  const fields = (Deno.readTextFileSync("/proc/self/stat").split(") ")[1] ?? "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory of this process in MB: all that is resident (VmRSS), and what of it is its own and no page of a file (RssAnon). */
function memoryMb(field: "VmRSS" | "RssAnon"): number {
  const status = Deno.readTextFileSync("/proc/self/status");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

const idle = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A worker that does the least that a tracker must: read a file, write a line, sync. */
const BARE = `
const file = Deno.openSync(Deno.makeTempFileSync(), { write: true });
const wake = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  const text = Deno.readTextFileSync("/proc/stat");
  file.writeSync(new TextEncoder().encode(text.length + "\\n"));
  file.syncDataSync();
  const slept = Atomics.waitAsync(wake, 0, 0, 100);
  if (slept.async) await slept.value;
}`;

const minutes: number[] = [];
let memory: readonly number[] = [];
async function watch(): Promise<void> {
  // What starting costs is not what going on costs. The engine clears up after it within the first minute, so that the second is looked at too.
  await idle(2);
  for (let minute = 0; minute < 2; minute++) {
    const before = cpuSeconds();
    await idle(SECONDS);
    minutes.push(cpuSeconds() - before);
  }
  memory = [memoryMb("VmRSS"), memoryMb("RssAnon")];
}

if (what === "tracked") {
  // Imported here, and by a name made here: what stands in the text is read before the first line runs, also by a process that is to be bare.
  const face = new URL("../../mod.ts", import.meta.url).href;
  const { track }: typeof import("../../mod.ts") = await import(face);
  const directory = await Deno.makeTempDir();
  await track(
    "cost",
    { zone: "DK", directory, quiet: true, intervalSeconds: Number(interval) },
    watch,
  );
  await Deno.remove(directory, { recursive: true });
} else if (what === "worker") {
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(BARE)}`, {
    type: "module",
  });
  await watch();
  worker.terminate();
} else await watch();
const answer = { cpuSeconds: minutes, residentMb: memory[0], ownMb: memory[1] };
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(answer) + "\n"));

export {};
