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

/** Makes the window as high as the notebook and shows its beginning, so that a picture holds all of it. */
export async function showWhole(page: Page, server: NotebookServer, width: number): Promise<void> {
  if (server.kind === "lab") {
    await page.evaluate(
      `window.jupyterapp.commands.execute("application:toggle-left-area").then(() => true)`,
    );
  }
  const inner = server.kind === "lab" ? ".jp-WindowedPanel-inner" : "#notebook-container";
  const outer = server.kind === "lab" ? ".jp-WindowedPanel-outer" : "#site";
  const settle = `new Promise((resolve) => setTimeout(() => resolve(true), 500))`;
  await page.resize(width, 900);
  await page.evaluate(settle);
  const height = await page.evaluate<number>(`document.querySelector("${inner}").scrollHeight`);
  await page.resize(width, Math.min(height + 250, 16_000));
  await page.evaluate(`(document.querySelector("${outer}").scrollTop = 0, ${settle})`);
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
