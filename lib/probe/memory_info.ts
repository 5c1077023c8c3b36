/** How much memory the machine has. */
import { isNotCapable, type TreeOptions, tryText } from "./sysfs.ts";

/** Bytes of a GB as memory is sold. */
const BYTES_PER_GB = 2 ** 30;

/**
 * Memory that the kernel can use, in GB of 2^30 bytes; undefined where nobody says. Some hundred MB of what is installed are missing from it.
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function readMemoryGb({ root = "" }: TreeOptions = {}): number | undefined {
  let denied: unknown;
  try {
    const kilobytes = /^MemTotal: +(\d+) kB/m.exec(tryText(`${root}/proc/meminfo`) ?? "")?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024 / BYTES_PER_GB;
  } catch (thrown) {
    denied = thrown;
  }
  if (root !== "") return undefined;
  try {
    return Deno.systemMemoryInfo().total / BYTES_PER_GB;
  } catch (thrown) {
    if (isNotCapable(thrown)) throw denied ?? thrown;
    return undefined;
  }
}
