/**
 * Programs that a test needs and that are not ours: where one is missing the test is skipped by name, with the command that installs it.
 * `deno task test` prints these lines; with `FOOTNOTE_REQUIRE=all` each of them is a failure.
 */

/** What a test spreads into `Deno.test({ name, fn, ...needs })`. */
export interface Requirement {
  /** Whether the test is skipped. */
  readonly ignore: boolean;
  /** The program, as it was found; empty where it was not. */
  readonly path: string;
  /** The test's name, with what is missing and how to install it where it is skipped. */
  name(of: string): string;
}

/** Programs that tests ask for, and the command that installs each. */
export const INSTALL: Readonly<Record<string, string>> = {
  chromium: "apt-get install chromium",
  gcc: "apt-get install gcc",
  jupyter:
    "python3 -m venv .venv && .venv/bin/pip install jupyterlab nbconvert nbclient (or set FOOTNOTE_JUPYTER to such an environment's folder)",
  pandoc: "apt-get install pandoc",
  pdftotext: "apt-get install poppler-utils",
};

/** Marks a skipped test's name, so that the test run can tell it from one that somebody switched off. */
export const NEEDS = " [needs ";

/**
 * Looks for a program, and skips the test where it is not there: `Deno.test({ ...needs, name: needs.name("powerChart() …"), fn })`.
 * `jupyter` is a Python with nbconvert, nbclient and jupyterlab (or the classic notebook), looked for under FOOTNOTE_JUPYTER, in the project's `.venv`, then in PATH;
 * its `path` is that Python.
 */
export function requires(
  program: string,
  installCommand: string = INSTALL[program] ?? `install ${program}`,
): Requirement {
  const path = (program === "jupyter" ? findJupyter() : findProgram(program)) ?? "";
  const ignore = path === "";
  return {
    ignore,
    path,
    name: (of) => ignore ? `${of}${NEEDS}${program}: ${installCommand}]` : of,
  };
}

/** Several programs at once: the first that is missing gives the reason. */
export function requiresAll(...programs: readonly string[]): Requirement {
  const all = programs.map((program) => requires(program));
  return all.find((one) => one.ignore) ?? all[0] ?? { ignore: false, path: "", name: (of) => of };
}

/** Where a program lies in PATH. */
export function findProgram(name: string): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((one) => one !== "");
  return folders.map((folder) => `${folder}/${name}`).find(isFile);
}

/** A Python that has what notebooks need. */
export function findJupyter(): string | undefined {
  return findPython("nbconvert", "nbclient", "jupyter_client", "jupyterlab or notebook");
}

/** The first Python that has these modules: of the environment FOOTNOTE_JUPYTER, of the project's `.venv`, then in PATH. "a or b": one of them. */
export function findPython(...modules: readonly string[]): string | undefined {
  const named = Deno.env.get("FOOTNOTE_JUPYTER");
  const root = new URL("..", import.meta.url).pathname;
  const environments = [...(named === undefined ? [] : [named]), `${root}.venv`];
  const candidates = [
    ...environments.flatMap((one) => [one, `${one}/bin/python3`, `${one}/bin/python`]),
    ...interpreterOf(findProgram("jupyter")),
    ...["python3", "python"].flatMap((one) => findProgram(one) ?? []),
    "/usr/bin/python3",
  ];
  return candidates.find((one) => isFile(one) && hasModules(one, modules));
}

/** The Python that a script names in its first line. */
function interpreterOf(script: string | undefined): readonly string[] {
  if (script === undefined) return [];
  const first = Deno.readTextFileSync(script).split("\n", 1)[0] ?? "";
  return first.startsWith("#!/") && first.includes("python") ? [first.slice(2).trim()] : [];
}

const known = new Map<string, boolean>();
function hasModules(python: string, modules: readonly string[]): boolean {
  const key = [python, ...modules].join(" ");
  const before = known.get(key);
  if (before !== undefined) return before;
  const wanted = JSON.stringify(modules.map((one) => one.split(" or ")));
  const code =
    `import importlib.util as u, sys; sys.exit(not all(any(u.find_spec(m) for m in some) for some in ${wanted}))`;
  let has = false;
  try {
    has = new Deno.Command(python, { args: ["-c", code], stdout: "null", stderr: "null" })
      .outputSync().success;
  } catch {
    has = false; // not a program that can be run: as good as absent
  }
  known.set(key, has);
  return has;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
