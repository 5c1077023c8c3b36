/** Apple silicon by the system's own `powermetrics`: a model of Apple's, for root only. */
import type { DeviceKind, PowerSource, Reading } from "../model.ts";
import { firstLine, ProbeError } from "../errors.ts";
import { commandText, shared } from "./command_text.ts";
import { described } from "./described.ts";
import { isNotCapable } from "./sysfs.ts";

/** Options of `appleSources()`. */
export interface AppleOptions {
  /** The program with its arguments; sudo without asking, one look of 200 ms. */
  readonly command?: readonly string[] | undefined;
}

const COMMAND = [
  "/usr/bin/sudo",
  "-n",
  "/usr/bin/powermetrics",
  "-n",
  "1",
  "-i",
  "200",
  "--samplers",
  "cpu_power,gpu_power,ane_power",
];
const HINT = "Let your user run it without a password: " +
  '`echo "$USER ALL=(root) NOPASSWD: /usr/bin/powermetrics" | sudo tee /etc/sudoers.d/powermetrics`';
/** Devices that are read together share one look. */
const FRESH_MS = 50;

/** Watts that one look shows, by the names of our devices. */
export interface ApplePower {
  readonly "cpu:0"?: number;
  readonly "gpu:0"?: number;
  readonly "npu:0"?: number;
}

const DEVICES: readonly {
  readonly device: keyof ApplePower;
  readonly kind: DeviceKind;
  readonly name: string;
}[] = [
  { device: "gpu:0", kind: "gpu", name: "Apple GPU" },
  { device: "npu:0", kind: "npu", name: "Apple Neural Engine" },
  { device: "cpu:0", kind: "cpu", name: "Apple CPU" },
];

/**
 * Sources "gpu:0", "npu:0" and "cpu:0" of a Mac: mean watts over 200 ms at each look. Memory is in none of them. Empty on other systems.
 *
 * @throws {ProbeError} If the program wants a password.
 */
export async function appleSources(options: AppleOptions = {}): Promise<PowerSource[]> {
  if (options.command === undefined && Deno.build.os !== "darwin") return [];
  const command = options.command ?? COMMAND;
  const look = shared(() => ask(command), FRESH_MS);
  const first = await look();
  if (typeof first === "string") {
    throw new ProbeError(`Cannot read Apple's power figures: ${first}`, { hint: HINT });
  }
  const description = {
    module: import.meta.url,
    name: "appleSources",
    options: options.command === undefined ? {} : { command },
  };
  return DEVICES.filter(({ device }) => first[device] !== undefined).map((about) =>
    described({
      ...about,
      source: "powermetrics",
      basis: "measured",
      // Judgement: a model of Apple's, no comparison with a meter was found.
      uncertainty: { key: "apple-model", shared: [0.15, 0.25], own: [0, 0] },
      read: async (): Promise<Reading> => {
        const power = await look();
        const atSeconds = performance.now() / 1000;
        if (typeof power === "string") return { kind: "gap", atSeconds, why: power };
        const powerWatts = power[about.device];
        return powerWatts === undefined
          ? { kind: "gap", atSeconds, why: "this look did not show it" }
          : { kind: "gauge", atSeconds, powerWatts };
      },
    }, description)
  );
}

async function ask(command: readonly string[]): Promise<ApplePower | string> {
  try {
    const { success, text, trouble } = await commandText(command);
    if (!success) return trouble.trim().split("\n", 1)[0] || "powermetrics failed";
    const power = parsePowermetrics(text);
    return Object.keys(power).length > 0 ? power : "powermetrics shows no power here";
  } catch (thrown) {
    if (isNotCapable(thrown)) throw thrown;
    return firstLine(thrown);
  }
}

/**
 * Watts in a text of `powermetrics`: "CPU Power: 1234 mW" and its kin; of a Mac with an Intel processor the package's. The combined line is
 * their sum and is not taken.
 */
export function parsePowermetrics(text: string): ApplePower {
  const watts = (name: string): number | undefined => {
    const hit = new RegExp(`^${name}: *([0-9.]+) *(m?W)\\s*$`, "m").exec(text);
    return hit === null ? undefined : Number(hit[1]) / (hit[2] === "mW" ? 1000 : 1);
  };
  const cpu = watts("CPU Power") ??
    watts("Intel energy model derived package power \\([^)]*\\)");
  const [gpu, npu] = [watts("GPU Power"), watts("ANE Power")];
  return {
    ...(cpu === undefined ? {} : { "cpu:0": cpu }),
    ...(gpu === undefined ? {} : { "gpu:0": gpu }),
    ...(npu === undefined ? {} : { "npu:0": npu }),
  };
}
