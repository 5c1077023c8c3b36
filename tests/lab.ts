/**
 * `deno task lab [options of jupyter lab]`: opens the first notebook in JupyterLab. An existing JupyterLab is used (FOOTNOTE_JUPYTER, `.venv`, PATH); where there is none a virtual
 * environment `.venv` is made for it. Our kernel stands in `.lab/` and is handed over by JUPYTER_PATH: nothing is written into the user's home.
 */
import { writeKernel } from "./notebook/environment.ts";
import { findPython } from "./requires.ts";

const root = new URL("..", import.meta.url).pathname;
const notebook = "notebooks/01_track_a_training_cell.ipynb";

if (import.meta.main) Deno.exit(await openLab(Deno.args));

/** Opens JupyterLab and stays until it ends; gives its exit code. */
export async function openLab(args: readonly string[]): Promise<number> {
  const python = findPython("jupyterlab") ?? await makeEnvironment();
  if (python === undefined) return 1;
  await writeKernel(`${root}.lab/share`);
  const before = Deno.env.get("JUPYTER_PATH");
  await say(`JupyterLab of ${python}, kernel in .lab/share/jupyter/kernels/deno\n`);
  // Ctrl-C goes to JupyterLab, which asks before it ends.
  Deno.addSignalListener("SIGINT", () => {});
  const child = new Deno.Command(python, {
    args: [
      "-m",
      "jupyterlab",
      `--ServerApp.root_dir=${root}`,
      ...(Deno.uid() === 0 ? ["--allow-root"] : []),
      ...args,
      notebook,
    ],
    cwd: root,
    env: {
      JUPYTER_PATH: `${root}.lab/share/jupyter${before === undefined ? "" : `:${before}`}`,
    },
  }).spawn();
  Deno.addSignalListener("SIGTERM", () => child.kill("SIGTERM"));
  return (await child.status).code;
}

/** Makes `.venv` with JupyterLab in it; where that fails, says what is missing. */
async function makeEnvironment(): Promise<string | undefined> {
  const folder = `${root}.venv`;
  await say(`No JupyterLab found: making ${folder} and installing it there (about a minute)\n`);
  const made = await run("python3", "-m", "venv", folder) &&
    await run(`${folder}/bin/pip`, "install", "--quiet", "jupyterlab", "nbconvert", "nbclient");
  if (made) return `${folder}/bin/python3`;
  await say(
    "Cannot make the environment. Install Python 3 with its venv (apt-get install python3-venv), " +
      "or set FOOTNOTE_JUPYTER to the folder of an environment that has jupyterlab\n",
  );
  return undefined;
}

async function run(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: [...args] }).spawn().status).success;
  } catch (error) {
    await say(`${program}: ${error instanceof Error ? error.message : error}\n`);
    return false;
  }
}

async function say(text: string): Promise<void> {
  await Deno.stderr.write(new TextEncoder().encode(text));
}
