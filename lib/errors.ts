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

/** The first line of anything thrown, for a record or a note. Never throws, whatever was thrown. */
export function firstLine(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return text.split("\n", 1)[0] ?? "";
  } catch {
    // An object without a prototype, one whose toString() throws, a revoked proxy.
    return "something that has no text";
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
