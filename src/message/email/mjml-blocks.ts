import type { Blocks } from "../block.ts";
import { variantFor } from "../variants.ts";
import type { Text } from "./flaw.ts";
import { liquidIn, type Piece } from "./liquid-pieces.ts";

/** A block that a piece of a text renders, in one language. */
export interface BlockUse {
  name: string;
  /** Whether it is elements of MJML, to be compiled where it stands. */
  mjml: boolean;
  text: Text;
}

const named = /^\{%-?\s*render\s+(?:"([^"]*)"|'([^']*)')/;

/** The block that a tag renders; undefined where it is no such tag, or where there is no such block. */
export function blockOf({ source }: Text, piece: Piece, blocks: Blocks, language: string): BlockUse | undefined {
  const match = piece.tag === "render" ? named.exec(source.slice(piece.begin, piece.end)) : null;
  const name = match?.[1] ?? match?.[2];
  const block = name !== undefined && Object.hasOwn(blocks, name) ? blocks[name] : undefined;
  if (name === undefined || block === undefined) return undefined;
  const { text } = variantFor(block.variants, language);
  return { name, mjml: block.kind === "html" && isMjml(text), text: { source: text, block: name } };
}

/** The same tag for a block of another name. */
export function renamed(tag: string, name: string): string {
  return tag.replace(named, (begin) => begin.replace(/(?:"[^"]*"|'[^']*')$/, `"${name}"`));
}

/** Whether HTML begins with an element of MJML, but for Liquid and comments before it. */
export function isMjml(source: string): boolean {
  let at = 0;
  let bare = "";
  try {
    for (const piece of liquidIn(source)) {
      bare += source.slice(at, piece.begin);
      at = piece.end;
    }
  } catch {
    // What Liquid cannot read is told where it is read.
    return false;
  }
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<mj-/i.test(bare + source.slice(at));
}
