import { assert, assertEquals } from "./assert.ts";
import { jupyterVariables } from "./notebook/environment.ts";
import { hasLab } from "./notebook/server.ts";
import { requires } from "./requires.ts";

const needs = requires("jupyter");

Deno.test({
  ...needs,
  name: needs.name("task lab serves the notebook with our kernel and leaves the home folder alone"),
  fn: async () => {
    if (!await hasLab(needs.path)) return; // the classic notebook alone: task lab would make an environment
    const home = await Deno.makeTempDir({ prefix: "footnote-home-" });
    const variables = jupyterVariables(`${home}/jupyter`);
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        new URL("./lab.ts", import.meta.url).pathname,
        "--no-browser",
        "--ServerApp.port=0",
        "--IdentityProvider.token=known",
      ],
      // All but JUPYTER_PATH, which lab.ts sets: so its kernel is the only one.
      env: { ...variables, JUPYTER_PATH: "", HOME: home },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const said = new Response(child.stderr).text();
    try {
      const url = await serverUrl(variables.JUPYTER_RUNTIME_DIR ?? "");
      const answer = await fetch(`${url}api/kernelspecs?token=known`);
      const { kernelspecs } = await answer.json();
      assertEquals(kernelspecs.deno.spec.argv, [
        Deno.execPath(),
        "jupyter",
        "--kernel",
        "--conn",
        "{connection_file}",
      ]);
      const notebook = await fetch(
        `${url}api/contents/notebooks/01_track_a_training_cell.ipynb?token=known&content=0`,
      );
      assert(notebook.ok);
      await notebook.body?.cancel();
    } finally {
      child.kill("SIGTERM");
      await child.status;
      await said;
    }
    assertEquals(
      [...Deno.readDirSync(home)].map((one) => one.name).filter((name) => name === ".local"),
      [],
    );
    await Deno.remove(home, { recursive: true });
  },
});

async function serverUrl(runtime: string): Promise<string> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      for (const { name } of Deno.readDirSync(runtime)) {
        if (!/^jpserver-\d+\.json$/.test(name)) continue;
        return JSON.parse(await Deno.readTextFile(`${runtime}/${name}`)).url;
      }
    } catch {
      // not there, or not written to its end yet
    }
  }
  throw new Error("JupyterLab did not start");
}
