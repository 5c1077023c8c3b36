/**
 * Headless Chromium over its debugging protocol. Plain WebSocket messages instead of a driver package: Deno has the WebSocket, we need seven commands, and a driver
 * would be the largest package of the project and wants a browser of its own version.
 */

/** A page in the browser. */
export interface Page {
  /** Goes there and waits until the page has loaded. */
  open(url: string): Promise<void>;
  /** Width and height of the window, in CSS px. */
  resize(width: number, height: number): Promise<void>;
  /** Evaluates an expression, awaits it if it is a promise, and gives its value as plain data. */
  evaluate<T>(expression: string): Promise<T>;
  /** Evaluates again and again until it is truthy; says what it waited for when the time is over. */
  waitFor<T>(expression: string, timeoutSeconds?: number): Promise<T>;
  /** Takes a picture of the window, or of the whole page. */
  screenshot(path: string, options?: { readonly whole?: boolean }): Promise<void>;
  /** Presses a key as a hand would: "Tab", "Enter", "ArrowDown", a letter. */
  press(key: string): Promise<void>;
  /** Any other command of the protocol: print, a dark desktop. */
  send(method: string, params?: unknown): Promise<Record<string, unknown>>;
}

/** A running browser; `await using` ends it. */
export interface Browser extends AsyncDisposable {
  newPage(): Promise<Page>;
}

/** Starts Chromium; it reaches nothing but this machine. */
export async function startBrowser(path: string): Promise<Browser> {
  const folder = await Deno.makeTempDir({ prefix: "footnote-chromium-" });
  const child = new Deno.Command(path, {
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      "--remote-debugging-port=0",
      `--user-data-dir=${folder}`,
      "about:blank",
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const { address, drained } = await debuggingAddress(child.stderr);
  const wire = await connect(address);
  return {
    newPage: () => newPage(wire),
    async [Symbol.asyncDispose]() {
      await wire.send("Browser.close").catch(() => {}); // it may end before it answers
      await wire.close();
      await child.status;
      await drained;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A connection on which each command is answered once and events are waited for. */
interface Wire {
  send(method: string, params?: unknown, session?: string): Promise<Record<string, unknown>>;
  next(event: string, session: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Codes of keys that are no letters, and the text that they make. */
const KEYS: Readonly<Record<string, readonly [code: number, text: string]>> = {
  Tab: [9, ""],
  Enter: [13, "\r"],
  ArrowDown: [40, ""],
};

async function newPage(wire: Wire): Promise<Page> {
  const { targetId } = await wire.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await wire.send("Target.attachToTarget", { targetId, flatten: true });
  const session = String(sessionId);
  const send = (method: string, params?: unknown) => wire.send(method, params, session);
  await send("Page.enable");
  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    const failure = answer.exceptionDetails as
      | { text: string; exception?: { description?: string } }
      | undefined;
    if (failure) {
      throw new Error(`In the page: ${failure.exception?.description ?? failure.text}`);
    }
    return (answer.result as { value: T }).value;
  };
  return {
    evaluate,
    send,
    async press(key) {
      const [windowsVirtualKeyCode, text] = KEYS[key] ?? [key.toUpperCase().charCodeAt(0), key];
      const about = { key, windowsVirtualKeyCode, ...(text === "" ? {} : { text }) };
      await send("Input.dispatchKeyEvent", { type: "keyDown", ...about });
      await send("Input.dispatchKeyEvent", { type: "keyUp", ...about });
    },
    async open(url) {
      const loaded = wire.next("Page.loadEventFired", session);
      const { errorText } = await send("Page.navigate", { url });
      if (errorText) throw new Error(`Cannot open "${url}": ${errorText}`);
      await loaded;
    },
    async resize(width, height) {
      await send("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
    },
    async waitFor<T>(expression: string, timeoutSeconds = 60): Promise<T> {
      const end = performance.now() + timeoutSeconds * 1000;
      while (true) {
        const value = await evaluate<T>(expression);
        if (value) return value;
        if (performance.now() > end) {
          throw new Error(`Waited ${timeoutSeconds} s in vain for: ${expression}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async screenshot(path, options = {}) {
      const { data } = await send("Page.captureScreenshot", {
        format: "png",
        captureBeyondViewport: options.whole ?? false,
      });
      await Deno.writeFile(path, Uint8Array.fromBase64(String(data)));
    },
  };
}

/** Chromium names its address on its standard error; what it says later is drained, or it would block. */
async function debuggingAddress(
  stderr: ReadableStream<Uint8Array>,
): Promise<{ address: string; drained: Promise<void> }> {
  const reader = stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (true) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`Chromium did not start: ${said}`);
    said += value;
    const address = said.match(/DevTools listening on (ws:\S+)/)?.[1];
    if (address === undefined) continue;
    const drained = (async () => {
      while (!(await reader.read()).done);
    })();
    return { address, drained };
  }
}

async function connect(address: string): Promise<Wire> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error("Cannot reach Chromium"));
  });
  interface Message {
    readonly id?: number;
    readonly result?: Record<string, unknown>;
    readonly error?: { readonly message: string };
    readonly method?: string;
    readonly sessionId?: string;
    readonly params?: unknown;
  }
  const asked = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  const awaited = new Map<string, PromiseWithResolvers<unknown>>();
  const closed = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    const message: Message = JSON.parse(data);
    if (message.id === undefined) {
      awaited.get(`${message.sessionId} ${message.method}`)?.resolve(message.params);
      return;
    }
    const answer = asked.get(message.id);
    asked.delete(message.id);
    if (message.error) answer?.reject(new Error(`Chromium: ${message.error.message}`));
    else answer?.resolve(message.result ?? {});
  };
  socket.onclose = () => {
    for (const answer of asked.values()) answer.reject(new Error("Chromium went away"));
    asked.clear();
    closed.resolve();
  };
  let id = 0;
  return {
    send(method, params = {}, session) {
      const answer = Promise.withResolvers<Record<string, unknown>>();
      asked.set(++id, answer);
      socket.send(
        JSON.stringify({ id, method, params, ...(session ? { sessionId: session } : {}) }),
      );
      return answer.promise;
    },
    next(event, session) {
      const happening = Promise.withResolvers<unknown>();
      awaited.set(`${session} ${event}`, happening);
      return happening.promise;
    },
    async close() {
      socket.close();
      await closed.promise;
    },
  };
}
