/** Root may read everything, so what is closed to an ordinary user is tried as one: otherwise such a test would be skipped wherever tests run as root. */

const NOBODY = 65534;
const LIBC = Deno.build.os === "darwin" ? "libSystem.dylib" : "libc.so.6";

/** Does the work with the rights of the user "nobody" where the process is root's, else as it is. Whatever is imported in it has to be loaded before. */
export async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
  if (Deno.uid() !== 0) return await work();
  // By the C library, which changes every thread of the process; a child would need rights to the caches of the user's home.
  const library = Deno.dlopen(LIBC, { seteuid: { parameters: ["u32"], result: "i32" } });
  const become = (user: number) => {
    if (library.symbols.seteuid(user) !== 0) throw new Error(`Cannot become user ${user}`);
  };
  try {
    become(NOBODY);
    return await work();
  } finally {
    become(0);
    library.close();
  }
}
