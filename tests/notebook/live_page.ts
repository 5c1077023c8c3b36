/** A notebook open in a browser, its cells run as a reader would with the menu. */
import type { Page } from "./browser.ts";
import type { NotebookServer } from "./server.ts";

/** Opens a notebook, runs all its cells and waits until the kernel is idle again and every cell has its number. */
export async function runAllCells(
  page: Page,
  server: NotebookServer,
  notebook: string,
  timeoutSeconds = 120,
): Promise<void> {
  await page.open(server.addressOf(notebook));
  const script = server.kind === "lab" ? lab : classic;
  await page.waitFor(script.ready, 60);
  await page.evaluate(script.run);
  await page.waitFor(script.done, timeoutSeconds);
}

interface Script {
  readonly ready: string;
  readonly run: string;
  readonly done: string;
}

const panel =
  "[...window.jupyterapp?.shell.widgets('main') ?? []].find((one) => one.content?.model?.cells)";
const lab: Script = {
  ready:
    `Boolean(${panel}?.sessionContext.isReady && ${panel}.sessionContext.session?.kernel?.status === "idle")`,
  run: `window.jupyterapp.commands.execute("notebook:run-all-cells").then(() => true)`,
  done: `(() => {
    const one = ${panel};
    const codes = one.content.widgets.filter((cell) => cell.model.type === "code");
    return one.sessionContext.session.kernel.status === "idle" &&
      codes.every((cell) => cell.model.executionCount !== null);
  })()`,
};
const classic: Script = {
  ready: `Boolean(window.Jupyter?.notebook?.kernel?.is_connected?.())`,
  run: `(Jupyter.notebook.execute_all_cells(), true)`,
  done: `Jupyter.notebook.get_cells().filter((one) => one.cell_type === "code")
    .every((one) => typeof one.input_prompt_number === "number")`,
};
