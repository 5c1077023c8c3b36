import { plainText } from "../../lib/display/numbers.ts";
import {
  dateText,
  daysText,
  durationParts,
  durationRangeText,
  durationText,
  spanText,
} from "../../lib/display/times.ts";
import { assertEquals } from "../assert.ts";

Deno.test("durationText() gives at most two units", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0 s"],
    [0.001, "<0.01 s"],
    [0.42, "0.42 s"],
    [0.996, "1.0 s"],
    [8.4, "8.4 s"],
    [9.96, "10 s"],
    [35, "35 s"],
    [59.6, "1 min"],
    [2117, "35 min 17 s"],
    [3599.7, "1 h"],
    [5700, "1 h 35 min"],
    [86_399, "1 d"],
    [273_600, "3 d 4 h"],
    [1e7, "115 d 18 h"],
    [NaN, "unknown"],
    [-1, "unknown"],
    [Infinity, "unknown"],
  ];
  for (const [seconds, text] of cases) assertEquals(plainText(durationText(seconds)), text);
});

Deno.test("durationParts() gives the numbers apart from their units", () => {
  assertEquals(durationParts(5700), [["1", "h"], ["35", "min"]]);
});

Deno.test("durationRangeText() names the unit of the longer end once", () => {
  assertEquals(plainText(durationRangeText(3300, 4020)), "55 to 67 min");
  assertEquals(plainText(durationRangeText(7560, 9360)), "2.1 to 2.6 h");
  assertEquals(plainText(durationRangeText(0, 4.2)), "0.0 to 4.2 s");
  assertEquals(plainText(durationRangeText(3660, 3660)), "61 min");
  assertEquals(durationRangeText(NaN, 1), "unknown");
});

Deno.test("spanText() names a second day only where it is another", () => {
  const span = (from: string, to: string) => spanText(from, to, "Europe/Copenhagen");
  assertEquals(
    span("2025-11-24T13:02:00Z", "2025-11-24T14:37:00Z"),
    "24 Nov 2025, 14:02 to 15:37",
  );
  assertEquals(
    span("2025-09-30T21:02:00Z", "2025-09-30T23:10:00Z"),
    "30 Sep 2025, 23:02 to 1 Oct, 01:10",
  );
  assertEquals(
    span("2025-12-31T22:30:00Z", "2026-01-01T00:10:00Z"),
    "31 Dec 2025, 23:30 to 1 Jan 2026, 01:10",
  );
  assertEquals(span("2025-11-24T13:02:00Z", "2025-11-24T13:02:40Z"), "24 Nov 2025, 14:02");
  assertEquals(span("2025-11-24T23:00:00Z", ""), "25 Nov 2025, 00:00");
  assertEquals(span("no date", ""), "unknown");
  assertEquals(dateText("2025-11-24T13:02:00Z", "UTC"), "24 Nov 2025");
});

Deno.test("daysText() names what two days share once", () => {
  const days = (from: string, to: string) =>
    daysText(`${from}T12:00:00Z`, `${to}T12:00:00Z`, "UTC");
  assertEquals(days("2025-11-24", "2025-11-24"), "24 Nov 2025");
  assertEquals(days("2025-11-17", "2025-11-24"), "17 to 24 Nov 2025");
  assertEquals(days("2025-11-28", "2025-12-03"), "28 Nov to 3 Dec 2025");
  assertEquals(days("2025-12-30", "2026-01-02"), "30 Dec 2025 to 2 Jan 2026");
});
