import * as loaded from "./assert.ts";
import * as standIn from "./assert_fallback.ts";

// The stand-in is tried beside what `assert.ts` loaded: where that is `@std/assert`, each verdict here is checked against it.
const worlds: readonly (readonly [string, typeof standIn])[] = [
  ["stand-in", standIn],
  ["assert.ts", loaded as unknown as typeof standIn],
];

const same: readonly (readonly [string, unknown, unknown])[] = [
  ["0 and -0", 0, -0],
  ["0 and -0 inside", { a: [0] }, { a: [-0] }],
  ["NaN", NaN, NaN],
  ["an object without a prototype and a plain one", Object.assign(Object.create(null), { a: 1 }), {
    a: 1,
  }],
  ["keys in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["dates", new Date(5), new Date(5)],
  ["maps", new Map([["a", { b: 1 }]]), new Map([["a", { b: 1 }]])],
  ["sets of objects", new Set([{ a: 1 }]), new Set([{ a: 1 }])],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["what is not enumerable", Object.defineProperty({ a: 1 }, "result", { value: 2 }), { a: 1 }],
];
const different: readonly (readonly [string, unknown, unknown])[] = [
  ["an absent and an undefined key", {}, { a: undefined }],
  ["an absent and an undefined key, turned round", { a: undefined }, {}],
  ["another absent key", { a: undefined }, { b: undefined }],
  ["null and undefined", null, undefined],
  ["1 and its text", 1, "1"],
  ["an array and an object", [1], { 0: 1 }],
  ["a class and plain data", new (class A {})(), {}],
  ["a symbol's value", { [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }],
  ["patterns", /a/i, /a/g],
  ["maps of equal size", new Map([["a", 1]]), new Map([["a", 2]])],
  ["lengths", [1, 2], [1, 2, 3]],
];

for (const [world, loadedThere] of worlds) {
  const the: typeof standIn = loadedThere;
  Deno.test(`assertEquals() and assertNotEquals() agree with @std/assert (${world})`, () => {
    for (const [what, a, b] of same) {
      the.assertEquals(a, b, what);
      the.assertThrows(() => the.assertNotEquals(a, b), the.AssertionError, "", what);
    }
    for (const [what, a, b] of different) {
      the.assertNotEquals(a, b, what);
      the.assertThrows(() => the.assertEquals(a, b), the.AssertionError, "", what);
    }
  });

  Deno.test(`assertEquals() ends on a circle (${world})`, () => {
    const ring: { next?: unknown } = {};
    ring.next = ring;
    const other: { next?: unknown } = {};
    other.next = other;
    the.assertEquals(ring, other);
  });

  Deno.test(`assertStrictEquals() tells 0 from -0 and one object from its copy (${world})`, () => {
    the.assertStrictEquals(NaN, NaN);
    the.assertThrows(() => the.assertStrictEquals(0, -0), the.AssertionError);
    the.assertThrows(() => the.assertStrictEquals<unknown>({}, {}), the.AssertionError);
  });

  Deno.test(`assertAlmostEquals() takes the tolerance, its edge included (${world})`, () => {
    the.assertAlmostEquals(1, 1.5, 0.5);
    the.assertAlmostEquals(1.00000001, 1);
    the.assertAlmostEquals(Infinity, Infinity);
    the.assertThrows(() => the.assertAlmostEquals(1, 1.51, 0.5), the.AssertionError);
    the.assertThrows(() => the.assertAlmostEquals(NaN, 1, 10), the.AssertionError);
    the.assertThrows(() => the.assertAlmostEquals(1.001, 1), the.AssertionError);
  });

  Deno.test(`assertThrows() gives back the error, and checks class and message (${world})`, () => {
    const throwing = () => {
      throw new RangeError("Cannot do it");
    };
    const error = the.assertThrows(throwing, RangeError, "do it");
    the.assertInstanceOf(error, RangeError);
    the.assertThrows(() => the.assertThrows(throwing, TypeError), the.AssertionError);
    the.assertThrows(() => the.assertThrows(throwing, RangeError, "else"), the.AssertionError);
    the.assertThrows(() => the.assertThrows(() => 1), the.AssertionError);
    const textThrown = () => {
      throw "text";
    };
    the.assertEquals(the.assertThrows(textThrown), "text");
    the.assertThrows(() => the.assertThrows(textThrown, Error), the.AssertionError);
  });

  Deno.test(`assertRejects() wants a rejected promise, not a thrown error (${world})`, async () => {
    const error = await the.assertRejects(
      () => Promise.reject(new TypeError("no")),
      TypeError,
      "no",
    );
    the.assertInstanceOf(error, TypeError);
    await the.assertRejects(
      () => the.assertRejects(() => Promise.resolve(1)),
      the.AssertionError,
    );
    await the.assertRejects(
      () =>
        the.assertRejects(() => {
          throw new TypeError("at once");
        }, TypeError),
      the.AssertionError,
    );
  });

  Deno.test(`assertObjectMatch() asks only for what is expected, at every depth (${world})`, () => {
    the.assertObjectMatch({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } });
    the.assertObjectMatch({ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] });
    the.assertThrows(() => the.assertObjectMatch({ a: 1 }, { b: 1 }), the.AssertionError);
    the.assertThrows(() => the.assertObjectMatch({ a: { b: 1 } }, { a: { b: 2 } }));
    the.assertThrows(() => the.assertObjectMatch({}, { a: undefined }), the.AssertionError);
  });

  Deno.test(`the small assertions hold and fail (${world})`, () => {
    the.assert(1);
    the.assertExists(0);
    the.assertGreater(2, 1);
    the.assertGreaterOrEqual(2, 2);
    the.assertLess(1, 2);
    the.assertLessOrEqual(2, 2);
    the.assertMatch("abc", /b/);
    the.assertNotMatch("abc", /d/);
    the.assertStringIncludes("abc", "bc");
    the.assertArrayIncludes([1, { a: 1 }], [{ a: 1 }]);
    const wrong = [
      () => the.assert(0),
      () => the.assertExists(undefined),
      () => the.assertExists(null),
      () => the.assertGreater(1, 1),
      () => the.assertGreaterOrEqual(1, 2),
      () => the.assertLess(1, 1),
      () => the.assertLessOrEqual(2, 1),
      () => the.assertMatch("abc", /d/),
      () => the.assertNotMatch("abc", /b/),
      () => the.assertStringIncludes("abc", "cb"),
      () => the.assertArrayIncludes([1, 2], [3]),
      () => the.assertInstanceOf(new Error(), TypeError),
      () => the.fail("here"),
    ];
    for (const one of wrong) the.assertThrows(one, the.AssertionError);
  });
}
