/** Whether this is a machine of its own or a share of one. */
import { formOfCpu } from "../hardware/cpu_name.ts";
import type { CpuInfo } from "./cpu_info.ts";
import { listNames, tryNumber, tryText } from "./sysfs.ts";

/** What stands around the CPU that we see. */
export interface Host {
  /** Whether a hypervisor runs us. */
  readonly virtualized: boolean;
  /** Whether its other guests are unseen: a virtual machine, but for the one inside a person's own computer (WSL). */
  readonly shared: boolean;
  /** Kind of machine; absent where nothing tells. */
  readonly form?: "server" | "desktop" | "laptop";
  /** CPUs that a container may use at most, where a quota is set. */
  readonly quotaCpus?: number;
}

/** What DMI names where a hypervisor runs an Arm machine, which has no flag for it (systemd, src/basic/virt.c, 2024). */
const VIRTUAL =
  /^(?:QEMU|VMware|Xen|Bochs|BHYVE|Amazon EC2|Alibaba Cloud|Tencent Cloud)|Google Compute Engine|KVM|Virtual Machine|vServer|Droplet|OpenStack|Parallels/i;

/** Chassis by their number (DMTF, System Management BIOS specification 3.7, 2023, 7.4.1). */
const LAPTOPS = [8, 9, 10, 11, 14, 30, 31, 32];
const DESKTOPS = [3, 4, 5, 6, 7, 13, 15, 16, 24, 35, 36];
const SERVERS = [17, 23, 25, 28, 29];

/**
 * Looks at hypervisor flag, DMI, power supplies and control groups. Nothing here needs root.
 *
 * @throws {Deno.errors.NotCapable} If Deno has no permission to look.
 */
export function describeHost(root: string, cpu: CpuInfo | undefined): Host {
  const dmi = `${root}/sys/class/dmi/id`;
  const maker = tryText(`${dmi}/sys_vendor`) ?? "";
  const product = tryText(`${dmi}/product_name`) ?? "";
  const metal = /\.metal/.test(product); // a whole server of the provider's, rented
  const virtualized = !metal &&
    (cpu?.hypervisor === true ||
      cpu?.vendor === "" && (VIRTUAL.test(maker) || VIRTUAL.test(product)) ||
      tryText(`${root}/sys/hypervisor/type`) === "xen");
  const ownComputer = /microsoft/i.test(tryText(`${root}/proc/sys/kernel/osrelease`) ?? "");
  const form = formOf(root, cpu);
  const quotaCpus = cpuQuota(root);
  return {
    virtualized,
    shared: virtualized && !ownComputer,
    ...(form === undefined ? {} : { form }),
    ...(quotaCpus === undefined ? {} : { quotaCpus }),
  };
}

function formOf(root: string, cpu: CpuInfo | undefined): Host["form"] {
  const byName = cpu === undefined ? undefined : formOfCpu(cpu.name);
  if (byName !== undefined && byName !== "desktop") return byName;
  const chassis = tryNumber(`${root}/sys/class/dmi/id/chassis_type`) ?? 0;
  const battery = listNames(`${root}/sys/class/power_supply`).some((name) => /^BAT/.test(name));
  if (battery || LAPTOPS.includes(chassis)) return "laptop";
  if (byName !== undefined) return byName;
  if (SERVERS.includes(chassis)) return "server";
  if (DESKTOPS.includes(chassis)) return "desktop";
  return undefined;
}

/** CPUs that this process' control group may use: the smallest quota on the way up (version 2), or version 1's. */
function cpuQuota(root: string): number | undefined {
  const quotas: number[] = [];
  const own = /^0::(\/.*)$/m.exec(tryText(`${root}/proc/self/cgroup`) ?? "")?.[1] ?? "/";
  for (let path = own;; path = path.slice(0, path.lastIndexOf("/"))) {
    const [quota, period] = tryText(`${root}/sys/fs/cgroup${path}/cpu.max`)?.split(/\s+/) ?? [];
    if (quota !== undefined && quota !== "max") quotas.push(Number(quota) / Number(period));
    if (!path.includes("/") || path === "/") break;
  }
  for (const folder of ["cpu", "cpu,cpuacct"]) {
    const quota = tryNumber(`${root}/sys/fs/cgroup/${folder}/cpu.cfs_quota_us`);
    const period = tryNumber(`${root}/sys/fs/cgroup/${folder}/cpu.cfs_period_us`);
    if (quota !== undefined && period !== undefined && quota > 0) quotas.push(quota / period);
  }
  const usable = quotas.filter((quota) => quota > 0 && Number.isFinite(quota));
  return usable.length === 0 ? undefined : Math.min(...usable);
}
