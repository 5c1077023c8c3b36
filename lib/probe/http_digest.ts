/** Answers an HTTP server that asks for a digest instead of a password (RFC 7616), as Shelly's plugs do. */

/** Whose request it is. */
export interface DigestRequest {
  /** The server's `WWW-Authenticate` header. */
  readonly challenge: string;
  /** Path and query of the request. */
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

/** The `Authorization` header for a GET; undefined where the server asks for something else than a SHA-256 digest. */
export async function digestHeader(request: DigestRequest): Promise<string | undefined> {
  const { challenge, path, user, password } = request;
  if (!/^\s*digest\s/i.test(challenge)) return undefined;
  const field = (name: string): string | undefined =>
    new RegExp(`\\b${name}=(?:"([^"]*)"|([^\\s,]+))`, "i").exec(challenge)?.slice(1).find(Boolean);
  const [realm, nonce] = [field("realm"), field("nonce")];
  const algorithm = field("algorithm") ?? "MD5";
  if (realm === undefined || nonce === undefined || algorithm.toUpperCase() !== "SHA-256") {
    return undefined;
  }
  const clientNonce = crypto.randomUUID().replaceAll("-", "");
  const count = "00000001";
  const who = await sha256(`${user}:${realm}:${password}`);
  const what = await sha256(`GET:${path}`);
  const response = await sha256(`${who}:${nonce}:${count}:${clientNonce}:auth:${what}`);
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${path}", ` +
    `algorithm=SHA-256, qop=auth, nc=${count}, cnonce="${clientNonce}", response="${response}"`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
