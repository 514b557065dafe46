/** Longest header of proxies that is read, in characters. */
const longest = 4096;

/**
 * The addresses that proxies wrote, the nearest last, as they stand there; undefined when the header cannot be read.
 * `X-Forwarded-For` is a list divided by commas; `Forwarded` is RFC 7239, of which `for` is read.
 */
export function forwardedFor(header: "x-forwarded-for" | "forwarded", value: string): string[] | undefined {
  if (value.length > longest) return undefined;
  return header === "forwarded" ? readForwarded(value) : value.split(",").map((entry) => entry.trim());
}

/** `name=token` or `name="quoted"`, and the `;`, `,` or end behind it. */
const pair = /\s*([!#$%&'*+.^_`|~\w-]+)=([!#$%&'*+.^_`|~\w:[\]-]+|"(?:[^"\\]|\\.)*")\s*([;,]|$)/y;

/**
 * From the left, strictly: a quote that a caller left open would otherwise swallow what the proxies wrote behind it. An
 * element without `for` counts as an address that is none.
 */
function readForwarded(value: string): string[] | undefined {
  const found: string[] = [];
  let node = "";
  pair.lastIndex = 0;
  while (pair.lastIndex < value.length) {
    const [, name, text = "", end] = pair.exec(value) ?? [];
    if (name === undefined) return undefined;
    if (name.toLowerCase() === "for") {
      if (node !== "") return undefined;
      node = text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
    }
    if (end === ";") continue;
    found.push(node);
    node = "";
    if (end === "") return found;
  }
  return undefined;
}
