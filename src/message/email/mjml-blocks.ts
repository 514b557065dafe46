import { Fault } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import type { Flaw, Text } from "../html/flaw.ts";
import { liquidIn, type Piece } from "../html/liquid-pieces.ts";
import { variantFor } from "../variants.ts";

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

/**
 * The blocks of MJML that are rendered where none can be: in what is HTML already, which is a text, or a part of one,
 * and the blocks in it.
 */
export function misplacedBlocks(text: Text, pieces: readonly Piece[], blocks: Blocks, language: string): Flaw[] {
  const seen = new Set<string>();
  const flaws: Flaw[] = [];

  function look(inside: Text, some: readonly Piece[]): void {
    for (const piece of some) {
      const use = blockOf(inside, piece, blocks, language);
      if (use === undefined) continue;
      if (use.mjml)
        flaws.push({ text: inside, begin: piece.begin, fault: new Fault("email.mjml-block", { name: use.name }) });
      else if (!seen.has(use.name)) {
        seen.add(use.name);
        look(use.text, readable(use.text.source));
      }
    }
  }

  look(text, pieces);
  return flaws;
}

function readable(source: string): Piece[] {
  try {
    return liquidIn(source);
  } catch {
    // What Liquid cannot read is told where it is read.
    return [];
  }
}

/** The same tag for a block of another name. */
export function renamed(tag: string, name: string): string {
  return tag.replace(named, (begin) => begin.replace(/(?:"[^"]*"|'[^']*')$/, `"${name}"`));
}

/** Whether HTML begins with an element of MJML, but for Liquid and comments before it. */
function isMjml(source: string): boolean {
  let at = 0;
  let bare = "";
  for (const piece of readable(source)) {
    bare += source.slice(at, piece.begin);
    at = piece.end;
  }
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<mj-/i.test(bare + source.slice(at));
}
