import type { FormatCallback } from "html-to-text";

type Convert = (html: string) => string;
type Element = Parameters<FormatCallback>[0];

let converter: Promise<Convert> | undefined;

/** Makes the plain part of an e-mail from its page. Loaded when it is first needed. */
export function textConverter(): Promise<Convert> {
  converter ??= load();
  return converter;
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
/** Elements inside of each other; what is deeper is left out. Laid out by tables, an e-mail has some forty. */
const deepest = 250;
const layout = ["tbody", "thead", "tfoot", "tr", "td", "th"];

async function load(): Promise<Convert> {
  const { compile } = await import("html-to-text");
  let told = new Set<string>();

  /** A link is told where it is met first; not where its words are the address itself. */
  const link: FormatCallback = (element, walk, builder) => {
    const href = element.attribs?.href ?? "";
    let text = "";
    builder.pushWordTransform((word) => {
      text += word;
      return word;
    });
    walk(element.children, builder);
    builder.popWordTransform();
    const address = href.replace(/^(?:mailto|tel):/, "");
    if (address === "" || address.startsWith("#") || address === text || told.has(address)) return;
    told.add(address);
    builder.addInline(text === "" ? address : ` <${address}>`, { noWordTransform: true });
  };

  /** A picture is its words, where it has some. */
  const picture: FormatCallback = (element, _walk, builder) => {
    const alt = (element.attribs?.alt ?? "").trim();
    if (alt !== "") builder.addInline(`[${alt}]`);
  };

  const table: FormatCallback = (element, walk, builder, options) => {
    const format = holdsData(element) ? "dataTable" : "block";
    builder.options.formatters?.[format]?.(element, walk, builder, options);
  };

  const convert = compile({
    wordwrap: false,
    limits: { maxDepth: deepest, ellipsis: "…" },
    formatters: { link, picture, layoutOrData: table },
    selectors: [
      { selector: "a", format: "link" },
      { selector: "img", format: "picture" },
      ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "ul", options: { itemPrefix: "- " } },
      { selector: "table", format: "layoutOrData", options: { uppercaseHeaderCells: false } },
      ...layout.map((selector) => ({ selector, format: "block" })),
    ],
  });
  return (html) => {
    told = new Set();
    const text = convert(html);
    return `${text
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim()}\n`;
  };
}

/** Whether a table holds rows of several values, rather than to lay out what is in it. */
function holdsData(table: Element): boolean {
  if (table.attribs?.role === "presentation") return false;
  const inside = [...descendants(table)];
  if (inside.some(({ name }) => name === "table")) return false;
  return inside.some(({ name, children }) => name === "tr" && children.filter(isCell).length > 1);
}

const isCell = ({ name }: Element) => name === "td" || name === "th";

/** In the order of the text; without calling itself, which a deep page would not allow. */
function* descendants(element: Element): Generator<Element> {
  const waiting = (element.children ?? []).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (const child of (next.children ?? []).toReversed()) waiting.push(child);
  }
}
