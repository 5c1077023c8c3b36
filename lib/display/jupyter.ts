/** The only file that talks to the kernel of a notebook. */

/** What is shown, by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>;

/** What we use of `Deno.jupyter`: declared here, for the runtime's own types leave it out unless asked. */
interface Jupyter {
  display(
    bundle: Bundle,
    options: { raw: boolean; display_id?: string; update?: boolean },
  ): Promise<void>;
  broadcast(type: string, content: Record<string, unknown>): Promise<void> | void;
}

/** The kernel closes a cell without waiting for what is on its way; after this pause none of 380 outputs was lost. */
const FLUSH_MILLISECONDS = 20;

/** Reading `Deno.jupyter` throws under `deno run`, and gives undefined in a worker. */
function jupyter(): Jupyter | undefined {
  try {
    return (Deno as unknown as { readonly jupyter?: Jupyter }).jupyter;
  } catch {
    return undefined;
  }
}

/** Whether this thread can show things in a notebook: false under `deno run` and in workers. */
export function inNotebook(): boolean {
  return jupyter() !== undefined;
}

/**
 * Shows a bundle and returns when it cannot be lost any more; outside a notebook its `text/plain` goes to the standard output.
 *
 * With an `id` it can be replaced in place later (`update`).
 */
export async function show(
  bundle: Bundle,
  options: { readonly id?: string | undefined; readonly update?: boolean | undefined } = {},
): Promise<void> {
  const kernel = jupyter();
  if (kernel === undefined) {
    const text = bundle["text/plain"];
    if (typeof text === "string") writeAll(`${text}\n`);
    return;
  }
  await kernel.display(bundle, {
    raw: true,
    ...(options.id === undefined ? {} : { display_id: options.id }),
    ...(options.update === undefined ? {} : { update: options.update }),
  });
  await new Promise((resolve) => setTimeout(resolve, FLUSH_MILLISECONDS));
}

/**
 * Replaces what stands under an id, from a loop that never yields; does nothing outside a notebook.
 *
 * A line that cannot be sent is dropped: the next one says more, and the training must not suffer.
 */
export function broadcastUpdate(id: string, bundle: Bundle): void {
  try {
    const sent = jupyter()?.broadcast("update_display_data", {
      data: bundle,
      metadata: {},
      transient: { display_id: id },
    });
    sent?.catch(() => {});
  } catch {
    // As above.
  }
}

/** How a result shows itself. */
export interface Display {
  /** What a notebook shows. */
  bundle(): Bundle | Promise<Bundle>;
  /** What a terminal or a log shows. */
  text(): string;
  /** What stands inside something else: one line. */
  line(): string;
}

const SHOW = Symbol.for("Jupyter.display");
const INSPECT = Symbol.for("Deno.customInspect");

/**
 * Makes an object show itself: as the last expression of a cell, in `console.log()`, and as one line inside something else.
 *
 * The symbols are not enumerable, so the object compares, spreads and serialises as plain data.
 */
export function attachDisplay<T extends object>(target: T, display: Display): T {
  // Shown by its own hand: a bundle that is returned is lost in up to 5 of 60 cells.
  const showItself = async (): Promise<Bundle> => {
    await show(await display.bundle());
    return { "text/plain": "" };
  };
  const inspect = (_inspect: unknown, context: { readonly currentDepth?: number } = {}): string =>
    (context.currentDepth ?? 0) > 0 ? display.line() : display.text();
  for (const [key, value] of [[SHOW, showItself], [INSPECT, inspect]] as const) {
    Object.defineProperty(target, key, { value, enumerable: false, configurable: true });
  }
  return target;
}

function writeAll(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}
