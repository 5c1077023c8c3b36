import { firstLine, shownValue } from "../lib/errors.ts";
import { assertEquals } from "./assert.ts";

/** What has no text: each throws where it is made into one. */
const WITHOUT_TEXT: readonly (readonly [name: string, value: unknown])[] = [
  ["an object without a prototype", Object.create(null)],
  ["an object whose toString throws", {
    toString() {
      throw new Error("no text");
    },
  }],
  [
    "an error whose message throws",
    Object.defineProperty(new Error("x"), "message", {
      get() {
        throw new Error("no message");
      },
    }),
  ],
  ["an error named by a symbol", Object.assign(new Error("x"), { name: Symbol("s") })],
  ["a proxy that was revoked", revoked()],
];

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

Deno.test("firstLine() never throws, whatever was thrown", () => {
  for (const [name, value] of WITHOUT_TEXT) {
    assertEquals(firstLine(value), "something that has no text", name);
  }
});

Deno.test("firstLine() is the name and first line of an error, and the text of anything else", () => {
  assertEquals(firstLine(new TypeError("wrong\nmore")), "TypeError: wrong");
  assertEquals(firstLine("stop\nit"), "stop");
  assertEquals(firstLine(undefined), "undefined");
  assertEquals(firstLine(Symbol("s")), "Symbol(s)");
});

Deno.test("firstLine() of an object that is no error is its fields in a line, never [object Object]", () => {
  assertEquals(firstLine({ code: 7 }), '{"code":7}');
  assertEquals(
    firstLine({ code: 7, why: "a\nb", at: [1, null] }),
    '{"code":7,"why":"a\\nb","at":[1,null]}',
  );
  assertEquals(firstLine({}), "{}");
  assertEquals(firstLine([]), "[]");
  assertEquals(firstLine([{ a: 1 }]), '[{"a":1}]');
  assertEquals(firstLine({ big: 12n, none: undefined, run() {} }), '{"big":12}');
  assertEquals(firstLine(Object.assign(Object.create(null), { code: 7 })), '{"code":7}');
  assertEquals(firstLine({ cause: new TypeError("wrong") }), '{"cause":"TypeError: wrong"}');
  // What says itself what it is keeps its words.
  assertEquals(firstLine({ toString: () => "stopped at 3" }), "stopped at 3");
  assertEquals(firstLine(new Map([[1, 2]])), "[object Map]");
});

Deno.test("firstLine() stands objects that cannot be read through: getters, cycles, proxies, millions of items", () => {
  const getter = {
    code: 7,
    get why() {
      throw new Error("no");
    },
  };
  assertEquals(firstLine(getter), '{"code":7,"why":…}');
  const cycle: Record<string, unknown> = { code: 7 };
  cycle.self = cycle;
  assertEquals(firstLine(cycle), '{"code":7,"self":{"code":7,"self":{"code":7,"self":…}}}');
  const trap = new Proxy({ code: 7 }, {
    ownKeys() {
      throw new Error("no");
    },
  });
  assertEquals(firstLine(trap), "{}");
  assertEquals(firstLine({ inner: revoked() }), "{}");
  assertEquals(
    firstLine({ list: new Array(1e7).fill(0) }),
    '{"list":[0,0,0,0,0,0,0,0,…]}',
  );
  const long = firstLine({ text: "x".repeat(1e6), code: 7 });
  assertEquals(long.length, 160);
  assertEquals(long.endsWith("…"), true);
});

Deno.test("shownValue() never throws, and names a promise with its cure", () => {
  for (const [name, value] of WITHOUT_TEXT) {
    assertEquals(shownValue(value).startsWith("an object"), true, name);
  }
  assertEquals(shownValue(Promise.resolve(1)), "a promise (write await before it)");
  assertEquals(shownValue("250"), '"250"');
  assertEquals(shownValue(250), "250");
});
