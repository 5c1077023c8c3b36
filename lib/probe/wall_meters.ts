/** Meters of a whole machine that are asked over the network: each the watts it shows now. */
import { digestHeader } from "./http_digest.ts";
import { listNames, tryText } from "./sysfs.ts";

/** Where a meter answers, and as whom. */
export interface MeterAddress {
  /** Address of the meter, http or https. */
  readonly url: string;
  /** Who asks, where it wants to know. */
  readonly user?: string | undefined;
  /** Never written into a record, an error or a chart. */
  readonly password?: string | undefined;
}

/** A meter that does not answer is given up after this long; the sampler has counted a gap by then. */
const TIMEOUT_MS = 3000;

/** A meter answered, but not what such a meter answers. */
export class MeterError extends Error {
  override name = "MeterError";
}

/**
 * Watts of a Shelly plug of the second generation or later: `apower` of its first switch (Shelly, Gen2 API, 2024). Its energy counter
 * (`aenergy.total`, in Wh) moves once a minute: too seldom to cut epochs from.
 */
export async function shellyWatts(address: MeterAddress): Promise<number> {
  const answer = await ask(address, at(address, "/rpc/Switch.GetStatus?id=0"), basic(address));
  return watts(pick(answer, "apower"), "apower");
}

/**
 * Watts of a Tasmota plug: `StatusSNS.ENERGY.Power` of `Status 10`, of several channels their sum (Tasmota documentation, 2024). Its
 * energy counter (`Total`, in kWh) has three decimals, so it moves once in 3600 J.
 */
export async function tasmotaWatts(address: MeterAddress): Promise<number> {
  const login = address.password === undefined
    ? ""
    : `&user=${encodeURIComponent(address.user ?? "admin")}&password=${
      encodeURIComponent(address.password)
    }`;
  const answer = await ask(address, at(address, `/cm?cmnd=Status%2010${login}`), {});
  const power = pick(answer, "StatusSNS", "ENERGY", "Power");
  if (Array.isArray(power)) {
    return power.reduce((sum: number, one) => sum + watts(one, "Power"), 0);
  }
  return watts(power, "Power");
}

/**
 * Finds the power supplies behind a Redfish service (DMTF, DSP0266, 2023): every chassis' `Power` resource, or the one the address names; of
 * newer services the metrics of each supply.
 */
export async function findRedfishPower(address: MeterAddress): Promise<readonly string[]> {
  const path = new URL(address.url).pathname;
  if (/\/Power\/?$/.test(path)) return [path];
  const root = path.replace(/\/(?:redfish(?:\/v1)?\/?)?$/, "");
  const paths: string[] = [];
  for (const id of await members(address, `${root}/redfish/v1/Chassis`)) {
    const chassis = await ask(address, at(address, id), basic(address));
    const power = pick(chassis, "Power", "@odata.id");
    if (typeof power === "string") paths.push(power);
    else paths.push(...await supplyMetrics(address, pick(chassis, "PowerSubsystem", "@odata.id")));
  }
  if (paths.length === 0) throw new MeterError("no chassis has power supplies");
  return paths;
}

async function supplyMetrics(address: MeterAddress, id: unknown): Promise<readonly string[]> {
  if (typeof id !== "string") return [];
  const subsystem = await ask(address, at(address, id), basic(address));
  const supplies = pick(subsystem, "PowerSupplies", "@odata.id");
  if (typeof supplies !== "string") return [];
  const paths: string[] = [];
  for (const member of await members(address, supplies)) {
    const supply = await ask(address, at(address, member), basic(address));
    const metrics = pick(supply, "Metrics", "@odata.id");
    if (typeof metrics === "string") paths.push(metrics);
  }
  return paths;
}

async function members(address: MeterAddress, path: string): Promise<readonly string[]> {
  const list = pick(await ask(address, at(address, path), basic(address)), "Members");
  return (Array.isArray(list) ? list : []).map((member) => pick(member, "@odata.id"))
    .filter((id) => typeof id === "string");
}

/** Watts that all power supplies take in: `PowerInputWatts`, not what they give out. A supply that is absent has none. */
export async function redfishWatts(
  address: MeterAddress,
  paths: readonly string[],
): Promise<number> {
  let sum: number | undefined;
  for (const path of paths) {
    const power = await ask(address, at(address, path), basic(address));
    const supplies = pick(power, "PowerSupplies");
    const inputs = Array.isArray(supplies)
      ? supplies.map((supply) => pick(supply, "PowerInputWatts"))
      : [pick(power, "InputPowerWatts", "Reading")];
    for (const input of inputs) {
      if (input === null || input === undefined) continue;
      sum = (sum ?? 0) + watts(input, "PowerInputWatts");
    }
  }
  if (sum === undefined) throw new MeterError("no power supply says what it takes in");
  return sum;
}

/** File of the ACPI power meter, in µW (Linux, Documentation/hwmon/acpi_power_meter); undefined where there is none. */
export function findAcpiMeter(root: string): string | undefined {
  const folder = `${root}/sys/class/hwmon`;
  for (const name of listNames(folder)) {
    if (tryText(`${folder}/${name}/name`) !== "power_meter") continue;
    for (const base of [`${folder}/${name}`, `${folder}/${name}/device`]) {
      if (tryText(`${base}/power1_average`) !== undefined) return `${base}/power1_average`;
    }
  }
  return undefined;
}

async function ask(
  address: MeterAddress,
  target: URL,
  headers: Record<string, string>,
): Promise<unknown> {
  const { host } = new URL(address.url);
  let response = await get(host, target, headers);
  if (response.status === 401 && address.password !== undefined) {
    const authorization = await digestHeader({
      challenge: response.headers.get("www-authenticate") ?? "",
      path: target.pathname + target.search,
      user: address.user ?? "admin",
      password: address.password,
    });
    if (authorization !== undefined) {
      await response.body?.cancel();
      response = await get(host, target, { authorization });
    }
  }
  if (!response.ok) {
    await response.body?.cancel();
    const why = response.status === 401 ? "user or password are wanted" : response.statusText;
    throw new MeterError(`${host} answered ${response.status}: ${why}`);
  }
  try {
    return await response.json();
  } catch {
    throw new MeterError(`${host} did not answer with JSON`);
  }
}

async function get(host: string, target: URL, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(target, {
      headers: { accept: "application/json", ...headers },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (thrown) {
    // The text of such an error holds the address as it was asked, with what may be a password.
    const why = thrown instanceof DOMException && thrown.name === "TimeoutError"
      ? "no answer in time"
      : thrown instanceof Deno.errors.NotCapable
      ? "Deno has no permission for the network, run with -A"
      : /certificate/i.test(String(thrown))
      ? "its certificate is not trusted (DENO_CERT names a file with its authority)"
      : "no connection";
    throw new MeterError(`${host}: ${why}`);
  }
}

function at({ url }: MeterAddress, path: string): URL {
  const base = new URL(url);
  const target = new URL(path, base);
  // What a meter links to stays on the meter: nobody else is handed the password.
  if (target.host !== base.host) throw new MeterError(`${base.host} points to ${target.host}`);
  target.username = target.password = "";
  return target;
}

function basic({ user, password }: MeterAddress): Record<string, string> {
  if (user === undefined && password === undefined) return {};
  const bytes = new TextEncoder().encode(`${user ?? ""}:${password ?? ""}`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

function pick(value: unknown, ...keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

function watts(value: unknown, field: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw new MeterError(`${field} is no power: ${JSON.stringify(value)?.slice(0, 40)}`);
}
