/** What this tool is called in texts that leave it. */

/** Name of the tool. */
export const TOOL_NAME = "Footnote";
/** Its version, as in `deno.json`; a test holds the two together. */
export const TOOL_VERSION = "0.1.0";
/** Where it is found: what a program imports. */
export const TOOL_PACKAGE = "jsr:@footnote/footnote";
