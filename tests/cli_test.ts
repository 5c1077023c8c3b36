import { runCli } from "../lib/cli.ts";
import { openRecord } from "../lib/record/writer.ts";
import { assertEquals, assertStringIncludes } from "./assert.ts";
import { inFolder, sampleRun, START } from "./record/sample_run.ts";

async function call(...args: string[]) {
  let out = "";
  let err = "";
  const code = await runCli(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}

Deno.test("runCli() --help says what there is", async () => {
  for (const flag of ["--help", "-h", "help"]) {
    const { code, out, err } = await call(flag);
    assertEquals(code, 0);
    assertEquals(err, "");
    assertStringIncludes(out, "report [DIR]");
    assertStringIncludes(out, "--version");
  }
  assertStringIncludes((await call("report", "--help")).out, "report [DIR]");
  assertEquals((await call()).code, 2);
});

Deno.test("runCli() gives 2 and the nearest name for a command it does not have", async () => {
  const { code, out, err } = await call("reprot");
  assertEquals(code, 2);
  assertEquals(out, "");
  assertEquals(
    err,
    'There is no command "reprot" (nearest: "report"); --help lists what there is\n',
  );
  assertEquals((await call("constructor")).code, 2);
  assertEquals((await call("report", "a", "b")).code, 2);
  assertStringIncludes((await call("report", "--json")).err, '"--json"');
});

Deno.test("runCli() report prints the runs of a folder and their total", () =>
  inFolder(async (directory) => {
    const runs = [
      sampleRun(),
      sampleRun({
        id: "b",
        name: "second",
        status: "failed",
        error: "Error: out of memory",
        startedAt: "2026-11-24T11:15:45.250Z",
      }),
    ];
    for (const run of runs) {
      const start = { ...START, id: run.id, name: run.name, startedAt: run.startedAt };
      await (await openRecord({ directory, start })).end(run);
    }
    await Deno.writeTextFile(`${directory}/broken.jsonl`, "{");
    const { code, out, err } = await call("report", directory);
    assertEquals(code, 0);
    assertEquals(err, "");
    assertStringIncludes(out, "digits");
    assertStringIncludes(out, "broken.jsonl");
    // Twice 2 Wh and 0.26354 g, 20 s each.
    assertStringIncludes(out, "Total of 2 runs: 4.0 Wh (");
    assertStringIncludes(out, "40 s");
    assertStringIncludes(out, "1 failed: 2.00 Wh (");
  }));

Deno.test("runCli() export writes the runs for another program, what it leaves out beside them", () =>
  inFolder(async (directory) => {
    await (await openRecord({ directory, start: START })).end(sampleRun());
    await Deno.writeTextFile(`${directory}/broken.jsonl`, "{");
    const csv = await call("export", directory);
    assertEquals(csv.code, 0);
    assertEquals(csv.out.split("\r\n").length, 3);
    assertStringIncludes(csv.err, "broken.jsonl");
    const epochs = await call("export", directory, "--per=epoch");
    assertEquals(epochs.out.split("\r\n").length, 4);
    assertEquals(JSON.parse((await call("export", directory, "--format", "json")).out).length, 1);
    assertStringIncludes((await call("export", "--format=latex", directory)).out, "\\toprule");
    assertStringIncludes((await call("export", directory, "--format=bibtex")).out, "@misc");
    const wrong = await call("export", directory, "--format=xls");
    assertEquals(wrong.code, 2);
    assertStringIncludes(wrong.err, "must be one of csv, json, latex, bibtex");
    assertStringIncludes((await call("export", "--help")).out, "--per");
  }));

Deno.test("runCli() import makes records of another tool's table, each run once", () =>
  inFolder(async (directory) => {
    const table = `${directory}/emissions.csv`;
    const heads = "timestamp,project_name,run_id,duration,emissions,energy_consumed";
    await Deno.writeTextFile(table, `${heads}\n2026-02-03T10:00:00,old,a,60,0.012,0.04\n`);
    const to = `${directory}/records`;
    const first = await call("import", table, "--to", to);
    assertEquals(first.code, 0);
    assertStringIncludes(first.err, "1 of 1 runs imported");
    assertStringIncludes((await call("import", table, "--to", to)).err, "0 of 1 runs imported");
    const { out } = await call("report", to);
    assertStringIncludes(out, "old");
    assertStringIncludes(out, "1 run: 1 finished");
    assertEquals((await call("import")).code, 2);
    assertEquals((await call("import", `${directory}/no.csv`)).code, 1);
  }));

Deno.test("runCli() import names the table where its folder was given", () =>
  inFolder(async (directory) => {
    await Deno.writeTextFile(`${directory}/emissions.csv`, "timestamp,run_id,duration\n");
    const { code, err } = await call("import", directory);
    assertEquals(code, 2);
    assertStringIncludes(err, `name the table in it, "${directory}/emissions.csv"`);
    // Logs are asked for where nothing of either tool is there.
    await Deno.remove(`${directory}/emissions.csv`);
    assertStringIncludes((await call("import", directory)).err, "logs of Carbontracker");
  }));

Deno.test("runCli() import says what it leaves out of another tool's table", () =>
  inFolder(async (directory) => {
    const table = `${directory}/emissions.csv`;
    const heads = "timestamp,project_name,run_id,duration,emissions,energy_consumed";
    const rows = ["a,60,0.012,0.04", "b,sixty,0.012,0.04", "c,60,0.012,0.04"];
    await Deno.writeTextFile(
      table,
      `${heads}\n${rows.map((row) => `2026-02-03T10:00:00,old,${row}\n`).join("")}`,
    );
    const first = await call("import", table, "--to", `${directory}/records`);
    assertEquals(first.code, 0);
    assertStringIncludes(first.err, `line 3 of "${table}", as "duration" must be a number`);
    assertStringIncludes(first.err, "2 of 3 runs imported, 1 left out\n");
    const again = await call("import", table, "--to", `${directory}/records`);
    assertStringIncludes(again.err, "0 of 3 runs imported, 1 left out, 2 there already\n");
  }));

Deno.test("runCli() says what a command takes where it is given an option that it does not have", async () => {
  assertEquals(
    (await call("report", "DIR", "-o", "x.html")).err,
    'report: there is no option "-o": it has no options; usage: report [DIR]\n',
  );
  assertEquals(
    (await call("import", "logs", "--too", "DIR")).err,
    'import: there is no option "--too" (nearest: "--to"): its options are --to; usage: import PATH\n',
  );
  assertEquals(
    (await call("export", "--format")).err,
    'export: "--format" must be given a value: its options are --format, --per; usage: export [DIR]\n',
  );
  assertEquals(
    (await call("doctor", "--learn=yes")).err,
    'doctor: "--learn" takes no value: its options are --learn; usage: doctor\n',
  );
});

Deno.test("runCli() report gives 1 and says why where the folder is not there", async () => {
  const { code, out, err } = await call("report", "no/such/folder");
  assertEquals(code, 1);
  assertEquals(out, "");
  assertStringIncludes(err, 'Cannot load runs from folder "no/such/folder"');
});

Deno.test("cli.ts runs as a program and ends with its code", async () => {
  const run = async (...args: string[]) =>
    await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", new URL("../lib/cli.ts", import.meta.url).href, ...args],
    }).output();
  const help = await run("--help");
  assertEquals(help.code, 0);
  assertStringIncludes(new TextDecoder().decode(help.stdout), "report");
  assertEquals((await run("reprot")).code, 2);
});
