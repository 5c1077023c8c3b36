/**
 * A Jupyter environment of its own for a test or for `deno task lab`: our kernel by a `kernel.json` in its own folder, and every file that Jupyter
 * writes beside it, so that nothing of the user's home is read or changed.
 */

/** Where Jupyter is started, and with which variables. */
export interface NotebookEnvironment extends AsyncDisposable {
  /** A Python that has nbclient and nbconvert. */
  readonly python: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What `kernel.json` says: this very Deno, and what its cells find in their environment. */
export function kernelSpec(env: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  return {
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    env,
  };
}

/** Writes our kernel into `<share>/jupyter/kernels/deno`; `share` is an environment's own `share` folder. */
export async function writeKernel(
  share: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const folder = `${share}/jupyter/kernels/deno`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(
    `${folder}/kernel.json`,
    JSON.stringify(kernelSpec(env), null, 2) + "\n",
  );
}

/** Variables that keep Jupyter inside a folder. */
export function jupyterVariables(folder: string): Readonly<Record<string, string>> {
  return {
    JUPYTER_PATH: `${folder}/share/jupyter`,
    JUPYTER_CONFIG_DIR: `${folder}/config`,
    JUPYTER_DATA_DIR: `${folder}/data`,
    JUPYTER_RUNTIME_DIR: `${folder}/runtime`,
    JUPYTERLAB_SETTINGS_DIR: `${folder}/lab/settings`,
    JUPYTERLAB_WORKSPACES_DIR: `${folder}/lab/workspaces`,
    IPYTHONDIR: `${folder}/ipython`,
    JUPYTER_PLATFORM_DIRS: "1",
  };
}

/** Makes a scratch environment; `await using` takes it away again. `kernelEnv` goes to the cells. */
export async function notebookEnvironment(
  python: string,
  options: { readonly kernelEnv?: Readonly<Record<string, string>> } = {},
): Promise<NotebookEnvironment> {
  const folder = await Deno.makeTempDir({ prefix: "footnote-jupyter-" });
  await writeKernel(`${folder}/share`, options.kernelEnv);
  return {
    python,
    folder,
    env: jupyterVariables(folder),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
    },
  };
}
