/** The error classes of ours: something outside the program failed. A wrong argument is a `TypeError` or `RangeError`. */

/** What an error of ours may carry beside its message. */
export interface FootnoteErrorOptions {
  /** What failed underneath. */
  readonly cause?: unknown;
  /** The next step, a command where there is one. */
  readonly hint?: string | undefined;
}

/**
 * Something outside the program failed: a file, a device, a package, a service. The message says which; `hint` says what to do next.
 */
export class FootnoteError extends Error {
  override name = "FootnoteError";
  /** The next step, a command where there is one. */
  readonly hint: string | undefined;
  constructor(message: string, options: FootnoteErrorOptions = {}) {
    super(
      options.hint === undefined ? message : `${message}. ${options.hint}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.hint = options.hint;
  }
}

/** Hardware that is there but closed to us. */
export class ProbeError extends FootnoteError {
  override name = "ProbeError";
}

/** A record that cannot be read or written. */
export class RecordError extends FootnoteError {
  override name = "RecordError";
}

/** A package that charts, files or pages need and that cannot be loaded here. */
export class PackageError extends FootnoteError {
  override name = "PackageError";
}

/** The first line of anything thrown, for a record or a note; of a plain object its fields, as JSON has them. Never throws, whatever was thrown. */
export function firstLine(thrown: unknown): string {
  try {
    const isError = thrown instanceof Error;
    const text = isError ? `${thrown.name}: ${thrown.message}` : String(thrown);
    if (isError || !saysNothing(thrown, text)) return text.split("\n", 1)[0] ?? "";
    const fields = fieldsText(thrown);
    // A map, a promise: what it is says more than that it has no fields.
    return fields === "{}" && text !== "[object Object]" ? text : fields;
  } catch {
    // An object without a prototype, one whose toString() throws, a revoked proxy.
    const fields = fieldsText(thrown);
    return fields === "{}" ? "something that has no text" : fields;
  }
}

/** Characters of an object's fields that are shown: a line (judgement). */
const LONGEST_FIELDS = 160;
/** Fields, and objects inside one another, that are looked at: more are not read on a line. */
const [MOST_FIELDS, DEEPEST] = [8, 3];

/** "[object Object]", or nothing at all. */
function saysNothing(thrown: unknown, text: string): boolean {
  return typeof thrown === "object" && thrown !== null && (text === "" || /\[object /.test(text));
}

/** An object's own fields in a line of JSON, cut short. What cannot be read or goes on within itself is "…". Never throws. */
function fieldsText(value: unknown): string {
  const text = jsonOf(value, 0) ?? "{}";
  return text.length > LONGEST_FIELDS
    ? `${text.slice(0, LONGEST_FIELDS - 1).toWellFormed()}…`
    : text;
}

/** A value in JSON; nothing for what JSON leaves out. By hand, for JSON.stringify() throws at cycles and bigints and goes through millions of items. */
function jsonOf(value: unknown, depth: number): string | undefined {
  try {
    if (typeof value === "bigint") return `${value}`;
    if (typeof value === "string") return JSON.stringify(value.slice(0, LONGEST_FIELDS));
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    if (depth >= DEEPEST) return "…";
    if (value instanceof Error) {
      // One that was thrown itself has been asked for its words before.
      return depth === 0 ? undefined : jsonOf(`${value.name}: ${value.message}`, depth);
    }
    const isList = Array.isArray(value);
    const names = isList
      ? Array.from({ length: Math.min(value.length, MOST_FIELDS + 1) }, (_, index) => `${index}`)
      : Object.keys(value);
    const items = names.slice(0, MOST_FIELDS).flatMap((name) => {
      const item = fieldOf(value, name, depth + 1);
      if (isList) return [item ?? "null"];
      return item === undefined ? [] : [`${JSON.stringify(name)}:${item}`];
    });
    const all = [...items, ...(names.length > MOST_FIELDS ? ["…"] : [])].join(",");
    return isList ? `[${all}]` : `{${all}}`;
  } catch {
    return undefined;
  }
}

/** A field of an object, by a getter that may throw. */
function fieldOf(value: object, name: string, depth: number): string | undefined {
  try {
    return jsonOf((value as Readonly<Record<string, unknown>>)[name], depth);
  } catch {
    return "…";
  }
}

/** What the system said underneath, in its first line: of an error of ours its cause's, for a sentence that says the rest itself. Never throws. */
export function systemReason(thrown: unknown): string {
  const cause = isOurs(thrown) ? thrown.cause : undefined;
  return cause === undefined ? firstLine(thrown) : systemReason(cause);
}

function isOurs(thrown: unknown): thrown is FootnoteError {
  try {
    return thrown instanceof FootnoteError;
  } catch {
    return false; // a revoked proxy
  }
}

/** A value as the message of an error shows it: text in quotes and cut short, lists and objects by their kind. Never throws. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 80 ? `${value.slice(0, 79)}…` : value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  try {
    if (value instanceof Promise) return "a promise (write await before it)";
    if (!Array.isArray(value)) return "an object";
    if (value.length === 0) return "an empty list";
    const isShort = value.length <= 4 && value.every((item) => typeof item === "number");
    return isShort ? `[${value.join(", ")}]` : "a list";
  } catch {
    return "an object that cannot be looked into";
  }
}
