import type { Flaw, Text } from "../html/flaw.ts";
import type { BlockUse } from "./mjml-blocks.ts";
import type { Element } from "./scan-mjml.ts";

/** A block of MJML where it is compiled: between its two words. */
export interface Expansion {
  use: BlockUse;
  /** The tag that renders it. */
  tag: string;
  tagWord: string;
  first: string;
  last: string;
}

/** Words for what an e-mail is given when it is rendered. */
export interface SlotWords {
  language: string;
  direction: string;
  title: string;
}

/** MJML in which words stand for Liquid. */
export interface Arranged {
  mjml: string;
  /** Words of what is to stand before all else. */
  front: string;
  /** By their line in `mjml`, from 1. */
  elements: ReadonlyMap<number, { text: Text; element: Element }>;
  expansions: readonly Expansion[];
  /** What keeps it from being compiled. */
  flaws: readonly Flaw[];
}

/** Each takes the compiler a sixth of a millisecond. */
const mostElements = 2_000;
/** Characters. */
const longest = 500_000;

/** MJML as it is put together, line by line. */
export class Sheet {
  mjml = "";
  private line = 1;
  readonly elements = new Map<number, { text: Text; element: Element }>();

  /** Whether it is more than one compilation takes. Blocks in blocks become many soon. */
  get overfull(): boolean {
    return this.elements.size > mostElements || this.mjml.length > longest;
  }

  put(written: string): void {
    this.mjml += `${written}\n`;
    this.line += written.split("\n").length;
  }

  /** A start tag: what MJML says of its line is said of the element. */
  putElement(tag: string, text: Text, element: Element): void {
    this.elements.set(this.line, { text, element });
    this.put(tag);
  }
}
