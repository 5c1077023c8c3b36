/** What a program of the system prints, within a time. */
import { environment } from "./sysfs.ts";

/** A program that takes longer is ended. */
const TIMEOUT_MS = 2000;

/** What a program printed, and how it ended. */
export interface CommandText {
  readonly success: boolean;
  readonly text: string;
  readonly trouble: string;
}

/**
 * Runs a program and gives its text.
 *
 * @throws {Deno.errors.NotFound} If there is no such program.
 * @throws {Deno.errors.NotCapable} If Deno has no permission to run it.
 */
export async function commandText(command: readonly string[]): Promise<CommandText> {
  const [program = "", ...args] = command;
  const child = new Deno.Command(program, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { success, signal, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    success,
    text: decoder.decode(stdout),
    trouble: signal === null ? decoder.decode(stderr) : "no answer in time",
  };
}

/** Whether a program lies in PATH; looked up without starting it. */
export function isInPath(program: string): boolean {
  const windows = Deno.build.os === "windows";
  const folders = (environment("PATH") ?? "").split(windows ? ";" : ":");
  return folders.filter((folder) => folder !== "").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}${windows ? ".exe" : ""}`).isFile;
    } catch {
      return false; // not there, or not to be looked at
    }
  });
}

/** Shares one answer among those who ask while it is under way or still fresh. */
export function shared<T>(ask: () => Promise<T>, freshMs: number): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (last !== undefined && now < last.until) return last.answer;
    const asked = { answer: ask(), until: Infinity };
    last = asked;
    const settle = () => {
      if (last === asked) last = { answer: asked.answer, until: performance.now() + freshMs };
    };
    asked.answer.then(settle, settle);
    return asked.answer;
  };
}
