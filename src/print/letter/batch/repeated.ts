import { joined, type Piece } from "./pieces.ts";

/** Shorter operators cost less than the form that they would be in. */
const worthwhile = 120;
/** So many stretches are remembered; a template has a handful. */
const remembered = 500;

/**
 * What letters of a template have in common is drawn once as a form: sender, marks, footer, paragraphs without a name.
 * A stretch of marks that stood in the letter before as well, and in an earlier one too, becomes one; it is found by what
 * it draws, so that a zone need not say whether it is the same for all.
 */
export interface Repeated {
  /** @param page number of the page in its letter, from 0 */
  content(page: number, pieces: readonly Piece[]): { operators: string; objects: readonly number[] };
}

/** @param makeForm puts operators into the file as a form of a page’s size; answers its number */
export function openRepeated(makeForm: (operators: string, objects: readonly number[]) => number): Repeated {
  const before = new Map<number, Set<string>>();
  const stretches = new Map<string, { seen: number; form?: number }>();

  const formOf = (pieces: readonly Piece[]): number | undefined => {
    const operators = joined(pieces);
    if (operators.length < worthwhile) return undefined;
    let stretch = stretches.get(operators);
    if (stretch === undefined) {
      if (stretches.size >= remembered)
        for (const [key, { form }] of stretches) if (form === undefined) stretches.delete(key);
      if (stretches.size >= remembered) stretches.clear();
      stretch = { seen: 0 };
      stretches.set(operators, stretch);
    }
    stretch.seen += 1;
    if (stretch.seen > 1) stretch.form ??= makeForm(operators, objectsOf(pieces));
    return stretch.form;
  };

  return {
    content(page, pieces) {
      const last = before.get(page);
      const current = new Set<string>();
      const parts: Piece[] = [];
      let stretch: Piece[] = [];
      const close = () => {
        const form = stretch.length === 0 ? undefined : formOf(stretch);
        if (form === undefined) parts.push(...stretch);
        else parts.push({ operators: `/X${form} Do\n`, leaves: "", objects: [form] });
        stretch = [];
      };
      for (const piece of pieces) {
        const key = (piece.begins ?? "") + piece.operators;
        current.add(key);
        if (last?.has(key) === true) stretch.push(piece);
        else {
          close();
          parts.push(piece);
        }
      }
      close();
      before.set(page, current);
      return { operators: joined(parts), objects: objectsOf(parts) };
    },
  };
}

const objectsOf = (pieces: readonly Piece[]): number[] => [...new Set(pieces.flatMap(({ objects }) => objects))];
