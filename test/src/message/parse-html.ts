import { parse } from "parse5";

interface HtmlNode {
  nodeName: string;
  attrs?: { name: string; value: string }[];
  childNodes?: HtmlNode[];
  value?: string;
}

function* nodesOf(node: HtmlNode): Generator<HtmlNode> {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodesOf(child);
}

/** The elements of a page with the names of their attributes, and its comments, as a browser reads it; without texts. */
export function structureOf(html: string, without: readonly string[] = []): string[] {
  const named = [...nodesOf(parse(html))].filter(({ nodeName }) => nodeName !== "#text" && !without.includes(nodeName));
  return named.map(({ nodeName, attrs = [] }) => [nodeName, ...attrs.map(({ name }) => name)].join(" "));
}

/** The values of an attribute, as a browser reads them. */
export function attributesOf(html: string, name: string): string[] {
  return [...nodesOf(parse(html))].flatMap(({ attrs = [] }) =>
    attrs.filter((attribute) => attribute.name === name).map(({ value }) => value),
  );
}

/** All text of a page, scripts included, as a browser reads it. */
export function textOf(html: string): string {
  return [...nodesOf(parse(html))].map(({ nodeName, value }) => (nodeName === "#text" ? value : "")).join("");
}
