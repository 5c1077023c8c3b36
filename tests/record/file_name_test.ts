import { recordFileName } from "../../lib/record/file_name.ts";
import { assert, assertEquals, assertMatch } from "../assert.ts";

const startedAt = "2026-11-24T10:15:45.250Z";

Deno.test("recordFileName() says when, what and which", () => {
  assertEquals(
    recordFileName({ startedAt, name: "ResNet-50 (try 2)", id: "a1b2" }),
    "2026-11-24T101545_resnet-50-try-2_a1b2.jsonl",
  );
  assertEquals(
    recordFileName({ startedAt, name: "digits", id: "a1b2" }, 3),
    "2026-11-24T101545_digits_a1b2-3.jsonl",
  );
});

Deno.test("recordFileName() keeps letters of other scripts", () => {
  assertEquals(
    recordFileName({ startedAt, name: "Übung 三", id: "1" }),
    "2026-11-24T101545_übung-三_1.jsonl",
  );
});

Deno.test("recordFileName() is safe for hostile names", () => {
  const names = [
    "../../etc/passwd",
    "/absolute",
    "C:\\windows\\x",
    "a\0b",
    "a\nb",
    "..",
    ".",
    "",
    "   ",
    "-rf *",
    "$(reboot)`x`",
    "<script>alert(1)</script>",
    "\u202Egpj.exe",
    "😀😀",
    "\u0301".repeat(300),
    "x".repeat(10_000),
    "三".repeat(10_000),
    "CON",
    "a.jsonl",
  ];
  for (const name of names) {
    const file = recordFileName({ startedAt, name, id: name });
    assertMatch(file, /^2026-11-24T101545_[\p{L}\p{N}\p{M}-]+_[\p{L}\p{N}\p{M}-]+\.jsonl$/u);
    assert(new TextEncoder().encode(file).length <= 300, file);
    assert(!file.includes("_-"), file);
  }
  assertEquals(recordFileName({ startedAt, name: "..", id: "1" }), "2026-11-24T101545_run_1.jsonl");
});
