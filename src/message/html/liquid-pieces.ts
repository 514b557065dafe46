import { Tokenizer, TypeGuards } from "liquidjs";
import { engineFor } from "../engine.ts";

/** A tag or an output of Liquid as it stands in a text. */
export interface Piece {
  begin: number;
  end: number;
  /** Name of the tag; undefined for an output. What stands in `comment`, `doc` and `raw` is one piece with them. */
  tag?: string;
}

const opaque = new Set(["comment", "doc", "raw"]);

/** The Liquid of a text, in its order. @throws LiquidJS's error where something of it is never closed */
export function liquidIn(source: string): Piece[] {
  const { options } = engineFor("html").liquid;
  const pieces: Piece[] = [];
  let open: { piece: Piece; end: string } | undefined;
  for (const token of new Tokenizer(source, options.operators).readTopLevelTokens(options)) {
    if (TypeGuards.isHTMLToken(token)) continue;
    const tag = TypeGuards.isTagToken(token) ? token.name : undefined;
    if (open !== undefined) {
      open.piece.end = token.end;
      if (tag === open.end) open = undefined;
      continue;
    }
    const piece: Piece = { begin: token.begin, end: token.end, ...(tag !== undefined && { tag }) };
    pieces.push(piece);
    if (tag !== undefined && opaque.has(tag)) open = { piece, end: `end${tag}` };
  }
  return pieces;
}

/** Tags that hold others, by the tag that ends them. */
const holders = new Set(["capture", "case", "for", "if", "optional", "tablerow", "unless"]);
const betweens = new Set(["else", "elsif", "when"]);

/** What a piece is to those that hold others. */
function roleOf({ tag = "" }: Piece): "opens" | "between" | "closes" | "alone" {
  if (holders.has(tag)) return "opens";
  if (betweens.has(tag)) return "between";
  return holders.has(tag.replace(/^end/, "")) ? "closes" : "alone";
}

/** What writes nothing at its place, wherever that is. */
const silent = new Set(["#", "assign", "comment", "doc", "liquid"]);

export const isSilent = ({ tag = "" }: Piece) => silent.has(tag);

const writing = new Set(["cycle", "decrement", "echo", "increment", "raw", "tablerow", "endtablerow"]);

/** Whether a piece writes a text, rather than to choose or repeat what is around it. Blocks are neither. */
export const writesText = ({ tag }: Piece) => tag === undefined || writing.has(tag);

/** Those of a text's pieces that stand between two places. */
export function piecesWithin(pieces: readonly Piece[], begin: number, end: number): readonly Piece[] {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.begin ?? 0) < begin) low = middle + 1;
    else high = middle;
  }
  const first = low;
  while ((pieces[low]?.end ?? Number.POSITIVE_INFINITY) <= end) low += 1;
  return pieces.slice(first, low);
}

/**
 * Follows what Liquid holds through a text: it must not begin in one element or attribute and end in another. Answers
 * false for a piece that does.
 */
export function followLiquid(): (piece: Piece, inside: object) => boolean {
  const open: object[] = [];
  return (piece, inside) => {
    const role = roleOf(piece);
    if (role === "alone") return true;
    if (role === "opens") {
      open.push(inside);
      return true;
    }
    const opened = role === "closes" ? open.pop() : open.at(-1);
    return opened === undefined || opened === inside;
  };
}
