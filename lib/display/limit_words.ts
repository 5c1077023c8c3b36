/** Power limits of boards that are not the usual ones, in the words of a paper's methods: they change both energy and time. */
import type { Note, Run } from "../model.ts";
import { listed } from "./device_words.ts";
import { NARROW_SPACE } from "./numbers.ts";

const CODES = ["limit-lowered", "limit-raised"];
/** How a note on a limit ends and begins; a record keeps no more of it than the note. */
const FIGURES = /may draw ([\d.]+) W, the table has ([\d.]+) W$/;
const DEVICES = /^[^:]*: ((?:[a-z]+:[\w.-]+(?:, )?)+) \(/;

/** "power limit 500 W (default 700 W)", of which boards where it is not all of them; nothing where every limit is the usual one. */
export function limitWords({ notes, parts }: Pick<Run, "notes" | "parts">): string {
  const boards = new Set(
    parts.filter(({ kind }) => kind === "gpu" || kind === "npu").map(({ device }) => device),
  );
  const limits = notes.flatMap((note) => {
    const text = limitText(note);
    if (text === undefined) return [];
    const devices = DEVICES.exec(note.message)?.[1]?.split(", ") ?? [];
    const some = devices.length > 0 && devices.length < boards.size;
    return [some ? `${text} of ${listed(devices.map(deviceWord))}` : text];
  });
  return limits.length === 0 ? "" : `power limit ${listed(limits)}`;
}

/** "500 W (default 700 W)" of a note on a limit. */
export function limitText({ code, message }: Note): string | undefined {
  const [, own, usual] = CODES.includes(code) ? FIGURES.exec(message) ?? [] : [];
  if (own === undefined || usual === undefined) return undefined;
  return `${own}${NARROW_SPACE}W (default ${usual}${NARROW_SPACE}W)`;
}

/** "gpu:0" as the card has it: "GPU 0". */
function deviceWord(device: string): string {
  const [kind = "", ...rest] = device.split(":");
  return `${kind.toUpperCase()} ${rest.join(":")}`;
}
