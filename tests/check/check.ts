/** `deno task check`: every check that is not a test, each under its own headline; all are run, and any failure fails the whole. */
import { inspect, readHouse } from "./arrows.ts";

interface Check {
  readonly title: string;
  run(): Promise<boolean>;
}

const root = new URL("../../", import.meta.url);

const checks: readonly Check[] = [
  // An option takes the place of what deno.json excludes, so that is said again.
  deno("fmt", "--check", "--ignore=notebooks,data,tests/fixtures"),
  { title: "form of the notebooks", run: notebooksFormatted },
  deno("lint"),
  deno("check", "mod.ts", "lib", "tests"),
  deno("test", "-A", "--doc", "mod.ts", "lib"),
  deno("doc", "--lint", "mod.ts", "lib/cli.ts"),
  deno("publish", "--dry-run", "--allow-dirty"),
  {
    title: "types of the notebooks' cells",
    run: () => deno("run", "-A", "tests/check/notebook_cells.ts").run(),
  },
  { title: "who imports whom", run: arrows },
];

if (import.meta.main) Deno.exit(await runChecks());

async function runChecks(): Promise<number> {
  const failed: string[] = [];
  for (const [i, check] of checks.entries()) {
    await say(`\n== ${i + 1} of ${checks.length}: ${check.title}\n`);
    if (!await check.run()) {
      failed.push(check.title);
      await say(`== failed: ${check.title}\n`);
    }
  }
  await say(
    failed.length === 0
      ? `\nAll ${checks.length} checks passed\n`
      : `\n${failed.length} of ${checks.length} checks failed: ${failed.join("; ")}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

function deno(...args: readonly string[]): Check {
  return {
    title: `deno ${args.join(" ")}`,
    run: async () => {
      const { success } = await new Deno.Command(Deno.execPath(), {
        args: [...args],
        cwd: root,
        stdin: "null",
      }).spawn().status;
      return success;
    },
  };
}

/** `deno fmt --check` calls every notebook unformatted that it has not formatted itself: copies are formatted and compared. */
async function notebooksFormatted(): Promise<boolean> {
  const copies = await Deno.makeTempDir();
  try {
    const folder = new URL("notebooks/", root);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
      /\.(ipynb|ts|json)$/.test(name)
    );
    for (const name of names) await Deno.copyFile(new URL(name, folder), `${copies}/${name}`);
    const config = new URL("deno.json", root).pathname;
    await new Deno.Command(Deno.execPath(), {
      args: ["fmt", "--quiet", "--config", config, copies],
      stdin: "null",
    }).output();
    const unlike = names.filter((name) =>
      Deno.readTextFileSync(`${copies}/${name}`) !== Deno.readTextFileSync(new URL(name, folder))
    );
    for (const name of unlike) {
      await say(`error: notebooks/${name} is not formatted: deno fmt notebooks\n`);
    }
    return unlike.length === 0;
  } finally {
    await Deno.remove(copies, { recursive: true });
  }
}

async function arrows(): Promise<boolean> {
  const { faults, warnings } = inspect(await readHouse(root));
  for (const one of warnings) await say(`warning: ${one}\n`);
  for (const one of faults) await say(`error: ${one}\n`);
  return faults.length === 0;
}

async function say(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(text));
}
