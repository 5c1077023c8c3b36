import { periodOf } from "../../lib/predict/period.ts";
import { assertEquals } from "../assert.ts";

const logs = (count: number, seconds: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => Math.log(seconds(index)));

Deno.test("periodOf() finds the shortest cycle after two of them", () => {
  assertEquals(periodOf(logs(21, (index) => index % 4 === 3 ? 62 : 60)), 4);
  assertEquals(periodOf(logs(12, (index) => index % 2 === 0 ? 50 : 70)), 2);
  assertEquals(periodOf(logs(11, (index) => index % 5 === 0 ? 360 : 60)), 5);
});

Deno.test("periodOf() finds none in equal epochs, in a warm-up, in a change of phase and in noise", () => {
  assertEquals(periodOf(logs(30, () => 60)), 0);
  assertEquals(periodOf(logs(30, (index) => 60 + 60 * 0.5 ** index)), 0);
  assertEquals(periodOf(logs(30, (index) => index < 10 ? 30 : 45)), 0);
  assertEquals(periodOf(logs(30, (index) => 60 + 5 * Math.sin(index * index))), 0);
  assertEquals(periodOf([1]), 0);
});
