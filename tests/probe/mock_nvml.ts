/** A compiled stand-in for NVIDIA's library, where there is a C compiler. */
import { type Requirement, requires } from "../requires.ts";

/** What tests of the library need. */
export const needsCompiler: Requirement = requires("gcc");

/** Compiles the stand-in into a temporary folder, and hands the test its path and a function that sets its boards. */
export async function withMockNvml(
  test: (library: string, setBoards: (boards: string) => void) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "footnote-nvml-" });
  const library = `${folder}/libnvidia-ml.so.1`;
  const source = new URL("../fixtures/nvml/mock.c", import.meta.url).pathname;
  const before = Deno.env.get("FOOTNOTE_MOCK_NVML");
  try {
    const { success, stderr } = await new Deno.Command(needsCompiler.path, {
      args: ["-shared", "-fPIC", "-O1", "-o", library, source],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    await test(library, (boards) => Deno.env.set("FOOTNOTE_MOCK_NVML", boards));
  } finally {
    if (before === undefined) Deno.env.delete("FOOTNOTE_MOCK_NVML");
    else Deno.env.set("FOOTNOTE_MOCK_NVML", before);
    await Deno.remove(folder, { recursive: true });
  }
}
