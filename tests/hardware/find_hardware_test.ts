import { findAccelerator } from "../../lib/hardware/find_accelerator.ts";
import { findCpu } from "../../lib/hardware/find_cpu.ts";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "../assert.ts";

/** Reported name, name of the row, watts. */
const CPUS: readonly (readonly [reported: string, name: string, watts: number])[] = [
  ["Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz", "Xeon Platinum 8259CL", 210],
  ["Intel(R) Xeon(R) Platinum 8175M CPU @ 2.50GHz", "Xeon Platinum 8175M", 240],
  ["Intel(R) Xeon(R) Platinum 8275CL CPU @ 3.00GHz", "Xeon Platinum 8275CL", 240],
  ["Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", "Xeon Platinum 8375C", 300],
  ["Intel(R) Xeon(R) Platinum 8488C", "Xeon Platinum 8488C", 385],
  ["Intel(R) Xeon(R) Platinum 8272CL CPU @ 2.60GHz", "Xeon Platinum 8272CL", 195],
  ["Intel(R) Xeon(R) Platinum 8171M CPU @ 2.60GHz", "Xeon Platinum 8171M", 165],
  ["Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", "Xeon Platinum 8370C", 270],
  ["Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz", "Xeon E5-2686 v4", 145],
  ["Intel(R) Xeon(R) CPU E5-2673 v4 @ 2.30GHz", "Xeon E5-2673 v4", 135],
  ["Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz", "Xeon E5-2680 v4", 120],
  ["Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz", "Xeon Gold 6148", 150],
  ["Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz", "Xeon Gold 6248R", 205],
  ["Intel(R) Xeon(R) Silver 4314 CPU @ 2.40GHz", "Xeon Silver 4314", 135],
  ["Intel(R) Xeon(R) Platinum 8480+", "Xeon Platinum 8480+", 350],
  ["INTEL(R) XEON(R) PLATINUM 8592+", "Xeon Platinum 8592+", 350],
  ["AMD EPYC 7B12", "EPYC 7B12", 240],
  ["AMD EPYC 7R32", "EPYC 7R32", 280],
  ["AMD EPYC 7R13 Processor", "EPYC 7R13", 225],
  ["AMD EPYC 9R14", "EPYC 9R14", 280],
  ["AMD EPYC 7763 64-Core Processor", "EPYC 7763", 280],
  ["AMD EPYC 9654 96-Core Processor", "EPYC 9654", 360],
  ["AMD EPYC 7V12 64-Core Processor", "EPYC 7V12", 240],
  ["AMD Ryzen 9 5950X 16-Core Processor", "Ryzen 9 5950X", 105],
  ["AMD Ryzen Threadripper 3990X 64-Core Processor", "Ryzen Threadripper 3990X", 280],
  ["13th Gen Intel(R) Core(TM) i9-13900K", "Core i9-13900K", 125],
  ["12th Gen Intel(R) Core(TM) i7-12700K", "Core i7-12700K", 125],
  ["11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz", "Core i7-1165G7", 28],
  ["Intel(R) Core(TM) i7-8750H CPU @ 2.20GHz", "Core i7-8750H", 45],
  ["Intel(R) Core(TM) Ultra 7 155H", "Core Ultra 7 155H", 28],
  // the acceptance list of a peer's names, and what users write
  ["Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz", "Core i7-9750H", 45],
  ["AMD Ryzen 7 3700X 8-Core Processor", "Ryzen 7 3700X", 65],
  ["AMD EPYC 7543 32-Core Processor", "EPYC 7543", 225],
  ["Intel(R) Xeon(R) Platinum 8592V", "Xeon Platinum 8592V", 330],
  ["i9-13900K", "Core i9-13900K", 125],
  ["epyc 7763", "EPYC 7763", 280],
  ["threadripper 3990x", "Ryzen Threadripper 3990X", 280],
];
const ACCELERATORS: readonly (readonly [reported: string, name: string, watts: number])[] = [
  ["NVIDIA A100-SXM4-80GB", "A100 SXM4 80GB", 400],
  ["NVIDIA A100 80GB PCIe", "A100 PCIe 80GB", 300],
  ["NVIDIA H100 80GB HBM3", "H100 SXM5 80GB", 700],
  ["NVIDIA H100 PCIe", "H100 PCIe", 350],
  ["NVIDIA H100 NVL", "H100 NVL", 400],
  ["NVIDIA H200", "H200 SXM", 700],
  ["NVIDIA H200 NVL", "H200 NVL", 600],
  ["NVIDIA B200", "B200", 1000],
  ["NVIDIA GH200 480GB", "GH200 480GB", 700],
  ["NVIDIA A10G", "A10G", 300],
  ["Tesla T4", "T4", 70],
  ["Tesla V100-SXM2-16GB", "V100 SXM2 16GB", 300],
  ["NVIDIA L4", "L4", 72],
  ["NVIDIA L40S", "L40S", 350],
  ["NVIDIA GeForce RTX 4090", "GeForce RTX 4090", 450],
  ["NVIDIA GeForce RTX 3090", "GeForce RTX 3090", 350],
  ["NVIDIA RTX A6000", "RTX A6000", 300],
  ["NVIDIA RTX PRO 6000 Blackwell Server Edition", "RTX PRO 6000 Blackwell Server Edition", 600],
  [
    "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition",
    "RTX PRO 6000 Blackwell Max-Q Workstation Edition",
    300,
  ],
  ["NVIDIA RTX 6000 Ada Generation", "RTX 6000 Ada Generation", 300],
  ["Quadro RTX 6000", "Quadro RTX 6000", 260],
  ["NVIDIA GeForce RTX 3090 Ti", "GeForce RTX 3090 Ti", 450],
  ["NVIDIA GeForce RTX 4070", "GeForce RTX 4070", 200],
  ["NVIDIA A100-PCIE-40GB", "A100 PCIe 40GB", 250],
  ["Tesla P100-PCIE-16GB", "P100 PCIe 16GB", 250],
  ["Tesla V100-PCIE-32GB", "V100 PCIe 32GB", 250],
  ["Tesla K80", "K80", 300],
  ["Tesla K40m", "K40", 245],
  ["NVIDIA A800-SXM4-80GB", "A800 SXM", 400],
  ["Tesla V100-DGXS-32GB", "V100 DGXS 32GB", 250],
  ["NVIDIA TITAN Xp", "TITAN Xp", 250],
  ["NVIDIA GeForce GTX 1080 Ti", "GeForce GTX 1080 Ti", 250],
  ["NVIDIA GeForce RTX 4060 Ti 16GB", "GeForce RTX 4060 Ti 16GB", 165],
  ["AMD Instinct MI300X", "AMD Instinct MI300X", 750],
  ["AMD Radeon RX 7900 XTX", "AMD Radeon RX 7900 XTX", 355],
  ["Intel(R) Arc(TM) A770 Graphics", "Intel Arc A770", 225],
  ["rtx 4090", "GeForce RTX 4090", 450],
  ["rtx4090", "GeForce RTX 4090", 450],
  ["3080ti", "GeForce RTX 3080 Ti", 350],
  ["4090", "GeForce RTX 4090", 450],
  ["V100 32 GB PCIe", "V100 PCIe 32GB", 250],
  ["mi250x", "AMD Instinct MI250X", 500],
  ["TPU v5e", "Google TPU v5e", 225],
  ["gaudi 3", "Intel Gaudi 3 (OAM)", 900],
  ["m2 max", "Apple M2 Max", 145],
  ["Apple M2 Ultra", "Apple M2 Ultra", 295],
];

