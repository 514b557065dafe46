import { PDF, PdfString } from "@libpdf/core";
import { type Drawing, embedDrawing } from "../drawing.ts";
import type { Page } from "../marks.ts";
import { mm, paper } from "../paper.ts";
import type { LetterRequest } from "../request.ts";
import { copyObject, hexOf } from "./copy-object.ts";
import type { Lettering } from "./lettering.ts";
import { createPdf, packed } from "./pdf-file.ts";
import { type Form, pieceOf } from "./pieces.ts";
import { openRepeated } from "./repeated.ts";

/** A file that letters are written into, one after the other. */
export interface LettersFile {
  pages(): number;
  /** Bytes so far. */
  size(): number;
  add(pages: readonly Page[]): Promise<void>;
  end(): { bytes: number; sha256: string };
}

/** Kids of a node of the page tree: readers of PDF/A-1 take at most 8,191 elements of an array. */
const branching = 100;
const sheet = `[0 0 ${Math.round(paper.width * mm * 1000) / 1000} ${Math.round(paper.height * mm * 1000) / 1000}]`;

const textOf = (text: string) => hexOf(PdfString.fromString(text).bytes);

/** A moment as a date of PDF, in UTC. */
const dateOf = (at: number) => `(D:${new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)}Z)`;

/**
 * @param first of the letters: language, title and date are its own
 * @param hashOf a drawing's content: what is the same is in the file once
 */
export function openLettersFile(
  path: string,
  first: LetterRequest,
  lettering: Lettering,
  hashOf: (drawing: Drawing) => string,
): LettersFile {
  const pdf = createPdf(path);
  const [catalog, info, root, fonts] = [pdf.reserve(), pdf.reserve(), pdf.reserve(), pdf.reserve()];
  const forms = new Map<string, Form>();
  const nodes: { number: number; kids: number[] }[] = [];
  let pages = 0;

  const resourcesOf = (drawn: readonly number[]) => {
    const named = drawn.map((number) => `/X${number} ${number} 0 R`).join("");
    return `/Resources<</Font ${fonts} 0 R${named === "" ? "" : `/XObject<<${named}>>`}>>`;
  };
  const repeated = openRepeated((operators, drawn) => {
    const number = pdf.reserve();
    const entries = `/Type/XObject/Subtype/Form/BBox${sheet}${resourcesOf(drawn)}/Filter/FlateDecode`;
    pdf.putStream(number, entries, packed(operators));
    return number;
  });

  const formOf = async (drawing: Drawing): Promise<Form> => {
    const hash = hashOf(drawing);
    const known = forms.get(hash);
    if (known !== undefined) return known;
    // A document for it alone: one for all would keep each drawing in memory until the end.
    const document = PDF.create();
    const embedded = await embedDrawing(document, drawing);
    const form = { number: copyObject(pdf, embedded.ref, (ref) => document.getObject(ref)), box: embedded.box };
    forms.set(hash, form);
    return form;
  };

  const addPage = (content: string, drawn: readonly number[]) => {
    let node = nodes.at(-1);
    if (node === undefined || node.kids.length === branching) {
      node = { number: pdf.reserve(), kids: [] };
      nodes.push(node);
    }
    const [number, stream] = [pdf.reserve(), pdf.reserve()];
    pdf.putStream(stream, "/Filter/FlateDecode", packed(content));
    pdf.put(number, `<</Type/Page/Parent ${node.number} 0 R/Contents ${stream} 0 R${resourcesOf(drawn)}>>`);
    node.kids.push(number);
    pages += 1;
  };

  return {
    pages: () => pages,
    size: pdf.size,
    async add(letter) {
      for (const [index, { marks }] of letter.entries()) {
        const drawings = new Map<Drawing, Form>();
        for (const mark of marks) if (mark.kind === "drawing") drawings.set(mark.drawing, await formOf(mark.drawing));
        const pieces = marks.map((mark) => pieceOf(mark, lettering, (drawing) => drawings.get(drawing)!));
        const { operators, forms: drawn } = repeated.content(index, pieces);
        addPage(operators, drawn);
      }
    },
    end() {
      pdf.put(fonts, `<<${lettering.end(pdf)}>>`);
      for (const { number, kids } of nodes)
        pdf.put(number, `<</Type/Pages/Parent ${root} 0 R/Count ${kids.length}/Kids[${refs(kids)}]>>`);
      const branches = refs(nodes.map(({ number }) => number));
      pdf.put(root, `<</Type/Pages/Count ${pages}/MediaBox${sheet}/Kids[${branches}]>>`);
      pdf.put(catalog, `<</Type/Catalog/Pages ${root} 0 R/Lang${textOf(first.language)}>>`);
      const date = dateOf(first.now);
      const title = textOf(first.subject ?? "");
      pdf.put(info, `<</Title${title}/Producer(Belle Histoire)/CreationDate${date}/ModDate${date}>>`);
      return pdf.end(catalog, info);
    },
  };
}

const refs = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(" ");
