import { assertEquals } from "../assert.ts";
import { readCpuInfo } from "../../lib/probe/cpu_info.ts";
import { describeHost, type Host } from "../../lib/probe/host.ts";
import { fixture, type Tree, withTree } from "./fake_tree.ts";

async function hostOf(proc: string, more: Tree = {}): Promise<Host | undefined> {
  let host: Host | undefined;
  await withTree([await fixture(`proc/${proc}`), more], (root) => {
    host = describeHost(root, readCpuInfo({ root }));
  });
  return host;
}

Deno.test("describeHost() tells a virtual machine from a machine of its own", async () => {
  assertEquals(await hostOf("virtual_machine"), {
    virtualized: true,
    shared: true,
    form: "server",
  });
  assertEquals(await hostOf("server_intel"), {
    virtualized: false,
    shared: false,
    form: "server",
  });
  // A notebook computer of Google's is no virtual machine.
  const chromebook = { "sys/class/dmi/id/sys_vendor": "Google\n" };
  assertEquals((await hostOf("laptop_intel", chromebook))?.virtualized, false);
  const arm = { "sys/class/dmi/id/sys_vendor": "Amazon EC2\n" };
  const product = "sys/class/dmi/id/product_name";
  assertEquals((await hostOf("arm_server", { ...arm, [product]: "c7g.large\n" }))?.shared, true);
  assertEquals((await hostOf("arm_server", { ...arm, [product]: "c7g.metal\n" }))?.shared, false);
});

Deno.test("describeHost() takes a person's own computer for no shared host", async () => {
  const host = await hostOf("virtual_machine", {
    "proc/sys/kernel/osrelease": "5.15.90.1-microsoft-standard-WSL2\n",
  });
  assertEquals([host?.virtualized, host?.shared], [true, false]);
});

Deno.test("describeHost() tells laptops by chassis or battery", async () => {
  assertEquals((await hostOf("laptop_intel"))?.form, "laptop");
  assertEquals((await hostOf("desktop_amd"))?.form, "desktop");
  const battery = { "sys/class/power_supply/BAT0/type": "Battery\n" };
  assertEquals((await hostOf("desktop_amd", battery))?.form, "laptop");
});

Deno.test("describeHost() reads the smallest CPU quota of a container, of both versions", async () => {
  const nested = {
    "proc/self/cgroup": "0::/a/b\n",
    "sys/fs/cgroup/a/cpu.max": "150000 100000\n",
    "sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
  };
  assertEquals((await hostOf("server_intel", nested))?.quotaCpus, 1.5);
  const inside = { "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "200000 100000\n" };
  assertEquals((await hostOf("server_intel", inside))?.quotaCpus, 2);
  const old = {
    "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "50000\n",
    "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
  };
  assertEquals((await hostOf("server_intel", old))?.quotaCpus, 0.5);
});
