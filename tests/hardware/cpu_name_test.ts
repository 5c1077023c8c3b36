import { assertEquals } from "../assert.ts";
import { formOfCpu, normalizeCpuName } from "../../lib/hardware/cpu_name.ts";

Deno.test("normalizeCpuName() keeps what tells parts apart and drops the rest", () => {
  const of = (text: string) => normalizeCpuName(text).tokens.join(" ");
  assertEquals(of("Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz"), "core i7 9750h");
  assertEquals(of("AMD Ryzen 7 3700X 8-Core Processor"), "ryzen 7 3700x");
  assertEquals(of("AMD Ryzen 9 3900X Twelve-Core Processor"), "ryzen 9 3900x");
  assertEquals(of("AMD Ryzen 7 5800U with Radeon Graphics"), "ryzen 7 5800u");
  assertEquals(of("13th Gen Intel(R) Core(TM) i9-13900K"), "core i9 13900k");
  assertEquals(of("Intel® Core™ i9\u{2011}13900K"), "core i9 13900k"); // no-break hyphen
  assertEquals(of("INTEL(R) XEON(R) PLATINUM 8592+"), "xeon platinum 8592+");
  assertEquals(of("Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz"), "xeon e5 2686 v4");
  assertEquals(of("Intel(R) Xeon(R) CPU @ 2.20GHz"), "xeon");
  assertEquals(of("AMD EPYC 7763 64-Core Processor"), "epyc 7763");
  assertEquals(of("Apple M1 Max"), "apple m1 max");
});

Deno.test("normalizeCpuName() names the maker", () => {
  assertEquals(normalizeCpuName("INTEL(R) XEON(R) GOLD 6148").vendor, "intel");
  assertEquals(normalizeCpuName("AMD EPYC").vendor, "amd");
  assertEquals(normalizeCpuName("Apple M3").vendor, "apple");
  assertEquals(normalizeCpuName("ARM Neoverse-N1").vendor, "other");
});

Deno.test("formOfCpu() tells servers, desktops and laptops by the name", () => {
  const forms: Readonly<Record<string, string | undefined>> = {
    "AMD EPYC 9654 96-Core Processor": "server",
    "Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz": "server",
    "AMD Ryzen Threadripper 3990X 64-Core Processor": "server",
    "ARM Neoverse-N1": "server",
    "12th Gen Intel(R) Core(TM) i7-12700K": "desktop",
    "AMD Ryzen 9 5950X 16-Core Processor": "desktop",
    "Intel(R) Core(TM) i7-8750H CPU @ 2.20GHz": "laptop",
    "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz": "laptop",
    "Intel(R) Core(TM) Ultra 7 155H": "laptop",
    "AMD Ryzen 9 7940HS w/ Radeon 780M Graphics": "laptop",
    "QEMU Virtual CPU version 2.5+": undefined,
  };
  for (const [name, form] of Object.entries(forms)) assertEquals(formOfCpu(name), form, name);
});
