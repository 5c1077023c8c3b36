/** A Jupyter server on this machine alone, with a token: JupyterLab, or the classic notebook where only that is installed. */
import type { NotebookEnvironment } from "./environment.ts";

/** A running server; `await using` ends it and its kernels. */
export interface NotebookServer extends AsyncDisposable {
  readonly kind: "lab" | "classic";
  /** Address of a notebook's page, by its path under the server's folder. */
  addressOf(notebook: string): string;
}

/** Whether a Python has JupyterLab; else it has the classic notebook. */
export async function hasLab(python: string): Promise<boolean> {
  const { success } = await new Deno.Command(python, {
    args: ["-c", "import jupyterlab"],
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}

/** Starts a server whose root is `folder`. */
export async function startServer(
  environment: NotebookEnvironment,
  folder: string,
  options: { readonly theme?: "light" | "dark" } = {},
): Promise<NotebookServer> {
  const kind = await hasLab(environment.python) ? "lab" : "classic";
  const token = crypto.randomUUID();
  if (kind === "lab") await writeLabSettings(environment, options.theme ?? "light");
  const settings = kind === "lab"
    ? {
      "ServerApp.ip": "127.0.0.1",
      "ServerApp.port": "0",
      "ServerApp.root_dir": folder,
      "IdentityProvider.token": token,
      "LabApp.expose_app_in_browser": "True",
    }
    : {
      "NotebookApp.ip": "127.0.0.1",
      "NotebookApp.port": String(freePort()), // it takes 0 and then says that it listens on 0
      "NotebookApp.notebook_dir": folder,
      "NotebookApp.token": token,
    };
  const log = await Deno.open(`${environment.folder}/server.log`, { create: true, write: true });
  const child = new Deno.Command(environment.python, {
    args: [
      "-m",
      kind === "lab" ? "jupyterlab" : "notebook",
      "--no-browser",
      "--allow-root",
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ],
    env: { ...environment.env },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const logged = child.stderr.pipeTo(log.writable);
  const ended = child.status;
  const base = await addressFrom(environment, ended);
  return {
    kind,
    addressOf: (notebook) =>
      `${base}${kind === "lab" ? "lab/tree" : "notebooks"}/${encodeURI(notebook)}?token=${token}`,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      await logged;
    },
  };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** The server writes its address into the runtime folder once it listens. */
async function addressFrom(
  environment: NotebookEnvironment,
  ended: Promise<unknown>,
): Promise<string> {
  const runtime = environment.env.JUPYTER_RUNTIME_DIR ?? "";
  let over = false;
  ended.then(() => over = true);
  const end = performance.now() + 60_000;
  while (performance.now() < end && !over) {
    for (const name of names(runtime)) {
      if (!/^(jp|nb)server-\d+\.json$/.test(name)) continue;
      const text = await Deno.readTextFile(`${runtime}/${name}`);
      if (text.trimEnd().endsWith("}")) return (JSON.parse(text) as { url: string }).url;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const said = await Deno.readTextFile(`${environment.folder}/server.log`);
  throw new Error(`The notebook server did not start: ${said}`);
}

/** Theme, no news from the network, and every cell drawn, not only those in the window. */
async function writeLabSettings(
  environment: NotebookEnvironment,
  theme: "light" | "dark",
): Promise<void> {
  const settings: Readonly<Record<string, unknown>> = {
    "apputils-extension/themes": {
      theme: theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light",
    },
    "apputils-extension/notification": { fetchNews: "false", checkForUpdates: false },
    "notebook-extension/tracker": { windowingMode: "none" },
  };
  for (const [name, value] of Object.entries(settings)) {
    const path =
      `${environment.env.JUPYTERLAB_SETTINGS_DIR}/@jupyterlab/${name}.jupyterlab-settings`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, JSON.stringify(value));
  }
}

function names(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(folder)].map((one) => one.name);
  } catch {
    return []; // not made yet
  }
}
