/**
 * The assertions of every test: `@std/assert` where its registry can be reached, else our stand-in of the same names. A dynamic import,
 * since a static one that fails would end the whole test run.
 */
import * as standIn from "./assert_fallback.ts";

const std = await import("@std/assert").catch(() => standIn) as unknown as typeof standIn;

export const assert: typeof standIn.assert = std.assert;
export const assertAlmostEquals: typeof standIn.assertAlmostEquals = std.assertAlmostEquals;
export const assertArrayIncludes: typeof standIn.assertArrayIncludes = std.assertArrayIncludes;
export const assertEquals: typeof standIn.assertEquals = std.assertEquals;
export const assertExists: typeof standIn.assertExists = std.assertExists;
export const assertGreater: typeof standIn.assertGreater = std.assertGreater;
export const assertGreaterOrEqual: typeof standIn.assertGreaterOrEqual = std.assertGreaterOrEqual;
export const assertInstanceOf: typeof standIn.assertInstanceOf = std.assertInstanceOf;
export const assertLess: typeof standIn.assertLess = std.assertLess;
export const assertLessOrEqual: typeof standIn.assertLessOrEqual = std.assertLessOrEqual;
export const assertMatch: typeof standIn.assertMatch = std.assertMatch;
export const assertNotEquals: typeof standIn.assertNotEquals = std.assertNotEquals;
export const assertNotMatch: typeof standIn.assertNotMatch = std.assertNotMatch;
export const assertObjectMatch: typeof standIn.assertObjectMatch = std.assertObjectMatch;
export const assertRejects: typeof standIn.assertRejects = std.assertRejects;
export const assertStrictEquals: typeof standIn.assertStrictEquals = std.assertStrictEquals;
export const assertStringIncludes: typeof standIn.assertStringIncludes = std.assertStringIncludes;
export const assertThrows: typeof standIn.assertThrows = std.assertThrows;
export const AssertionError: typeof standIn.AssertionError = std.AssertionError;
export const equal: typeof standIn.equal = std.equal;
export const fail: typeof standIn.fail = std.fail;
