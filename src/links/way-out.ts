/** What people and laws call it, in the languages of the product. */
const words =
  /unsubscribe|opt[-\s]?out|d[ée]sabonn|d[ée]sinscri|ne plus recevoir|no longer (?:wish|want)|stop receiving/i;
const address = /\b(?:https?:\/\/|mailto:)\S{4}/i;
const reference = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
/** Longer tags and link texts are looked at so far only: the time stays that of the length of the message. */
const longest = 4_000;

function* linksIn(html: string): Generator<{ href: string; inner: string }> {
  for (const { index } of html.matchAll(/<a[\s/]/gi)) {
    const window = html.slice(index, index + longest);
    const end = window.indexOf(">");
    const tag = end < 0 ? window : window.slice(0, end);
    const [, double, single, bare] = reference.exec(tag) ?? [];
    // One that is not closed ends where the next begins.
    const [inner = ""] = end < 0 ? [] : window.slice(end + 1).split(/<\/a|<a[\s/]/i, 1);
    yield { href: double ?? single ?? bare ?? "", inner: inner.replace(/<[^<>]*>/g, "").replace(/\s+/g, " ") };
  }
}

/**
 * Whether a message tells its reader how to get no more of the kind: a link whose address or words say so, or, in the text,
 * words with an address in the same paragraph. Advertising without one may not be sent (Directive 2002/58/EC, article 13(4)).
 */
export function hasWayOut({ html = "", text = "" }: { html?: string; text?: string }): boolean {
  for (const { href, inner } of linksIn(html))
    if (/^\s*(?:https?:|mailto:)/i.test(href) && (words.test(href) || words.test(inner))) return true;
  return text.split(/\n\s*\n/).some((part) => words.test(part) && address.test(part));
}
