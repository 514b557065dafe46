import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { type Language, source } from "./definitions.ts";

/** Help as the editor shows it: HTML in elements. */

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

export const isElement = (node: Node): node is Element => "tagName" in node;
export const childrenOf = (element: { childNodes: Node[] }): Element[] => element.childNodes.filter(isElement);
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;
export const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
export const within = (element: { childNodes: Node[] }): Element[] =>
  childrenOf(element).flatMap((child) => [child, ...within(child)]);

/** The elements of a help text, one behind the other. */
export function helpOf(type: string, language: Language): Element[] {
  const text = source(`${type}/locales/${language}/${type}.html`).replace(/^<script[^>]*>|<\/script>\s*$/g, "");
  return childrenOf(parseFragment(text));
}
