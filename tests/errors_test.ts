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

Deno.test("shownValue() never throws, and names a promise with its cure", () => {
  for (const [name, value] of WITHOUT_TEXT) {
    assertEquals(shownValue(value).startsWith("an object"), true, name);
  }
  assertEquals(shownValue(Promise.resolve(1)), "a promise (write await before it)");
  assertEquals(shownValue("250"), '"250"');
  assertEquals(shownValue(250), "250");
});
