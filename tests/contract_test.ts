import { assertEquals } from "./assert.ts";
import type { Due } from "./fixtures/contract.ts";

Deno.test("mod.ts hands on each name of the public face, as the types that users rely on", async () => {
  // That this line type-checks is the test.
  const face: Pick<typeof import("./fixtures/contract.ts"), Due> = await import("../mod.ts");
  const due: Readonly<Record<Due, "function">> = {
    track: "function",
    startTracking: "function",
    fixedSource: "function",
    wallSource: "function",
    modelCpuPower: "function",
    doctor: "function",
    measureBaseline: "function",
    calibrate: "function",
    applyCalibration: "function",
    estimate: "function",
    whatIf: "function",
    predictRun: "function",
    equivalents: "function",
    sci: "function",
    findCpu: "function",
    findAccelerator: "function",
    findZone: "function",
    intensityOf: "function",
    pueOf: "function",
    fixedIntensity: "function",
    bundledIntensity: "function",
    loadRun: "function",
    loadRuns: "function",
    statement: "function",
    mergeRuns: "function",
    totalOf: "function",
    runsTable: "function",
    readCarbontrackerLogs: "function",
    readCodeCarbonCsv: "function",
    toCsv: "function",
    toJson: "function",
    toRecords: "function",
    latexTable: "function",
    modelCard: "function",
    bibtex: "function",
    powerChart: "function",
    epochChart: "function",
    energyChart: "function",
    componentChart: "function",
    predictionChart: "function",
    intensityChart: "function",
    zoneChart: "function",
    compareChart: "function",
    paretoChart: "function",
    equivalentsChart: "function",
    report: "function",
  };
  const found = Object.keys(due).map((name) => [name, typeof face[name as Due]]);
  assertEquals(Object.fromEntries(found), due);
  // What is handed on without a type that holds it could change unseen.
  assertEquals(Object.keys(await import("../mod.ts")).sort(), Object.keys(due).sort());
});
