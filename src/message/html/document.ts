import { inHtml } from "../kind.ts";

/**
 * What a document is given when it is rendered stands for itself as a tag that no data can write: all of that is
 * escaped.
 */
export const slots = {
  language: "<belle:language>",
  direction: "<belle:direction>",
  title: "<belle:title>",
  opening: "<belle:opening>",
};

const startTag = (name: string) => new RegExp(`<${name}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>`, "gi");

/** Where the first start tag of an element is that stands in no comment. */
function findTag(html: string, name: string): { begin: number; end: number; tag: string } | undefined {
  // Mail programs of Microsoft read other tags in comments.
  const bare = html.replace(/<!--[\s\S]*?-->/g, (comment) => " ".repeat(comment.length));
  const match = startTag(name).exec(bare);
  if (match === null) return undefined;
  const end = match.index + match[0].length;
  return { begin: match.index, end, tag: html.slice(match.index, end) };
}

export const hasTag = (html: string, name: string) => findTag(html, name) !== undefined;

const withoutAttributes = (tag: string, names: string) =>
  tag.replace(new RegExp(`\\s(?:${names})(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s>"']+))?(?=[\\s/>])`, "gi"), "");

const insert = (html: string, at: number, what: string) => html.slice(0, at) + what + html.slice(at);

/**
 * Gives a document that has `html` and `body` what each needs: its language, its title, its character set, its width on a
 * phone, how it looks in the dark, and a place for what an e-mail begins with.
 */
export function finishDocument(page: string): string {
  let html = page;
  const root = findTag(html, "html");
  if (root !== undefined) {
    const tag = withoutAttributes(root.tag, "lang|dir").replace(
      /^<html/i,
      (name) => `${name} lang="${slots.language}" dir="${slots.direction}"`,
    );
    html = html.slice(0, root.begin) + tag + html.slice(root.end);
    if (!hasTag(html, "head")) html = insert(html, root.begin + tag.length, "<head></head>");
  }
  const head = findTag(html, "head");
  if (head !== undefined) html = html.slice(0, head.end) + headOf(html.slice(head.end));
  const body = findTag(html, "body");
  if (body !== undefined) html = insert(html, body.end, slots.opening);
  return html;
}

const ownTitle = /<title[\s>][\s\S]*?<\/title\s*>/gi;
const ownCharacters = /<meta\s[^>]*(?:charset\s*=|http-equiv\s*=\s*["']?content-type)[^>]*>/gi;

/**
 * What stands behind the start of a head, with what the head lacks. A page that does not say how it looks in the dark is
 * left as it is: dark letters need light paper.
 */
function headOf(rest: string): string {
  const end = rest.search(/<\/head>/i);
  const head = rest.slice(0, Math.max(0, end)).replace(ownTitle, "").replace(ownCharacters, "");
  const scheme = /prefers-color-scheme\s*:\s*dark/i.test(head) ? "light dark" : "light only";
  const lacking = [
    '<meta charset="utf-8">',
    ...(/<meta[^>]*viewport/i.test(head)
      ? []
      : ['<meta name="viewport" content="width=device-width, initial-scale=1">']),
    ...(/<meta[^>]*color-scheme/i.test(head)
      ? []
      : [
          `<meta name="color-scheme" content="${scheme}"><meta name="supported-color-schemes" content="${scheme}">`,
          `<style>:root { color-scheme: ${scheme}; supported-color-schemes: ${scheme}; }</style>`,
        ]),
    `<title>${slots.title}</title>`,
  ];
  return lacking.join("") + head + rest.slice(Math.max(0, end));
}

/** Scripts that are written from right to left. */
const rightToLeft = new Set(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"]);

const directions = new Map<string, "ltr" | "rtl">();

function directionOf(language: string): "ltr" | "rtl" {
  let direction = directions.get(language);
  if (direction === undefined) {
    direction = rightToLeft.has(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
    // Languages come with the data: there are not many in use, and none that stays for ever.
    if (directions.size > 200) directions.clear();
    directions.set(language, direction);
  }
  return direction;
}

/** What every slot begins with. */
const slotBegin = "<belle:";

/**
 * Fills in what a rendered page was to be given.
 * @param filled `opening` is HTML that the body begins with
 */
export function fillSlots(page: string, filled: { language: string; subject: string; opening?: string }): string {
  const { language, subject, opening = "" } = filled;
  const values: Record<string, string> = {
    [slots.language]: inHtml(language),
    [slots.direction]: directionOf(language),
    [slots.title]: inHtml(subject),
    [slots.opening]: opening,
  };
  let written = "";
  let at = 0;
  for (let begin = page.indexOf(slotBegin); begin >= 0; begin = page.indexOf(slotBegin, at)) {
    const end = page.indexOf(">", begin) + 1;
    written += page.slice(at, begin) + (values[page.slice(begin, end)] ?? "");
    at = Math.max(end, begin + slotBegin.length);
  }
  return written + page.slice(at);
}
