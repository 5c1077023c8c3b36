/** Packages of npm at their first use: what only measures never waits for them. */
import { PackageError } from "../errors.ts";

/** The cures of an import that fails, tried in a notebook below a folder with a `package.json`. */
const HINT =
  'If a package.json stands above the notebook, put a deno.json with { "nodeModulesDir": "none" } beside ' +
  "the notebook, or set DENO_NO_PACKAGE_JSON=1; without a network, run it once where there is one";

/**
 * Loads a package by its specifier, "npm:name@range".
 *
 * The specifier is a value and no literal: a literal is fetched when the module that holds it is imported.
 * @throws {PackageError} If it cannot be had here; the hint names the cure.
 */
export async function loadPackage<T>(
  specifier: string,
  purpose: string,
  attributes: { readonly type?: "json" } = {},
): Promise<T> {
  try {
    return await import(specifier, { with: { ...attributes } }) as T;
  } catch (cause) {
    throw new PackageError(`Cannot load "${specifier}", which ${purpose} need`, {
      cause,
      hint: HINT,
    });
  }
}
