/** Paths that begin in the user's home: no shell stands between a notebook and a folder to put it in for "~". */

/**
 * A path with its leading "~/" replaced by the home folder, of the environment's `HOME` or `USERPROFILE`; any other path as it is.
 * @param action What cannot be done, for the message: "track".
 * @param name What the argument is called, for the message.
 * @throws {RangeError} If it begins with "~/" and the home folder is not known here: a folder named "~" is never meant.
 */
export function homePath(path: string, action: string, name: string): string {
  if (path !== "~" && !/^~[/\\]/.test(path)) return path;
  const home = homeFolder();
  if (home === undefined) {
    throw new RangeError(
      `Cannot ${action} as "${name}" must be written out, for no home folder is known here: current value is "${path}"`,
    );
  }
  return home + path.slice(1);
}

function homeFolder(): string | undefined {
  for (const name of ["HOME", "USERPROFILE"]) {
    try {
      const home = Deno.env.get(name);
      if (home) return home.replace(/[/\\]+$/, "");
    } catch {
      // No permission to read the environment: as if it were not there.
    }
  }
  return undefined;
}
