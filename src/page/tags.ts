/** Where something is in a text: from its first sign to behind its last. */
export interface Span {
  start: number;
  end: number;
}

/** A tag of an HTML document; in a comment, a style, a script or an attribute is none. */
export interface Tag extends Span {
  /** In small letters. */
  name: string;
  closes: boolean;
  /** The values of its attributes, between their quotes; of two alike, both. */
  attributes: readonly ({ name: string } & Span)[];
}

/** Elements whose content is text up to their end tag. */
const rawText: ReadonlySet<string> = new Set([
  "script",
  "style",
  "title",
  "textarea",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
]);
const space = /[\t\n\f\r ]/;

/** The tags of a document, in the order and to the extent of HTML Living Standard, 13.2.5. Takes time as the document is long. */
export function* tagsOf(html: string): Generator<Tag> {
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at)) {
    if (!/[a-z]/i.test(html[at + (html[at + 1] === "/" ? 2 : 1)] ?? "")) {
      at = behindComment(html, at);
      continue;
    }
    const tag = tagAt(html, at);
    // One that never ends is none, and there is nothing behind it.
    if (tag === undefined) return;
    yield tag;
    at = tag.end;
    if (!tag.closes && rawText.has(tag.name)) at = endOfRawText(html, at, tag.name);
  }
}

/** Behind a comment, a declaration, or a `<` that is none. */
function behindComment(html: string, at: number): number {
  const behind = (text: string, from: number) => {
    const found = html.indexOf(text, from);
    return found < 0 ? html.length : found + text.length;
  };
  if (html.startsWith("<!-->", at) || html.startsWith("<!--->", at)) return behind(">", at);
  if (html.startsWith("<!--", at)) {
    const ending = /--!?>/g;
    ending.lastIndex = at + 4;
    return ending.test(html) ? ending.lastIndex : html.length;
  }
  return /[!?/]/.test(html[at + 1] ?? "") ? behind(">", at) : at + 1;
}

function endOfRawText(html: string, from: number, name: string): number {
  const ending = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, "gi");
  ending.lastIndex = from;
  return ending.exec(html)?.index ?? html.length;
}

function tagAt(html: string, start: number): Tag | undefined {
  const closes = html[start + 1] === "/";
  const behindWhile = (fits: (sign: string) => boolean, from: number) => {
    let at = from;
    while (at < html.length && fits(html[at] ?? "")) at += 1;
    return at;
  };
  const isSpace = (sign: string) => space.test(sign);
  let at = behindWhile((sign) => !space.test(sign) && sign !== "/" && sign !== ">", start + (closes ? 2 : 1));
  const name = html.slice(start + (closes ? 2 : 1), at).toLowerCase();
  const attributes: ({ name: string } & Span)[] = [];
  for (;;) {
    at = behindWhile((sign) => isSpace(sign) || sign === "/", at);
    if (at >= html.length) return undefined;
    if (html[at] === ">") return { name, closes, attributes, start, end: at + 1 };
    const begin = at;
    // A `=` that begins a name is part of it.
    at = behindWhile((sign) => !isSpace(sign) && !"/>=".includes(sign), at + 1);
    const attribute = html.slice(begin, at).toLowerCase();
    const equals = behindWhile(isSpace, at);
    if (html[equals] !== "=") continue;
    const value = behindWhile(isSpace, equals + 1);
    const quote = html[value];
    if (quote === '"' || quote === "'") {
      const end = html.indexOf(quote, value + 1);
      if (end < 0) return undefined;
      attributes.push({ name: attribute, start: value + 1, end });
      at = end + 1;
    } else {
      at = behindWhile((sign) => !isSpace(sign) && sign !== ">", value);
      attributes.push({ name: attribute, start: value, end: at });
    }
  }
}
