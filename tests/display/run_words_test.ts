import { pueText } from "../../lib/display/run_words.ts";
import { assertEquals } from "../assert.ts";

Deno.test("pueText() has a decimal at least and three at most, also of a mean that lost its last digit", () => {
  assertEquals([1, 1.2, 1.09, 1.125].map(pueText), ["1.0", "1.2", "1.09", "1.125"]);
  assertEquals([0.9999999999999998, 1.0000000000000002].map(pueText), ["1.0", "1.0"]);
  assertEquals([1.2000000000000002, 1.0999999999999999, 1.10004].map(pueText), [
    "1.2",
    "1.1",
    "1.1",
  ]);
});
