import { assertEquals } from "../assert.ts";
import { readCpuInfo } from "../../lib/probe/cpu_info.ts";
import { fixture, withTree } from "./fake_tree.ts";

Deno.test("readCpuInfo() reads an x86 server", async () => {
  await withTree([await fixture("proc/server_intel")], (root) => {
    assertEquals(readCpuInfo({ root }), {
      name: "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz",
      vendor: "GenuineIntel",
      family: 6,
      model: 85,
      threads: 8,
      sockets: 2,
      hypervisor: false,
    });
  });
});

Deno.test("readCpuInfo() names an Arm server by its core", async () => {
  await withTree([await fixture("proc/arm_server")], (root) => {
    assertEquals(readCpuInfo({ root }), {
      name: "ARM Neoverse-V1",
      vendor: "",
      threads: 4,
      sockets: 1,
      hypervisor: false,
    });
  });
});

Deno.test("readCpuInfo() is undefined without a list of CPUs", async () => {
  await withTree([{ "proc/version": "" }], (root) => {
    assertEquals(readCpuInfo({ root }), undefined);
  });
});