for (const [reported, name, watts] of CPUS) {
  Deno.test(`findCpu() takes "${reported}" for ${name}, ${watts} W`, async () => {
    const found = await findCpu(reported);
    assertEquals([found?.name, found?.tdpWatts], [name, watts]);
  });
}
for (const [reported, name, watts] of ACCELERATORS) {
  Deno.test(`findAccelerator() takes "${reported}" for ${name}, ${watts} W`, async () => {
    const found = await findAccelerator(reported);
    assertEquals([found?.name, found?.tdpWatts], [name, watts]);
  });
}

Deno.test("findCpu() gives a server part of no catalogue its family's middle, by default", async () => {
  for (
    const reported of [
      "Intel(R) Xeon(R) CPU @ 2.20GHz",
      "AMD EPYC 9B14",
      "AMD EPYC-Rome Processor",
      "Intel Xeon Processor (Skylake, IBRS)",
      "Intel(R) Xeon(R) Platinum 8581C CPU @ 2.10GHz",
    ]
  ) {
    const found = await findCpu(reported);
    assertEquals(found?.confidence, "default", reported);
    assert((found?.tdpWatts ?? 0) > 100, reported);
    assertStringIncludes(found?.why ?? "", "0.63 to 1.55");
  }
  assertEquals(
    (await findCpu("AMD EPYC 9B14"))?.name,
    "EPYC 9004 (Genoa, Bergamo) (middle of 24 parts)",
  );
});

Deno.test("findCpu() knows nothing of parts that are none, and never takes a neighbour", async () => {
  for (
    const reported of [
      "",
      "   ",
      "QEMU Virtual CPU version 2.5+",
      "Intel Core i9-13901K",
      "i7",
      "Core",
      "ryzen 9",
      "ARMv8 Processor rev 0 (v8l)",
      "VirtualApple @ 2.50GHz processor",
      "__proto__",
    ]
  ) {
    assertEquals(await findCpu(reported), undefined, reported);
  }
  assertEquals((await findCpu("Xeon Gold 6148F"))?.tdpWatts, 160);
  assertEquals((await findCpu("Intel(R) Xeon(R) CPU E5-2673 v3 @ 2.40GHz"))?.tdpWatts, 110);
});

