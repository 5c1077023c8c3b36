import { noteLine } from "../../lib/display/footnotes.ts";
import { textOf } from "../../lib/display/rich_text.ts";
import { assertEquals } from "../assert.ts";

Deno.test("noteLine() sets the cause apart and begins the next step with a capital", () => {
  const [cause] = noteLine({
    code: "x",
    message: "CPU modelled: no counter",
    hint: "run it again",
  });
  assertEquals(cause, { text: "CPU modelled:", as: "strong" });
  assertEquals(
    textOf(noteLine({ code: "x", message: "CPU modelled: no counter", hint: "run it again" })),
    "CPU modelled: no counter. Run it again",
  );
  assertEquals(
    noteLine({ code: "x", message: "Place guessed from the time zone Europe/Rome" })[0],
    { text: "Place guessed", as: "strong" },
  );
  assertEquals(noteLine({ code: "x", message: "" }), []);
});
