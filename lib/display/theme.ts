/**
 * Colours with fixed meaning, once as values (for files) and once as CSS variables (for pages): ink carries the message, a
 * colour says which device. Contrasts against the surface were worked out by WCAG 2.2.
 */
import type { DeviceKind } from "../model.ts";

/** Where a drawing stands: on a light page, on a dark page, in print. */
export type ThemeName = "light" | "dark" | "paper";

/** The colour tokens. */
export interface Theme {
  /** The ground that we paint ourselves, always. */
  readonly surface: string;
  /** Figures, whiskers, one's own place, the front, the best window. */
  readonly ink: string;
  /** Ranges, axis text, captions. */
  readonly muted: string;
  /** Axis lines, leaders, beaten runs. */
  readonly faint: string;
  /** Bars that are not a device: duration, used so far. */
  readonly bar: string;
  /** Bands, bars of other places: a whisker and a number carry those. */
  readonly quiet: string;
  /** Grid lines, row rules. */
  readonly grid: string;
  /** Ground of code. */
  readonly code: string;
  readonly gpu: string;
  /** Text on the GPU's colour. */
  readonly onGpu: string;
  readonly cpu: string;
  readonly onCpu: string;
  readonly memory: string;
  readonly onMemory: string;
  /** Rest of the machine, a light fill that needs its outline `restLine`. */
  readonly rest: string;
  readonly restLine: string;
  readonly onRest: string;
  /** Words of failure, always with their sign. */
  readonly bad: string;
  /** Words of caution, always with their sign. */
  readonly warn: string;
}

/** The tokens of each theme as hex, for files that leave the page. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    surface: "#ffffff",
    ink: "#1a1c20",
    muted: "#565c66",
    faint: "#6a707a",
    bar: "#8d949e",
    quiet: "#c3c8cf",
    grid: "#e3e6ea",
    code: "#f2f3f5",
    gpu: "#1d4e9e",
    onGpu: "#ffffff",
    cpu: "#d9780a",
    onCpu: "#1a1c20",
    memory: "#007a6a",
    onMemory: "#ffffff",
    rest: "#b9bec5",
    restLine: "#6a707a",
    onRest: "#1a1c20",
    bad: "#a3262a",
    warn: "#8a5200",
  },
  dark: {
    surface: "#16181c",
    ink: "#e8eaed",
    muted: "#a9b0ba",
    faint: "#8f96a1",
    bar: "#7d8591",
    quiet: "#565d68",
    grid: "#2c3037",
    code: "#24272d",
    gpu: "#5b93e6",
    onGpu: "#10141a",
    cpu: "#f0b05a",
    onCpu: "#10141a",
    memory: "#1a8171",
    onMemory: "#ffffff",
    rest: "#50565f",
    restLine: "#a9b0ba",
    onRest: "#ffffff",
    bad: "#ff9a8f",
    warn: "#f0b35c",
  },
  paper: {
    surface: "#ffffff",
    ink: "#000000",
    muted: "#3d4148",
    faint: "#555a62",
    bar: "#8f959d",
    quiet: "#b4b9c0",
    grid: "#dfe2e6",
    code: "#f2f3f5",
    gpu: "#163f80",
    onGpu: "#ffffff",
    cpu: "#d9780a",
    onCpu: "#000000",
    memory: "#00705f",
    onMemory: "#ffffff",
    rest: "#c4c8cd",
    restLine: "#555a62",
    onRest: "#000000",
    bad: "#8c1d20",
    warn: "#6b4000",
  },
};

/** Class of the root element of everything we put on a page. */
export const ROOT_CLASS = "footnote";
/** Font of everything on a page: the host's, else the system's. */
export const FONT_FAMILY =
  'var(--jp-content-font-family, system-ui, -apple-system, "Segoe UI", sans-serif)';
/** Font of code on a page. */
export const CODE_FONT_FAMILY =
  "var(--jp-code-font-family, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace)";

const NAMES = Object.keys(THEMES.light) as (keyof Theme)[];

function variableName(token: keyof Theme): string {
  return `--fn-${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The same tokens as references, `var(--fn-ink)`: valid inside an element of class `footnote` beside `themeCss()`. */
export const VARIABLES: Theme = Object.fromEntries(
  NAMES.map((token) => [token, `var(${variableName(token)})`]),
) as unknown as Theme;

function declarations(theme: Theme): string {
  return NAMES.map((token) => `${variableName(token)}:${theme[token]}`).join(";");
}

/**
 * The style rules that give an element of class `footnote` its tokens: light, dark where JupyterLab or VS Code say so.
 *
 * The desktop's own preference is not asked in a notebook: a light notebook on a dark desktop would hold a dark card.
 */
export function themeCss(): string {
  const dark = [
    `[data-jp-theme-light="false"]`,
    `body[data-vscode-theme-kind*="dark"]`,
    // Its dark one; the other is "vscode-high-contrast-light".
    `body[data-vscode-theme-kind="vscode-high-contrast"]`,
  ];
  return [
    `.${ROOT_CLASS}{${declarations(THEMES.light)};color-scheme:light}`,
    `${dark.map((host) => `${host} .${ROOT_CLASS}`).join(",")}{${
      declarations(THEMES.dark)
    };color-scheme:dark}`,
    `@media print{${
      [`.${ROOT_CLASS}`, ...dark.map((host) => `${host} .${ROOT_CLASS}`)].join(",")
    }{${
      declarations(THEMES.light)
    };color-scheme:light;print-color-adjust:exact;-webkit-print-color-adjust:exact}}`,
  ].join("\n");
}

/** What a device is drawn with. */
export interface KindColours {
  readonly fill: string;
  /** Outline, and the strokes of a hatch. */
  readonly line: string;
  /** Text on the fill. */
  readonly text: string;
}

/** Colours of a kind of device in a theme: an NPU has the GPU's, a whole system the rest's. */
export function coloursOf(kind: DeviceKind, theme: Theme = VARIABLES): KindColours {
  switch (kind) {
    case "gpu":
    case "npu":
      return { fill: theme.gpu, line: theme.gpu, text: theme.onGpu };
    case "cpu":
      return { fill: theme.cpu, line: theme.cpu, text: theme.onCpu };
    case "memory":
      return {
        fill: theme.memory,
        line: theme.memory,
        text: theme.onMemory,
      };
    default:
      return {
        fill: theme.rest,
        line: theme.restLine,
        text: theme.onRest,
      };
  }
}

/** Order of kinds in stacks and tables: it puts dark against light, in print too. */
export const KIND_ORDER: readonly DeviceKind[] = ["gpu", "npu", "cpu", "memory", "system", "rest"];
/** How kinds are written, alone and counted. */
export const KIND_WORDS: Readonly<Record<DeviceKind, { one: string; many: string }>> = {
  gpu: { one: "GPU", many: "GPUs" },
  npu: { one: "NPU", many: "NPUs" },
  cpu: { one: "CPU", many: "CPUs" },
  memory: { one: "Memory", many: "Memories" },
  system: { one: "Whole machine", many: "Machines" },
  rest: { one: "Rest of the machine", many: "Rests of machines" },
};
