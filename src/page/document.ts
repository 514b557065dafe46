import type { Asset } from "../contract/index.ts";
import { escaped } from "../links/index.ts";
import { type Span, type Tag, tagsOf } from "./tags.ts";

/** What goes into a document, as HTML. */
export interface Insertion {
  /** Of the document where it has none of its own. */
  title: string;
  /** Before the title, in words: that there is something to look at. */
  attention: string;
  /** BCP 47, of a document that is a fragment. */
  language: string;
  /** In the place of `<response-form>`, else where the text of the document ends. */
  form: string;
  /** Below all else. */
  foot: string;
  /** Style of what is put in. */
  style: string;
  script: string;
  /** What the policy of the page knows its styles by. */
  nonce: string;
  assets: readonly Asset[];
  assetAt(asset: Asset): string;
}

type Change = Span & { text: string };

const marker = "response-form";
const assetAddress = /^\s*asset:([0-9a-f]{64})\s*$/;

/**
 * A document as a visitor gets it: with the form in its place, our style and script, and the addresses of what it shows. It is
 * changed at tags only, so that nothing of its text is taken for one.
 */
export function fillDocument(html: string, insertion: Insertion): string {
  const tags = [...tagsOf(html)];
  const whole = tags.some(({ name }) => ["html", "head", "body"].includes(name)) || /^\s*<!doctype/i.test(html);
  if (!whole) return fillDocument(wrapped(html, insertion), insertion);
  const { nonce, script } = insertion;
  const changes: Change[] = [];
  const put = (at: number, text: string) => changes.push({ start: at, end: at, text });
  for (const tag of tags) if (!tag.closes) changes.push(...changesOf(html, tag, insertion));

  const head = tags.find(({ name, closes }) => closes && name === "head")?.start;
  const title = tags.find(({ name, closes }) => !closes && name === "title");
  const style = `<style nonce="${nonce}">${insertion.style}</style>\n`;
  if (title !== undefined) put(title.end, escaped(insertion.attention));
  else if (head !== undefined) put(head, `<title>${escaped(insertion.attention + insertion.title)}</title>\n`);
  if (head !== undefined) put(head, style);

  const body = endOf(tags, ["body", "html"]) ?? html.length;
  const { place, rest } = formPlace(tags, body);
  changes.push(...rest.map((span) => ({ ...span, text: "" })));
  // A style in a body is no HTML, but all browsers read it.
  changes.push({ ...place, text: (head === undefined ? style : "") + insertion.form });
  put(body, `${insertion.foot}<script>${script}</script>\n`);
  return changed(html, changes);
}

function wrapped(html: string, { language, title }: Insertion): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<main>
${html}
</main>
</body>
</html>
`;
}

function changesOf(html: string, tag: Tag, { nonce, assets, assetAt }: Insertion): Change[] {
  const behindName = tag.start + 1 + tag.name.length;
  // The first of two attributes of one name counts: no other nonce does.
  const own = tag.name === "style" ? [{ start: behindName, end: behindName, text: ` nonce="${nonce}"` }] : [];
  const shown = tag.attributes.flatMap(({ name, start, end }) => {
    const [, hash] = name === "src" || name === "poster" ? (assetAddress.exec(html.slice(start, end)) ?? []) : [];
    const asset = assets.find((one) => one.hash === hash);
    return asset === undefined ? [] : [{ start, end, text: escaped(assetAt(asset)) }];
  });
  return [...own, ...shown];
}

/** Where the document's text ends: the last end tag of the first of the names that has one. */
function endOf(tags: readonly Tag[], names: readonly string[]): number | undefined {
  for (const name of names) {
    const found = tags.findLast((tag) => tag.closes && tag.name === name);
    if (found !== undefined) return found.start;
  }
  return undefined;
}

/** Where the form goes, and what else stands for it and has to go. */
function formPlace(tags: readonly Tag[], body: number): { place: Span; rest: Span[] } {
  const markers = tags.filter(({ name }) => name === marker);
  const [first, ...rest] = markers;
  const end = endOf(tags, ["main"]) ?? body;
  return first === undefined ? { place: { start: end, end }, rest: [] } : { place: first, rest };
}

/** Changes do not overlap; of those at one place, the first that was made comes first. */
function changed(html: string, changes: readonly Change[]): string {
  let text = "";
  let taken = 0;
  for (const { start, end, text: put } of changes.toSorted((one, other) => one.start - other.start)) {
    text += html.slice(taken, start) + put;
    taken = end;
  }
  return text + html.slice(taken);
}
