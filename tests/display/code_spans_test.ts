import { withCode } from "../../lib/display/code_spans.ts";
import { assertEquals } from "../assert.ts";

const codeIn = (text: string) =>
  withCode(text).flatMap((piece) =>
    typeof piece === "object" && "as" in piece && piece.as === "code" ? [piece.text] : []
  );

Deno.test("withCode() finds calls, settings and commands in a plain sentence", () => {
  assertEquals(codeIn('track({ zone: "DK" }, …) or FOOTNOTE_ZONE=DK'), [
    'track({ zone: "DK" }, …)',
    "FOOTNOTE_ZONE=DK",
  ]);
  assertEquals(
    codeIn(
      "await doctor() says what this machine can measure; fixedSource({ name, powerWatts }) counts a known power",
    ),
    ["await doctor()", "fixedSource({ name, powerWatts })"],
  );
  assertEquals(codeIn("track({ sources: [wallSource({ … })] }, …) or a calibration"), [
    "track({ sources: [wallSource({ … })] }, …)",
  ]);
  assertEquals(codeIn("sudo chmod -R a+r /sys/class/powercap; a udev rule keeps it open"), [
    "sudo chmod -R a+r /sys/class/powercap",
  ]);
  assertEquals(codeIn("Give it `a b` here"), ["a b"]);
  assertEquals(codeIn("run Deno with -A"), ["-A"]);
  assertEquals(codeIn("The mean (of 2025) stands in for the hour's"), []);
});

Deno.test("withCode() loses no character, whatever the text", () => {
  for (const text of ["", "`", "a`b", "f(", "((((((", "x".repeat(1e4) + "("]) {
    assertEquals(
      withCode(text).map((piece) => typeof piece === "object" && "text" in piece ? piece.text : "")
        .join(""),
      text,
    );
  }
});
