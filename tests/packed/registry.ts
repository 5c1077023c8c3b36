/** A stand-in for JSR on this machine: serves the module as it would be published, so that a child can import `jsr:@footnote/footnote` (JSR_URL). */

/** A running registry; `await using` ends it. */
export interface Registry extends AsyncDisposable {
  /** Value for JSR_URL. */
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
}

/** Files that `deno publish` would include, by their path in the package. */
export async function packedFiles(root: URL): Promise<readonly string[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["publish", "--dry-run", "--allow-dirty", "--no-check"],
    cwd: root,
    stdin: "null",
    env: { NO_COLOR: "1" },
  }).output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  if (!success) throw new Error(`Cannot pack: ${said}`);
  return [...said.matchAll(/^\s*(file:\S+) \(/gm)]
    .map(([, url = ""]) => url)
    .filter((url) => url.startsWith(root.href))
    .map((url) => `/${url.slice(root.href.length)}`);
}

/** Serves the packed module on a free port. */
export async function serveRegistry(root: URL): Promise<Registry> {
  const { name, version, exports } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", root)),
  );
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const path of await packedFiles(root)) {
    files.set(path, await Deno.readFile(new URL(`.${path}`, root)));
  }
  const manifest = Object.fromEntries(
    await Promise.all([...files].map(async ([path, bytes]) => {
      const checksum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
      return [path, { size: bytes.length, checksum: `sha256-${checksum}` }] as const;
    })),
  );
  const pages = new Map<string, unknown>([
    [`/${name}/meta.json`, { name, latest: version, versions: { [version]: {} } }],
    [`/${name}/${version}_meta.json`, { manifest, exports }],
  ]);
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const page = pages.get(pathname);
    if (page !== undefined) return Response.json(page);
    const path = pathname.replace(`/${name}/${version}`, "");
    const type = path.endsWith(".json") ? "application/json" : "text/typescript";
    const bytes = files.get(path);
    return bytes
      ? new Response(bytes, { headers: { "content-type": type } })
      : new Response("not found", { status: 404 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
