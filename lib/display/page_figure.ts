/** A figure on a page: both drawings, the wide and the narrow, of which the page's own width shows one. */
import { escapeHtml } from "./escape.ts";
import { ROOT_CLASS, themeCss } from "./theme.ts";

/** Pieces of a figure on a page. */
export interface PageParts {
  readonly wide: string;
  /** Shown in narrow outputs; absent where there is one drawing only. */
  readonly narrow?: string | undefined;
  readonly label: string;
  /** Absent: no caption on the page. */
  readonly caption?: string | undefined;
  /** Up to this width of the output, in px, the narrow drawing is shown: 600. */
  readonly narrowUpTo?: number | undefined;
  /** PNG as a data URL, for viewers that strip styles or drawings. */
  readonly image?: string | undefined;
  /** Its width on the page, in px: it has more points than that, and a viewer that strips styles would show them all. */
  readonly imageWidth?: number | undefined;
}

/**
 * The figure as HTML. With its styles it shows one of the drawings, and the image only where a viewer took the drawings away; without its styles the
 * image, where there is one, else the wide drawing.
 *
 * The width that counts is the output's own, not the window's: a container query.
 */
export function pageFigure(parts: PageParts): string {
  const one = parts.narrow === undefined;
  const narrow = one ? "" : `<div class="fn-narrow" style="display:none">${parts.narrow}</div>`;
  const image = parts.image === undefined
    ? ""
    : `<img alt="${escapeHtml(parts.label)}"${
      parts.imageWidth === undefined ? "" : ` width="${parts.imageWidth}"`
    } src="${parts.image}">`;
  // A viewer that takes styles away may leave the drawings: hidden, or picture and drawing stood below each other.
  const hidden = parts.image === undefined ? "" : ' style="display:none"';
  const caption = parts.caption === undefined || parts.caption === ""
    ? ""
    : `<figcaption>${escapeHtml(parts.caption)}</figcaption>`;
  return `<figure class="${ROOT_CLASS} fn-figure"><style>${themeCss()}\n${
    figureCss(parts.narrowUpTo ?? 600)
  }</style>` +
    `<div class="fn-drawing"><div class="fn-wide"${hidden}>${parts.wide}</div>${narrow}${image}${caption}</div></figure>`;
}

function figureCss(narrowUpTo: number): string {
  return [
    `.${ROOT_CLASS}.fn-figure{container-type:inline-size;margin:0;max-width:752px}`,
    ".fn-figure .fn-drawing{background:var(--fn-surface);color:var(--fn-ink);padding:12px 16px}",
    ".fn-figure svg{display:block;max-width:100%;height:auto;overflow:visible}",
    ".fn-figure figcaption{margin-top:12px;font:12.5px/1.45 var(--jp-content-font-family,system-ui,sans-serif);" +
    "color:var(--fn-muted);max-width:720px}",
    ".fn-figure .fn-wide{display:block!important}",
    // Two rules: a browser that does not know :has() reads the first.
    ".fn-figure img{display:none;max-width:100%;height:auto}",
    ".fn-figure .fn-drawing:not(:has(svg)) img{display:block}",
    `@container (max-width:${narrowUpTo}px){.fn-figure .fn-wide:has(+.fn-narrow){display:none!important}` +
    ".fn-figure .fn-narrow{display:block!important}}",
  ].join("\n");
}
