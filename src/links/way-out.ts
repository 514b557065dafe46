/** What people and laws call it, in the languages of the product. */
const words =
  /unsubscribe|opt[-\s]?out|d[ée]sabonn|d[ée]sinscri|se d[ée]sabonner|ne plus recevoir|no longer (?:wish|want)|stop receiving/i;
const link = /<a\b[^>]{0,2000}\bhref\s*=\s*["']?([^"'\s>]{1,2000})[^>]{0,2000}>([\s\S]{0,2000}?)<\/a>/gi;
const address = /\b(?:https?:\/\/|mailto:)\S{4,2000}/i;

/**
 * Whether a message tells its reader how to get no more of the kind: a link whose address or words say so, or, in the text,
 * words with an address in the same paragraph. Advertising without one may not be sent (Directive 2002/58/EC, article 13(4)).
 */
export function hasWayOut({ html = "", text = "" }: { html?: string; text?: string }): boolean {
  for (const [, href = "", inner = ""] of html.matchAll(link)) {
    if (!/^(?:https?:|mailto:)/i.test(href)) continue;
    if (words.test(href) || words.test(inner.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "))) return true;
  }
  return text.split(/\n\s*\n/).some((part) => words.test(part) && address.test(part));
}
