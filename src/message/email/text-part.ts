type Convert = (html: string) => string;

let converter: Promise<Convert> | undefined;

/** Makes the plain part of an e-mail from its page. Loaded when it is first needed. */
export function textConverter(): Promise<Convert> {
  converter ??= load();
  return converter;
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];

async function load(): Promise<Convert> {
  const { compile } = await import("html-to-text");
  const convert = compile({
    wordwrap: false,
    formatters: {
      // A picture is its words, where it has some.
      words: (element, _walk, builder) => {
        const alt = (element.attribs?.alt ?? "").trim();
        if (alt !== "") builder.addInline(`[${alt}]`);
      },
    },
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"], noAnchorUrl: true } },
      ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "img", format: "words" },
      { selector: "ul", options: { itemPrefix: "- " } },
      // What lays the page out is no table: its cells stand below each other.
      ...["table", "tbody", "tr", "td"].map((selector) => ({ selector, format: "block" })),
      { selector: "th", format: "block" },
    ],
  });
  return (html) =>
    `${convert(html)
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim()}\n`;
}