Deno.test("findCpu() keeps base and turbo power apart, and both figures of a dispute", async () => {
  const desktop = await findCpu("13th Gen Intel(R) Core(TM) i9-13900K");
  assertEquals([desktop?.tdpWatts, desktop?.maxTurboWatts, desktop?.threads], [125, 253, 32]);
  const mobile = await findCpu("13th Gen Intel(R) Core(TM) i5-1335U");
  assertEquals([mobile?.tdpWatts, mobile?.maxTurboWatts], [15, 55]);
  const disputed = await findCpu("Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz");
  assertEquals(disputed?.confidence, "disputed");
  assertStringIncludes(disputed?.why ?? "", "205 W");
  assertStringIncludes(
    (await findCpu("AMD EPYC 9654 96-Core Processor"))?.why ?? "",
    "from 320 to 400 W",
  );
});

Deno.test("findCpu() says of Apple's chips that the power is an estimate", async () => {
  const found = await findCpu("Apple M1 Max");
  assertEquals([found?.name, found?.confidence], ["Apple M1 Max", "estimate"]);
  assertEquals((await findCpu("m2 max"))?.name, "Apple M2 Max");
});

Deno.test("findCpu() has idle and full watts of parts whose counter was read, with their own source", async () => {
  const found = await findCpu("Intel(R) Xeon(R) Platinum 8275CL CPU @ 3.00GHz");
  // Two sockets: (59.46 + 57.93) / 4 and 617.36 / 2 W
  assertEquals([found?.idleWatts, found?.fullWatts], [29.3, 308.7]);
  assertEquals(found?.source, "cloud-parts; turbostress");
  assertStringIncludes(found?.why ?? "", "29.3 W at rest and 308.7 W at full load");
});

Deno.test("findCpu() says of a family what whole servers take at the wall, apart from its packages", async () => {
  const found = await findCpu("AMD EPYC-Rome Processor");
  assertStringIncludes(found?.why ?? "", "0.474 to 1.693 W a thread at the wall");
  assertEquals([found?.idleWatts, found?.source], [undefined, "footnote; ccf"]);
});

Deno.test("findAccelerator() has the idle watts of boards that open records tell of", async () => {
  const idle = async (name: string) => (await findAccelerator(name))?.idleWatts;
  assertEquals([await idle("H100 SXM5"), await idle("A100-SXM4-80GB"), await idle("L4")], [
    72,
    61.8,
    undefined,
  ]);
});

Deno.test("findAccelerator() takes the usual form where the name does not tell, by default", async () => {
  const found = await findAccelerator("A100 80GB");
  assertEquals([found?.name, found?.tdpWatts, found?.confidence], [
    "A100 SXM4 80GB",
    400,
    "default",
  ]);
  assertStringIncludes(found?.why ?? "", "A100 PCIe 80GB 300 W");
  assertEquals((await findAccelerator("H100"))?.tdpWatts, 700);
  const v100 = await findAccelerator("V100");
  assertEquals([v100?.name, v100?.tdpWatts, v100?.confidence], ["V100 SXM2 16GB", 300, "default"]);
  assertEquals((await findAccelerator("v100 32gb"))?.name, "V100 SXM2 32GB");
});

Deno.test("findAccelerator() knows nothing of laptop parts, other variants and names that are none", async () => {
  for (
    const reported of [
      "NVIDIA GeForce RTX 4070 Laptop GPU",
      "L400",
      "RTX 4070 Max-Q",
      "RTX 6000",
      "GTX 4090",
      "",
      "NVIDIA",
      "rtx",
      "A100 SXM4 Ultra",
      "__proto__",
    ]
  ) {
    assertEquals(await findAccelerator(reported), undefined, reported);
  }
});

Deno.test("findAccelerator() has parts whose maker states no power, without watts", async () => {
  const found = await findAccelerator("Trainium1");
  assertEquals([found?.name, found?.tdpWatts], ["Amazon Trainium1", undefined]);
  assertStringIncludes(found?.why ?? "", "states no power");
});

Deno.test("findCpu() and findAccelerator() refuse what is no text", async () => {
  await assertRejects(() => findCpu(undefined as unknown as string), TypeError, "must be text");
  await assertRejects(() => findAccelerator(7 as unknown as string), TypeError, "must be text");
});

Deno.test("findCpu() and findAccelerator() take under a millisecond after the first", async () => {
  await findCpu("x 100");
  await findAccelerator("x 100");
  const start = performance.now();
  for (let i = 0; i < 200; i++) {
    await findCpu("Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz");
    await findAccelerator("NVIDIA A100 80GB PCIe");
  }
  const each = (performance.now() - start) / 400;
  assert(each < 1, `${each} ms`);
});

Deno.test("findAccelerator() puts the limit that a device reports before the table's, and shows both", async () => {
  const found = await findAccelerator("NVIDIA GH200 480GB", { limitWatts: 900 });
  assertEquals([found?.name, found?.tdpWatts, found?.confidence], ["GH200 480GB", 900, "device"]);
  assertStringIncludes(
    found?.why ?? "",
    "the device reports a limit of 900 W, the table's is 700 W",
  );
  assertEquals((await findAccelerator("Trainium1", { limitWatts: 210 }))?.tdpWatts, 210);
  assertEquals(await findAccelerator("L400", { limitWatts: 90 }), undefined);
  for (const limitWatts of [0, -1, NaN]) {
    await assertRejects(() => findAccelerator("L4", { limitWatts }), RangeError, "limitWatts");
  }
});
