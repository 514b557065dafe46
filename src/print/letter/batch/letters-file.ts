import { PDF, type PdfRef, PdfString } from "@libpdf/core";
import { type Drawing, embedDrawing } from "../drawing.ts";
import type { Page } from "../marks.ts";
import { mm, paper, type Sheeting } from "../paper.ts";
import { setDefaultColours } from "../pdf-x/default-colours.ts";
import { aboutOf, asUuid, madeBy, metadataOf, pdfxVersion, titled } from "../pdf-x/metadata.ts";
import type { OutputIntent } from "../pdf-x/press-objects.ts";
import { showsThrough } from "../pdf-x/survey.ts";
import { embedPicture, type Picture } from "../picture.ts";
import type { LetterRequest } from "../request.ts";
import { copyObject, hexOf } from "./copy-object.ts";
import type { Lettering } from "./lettering.ts";
import { createPdf, packed } from "./pdf-file.ts";
import { pieceOf } from "./pieces.ts";
import { writePressObjects } from "./press-objects.ts";
import { openRepeated, type Repeated } from "./repeated.ts";

/** A file that letters are written into, one after the other. */
export interface LettersFile {
  pages(): number;
  /** Bytes so far. */
  size(): number;
  /** @throws Fault `print.file-unreadable`; nothing of the letter is in the file then */
  add(pages: readonly Page[], sheeting: Sheeting): Promise<void>;
  end(): { bytes: number; sha256: string };
  /** Takes the file away. */
  abandon(): void;
}

async function embed(document: PDF, shown: Drawing | Picture): Promise<PdfRef> {
  return shown.kind === "picture" ? embedPicture(document, shown) : (await embedDrawing(document, shown)).ref;
}

/** Kids of a node of the page tree: readers of PDF/A-1 take at most 8,191 elements of an array. */
const branching = 100;

const textOf = (text: string) => hexOf(PdfString.fromString(text).bytes);

/** A moment as a date of PDF, in UTC. */
const dateOf = (at: number) => `(D:${new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)}Z)`;

/** A sheet as boxes of a page: all of it, where it is cut, how far the print reaches beyond (ISO 32000-2, 14.11.2). */
function boxesOf({ slug, bleed }: Sheeting) {
  const [width, height] = [(paper.width + 2 * slug) * mm, (paper.height + 2 * slug) * mm];
  const inner = (away: number) =>
    `[${[away, away, width - away, height - away].map((side) => +side.toFixed(3)).join(" ")}]`;
  return { media: inner(0), trim: inner(slug * mm), bleed: inner((slug - bleed) * mm) };
}

/**
 * @param first of the letters: language, title and date are its own
 * @param keyOf the same for drawings and pictures that look the same: they are in the file once
 * @param intent the printing condition of all letters: the file is PDF/X-4
 */
export function openLettersFile(
  path: string,
  first: LetterRequest,
  lettering: Lettering,
  keyOf: (shown: Drawing | Picture) => string,
  intent?: OutputIntent,
): LettersFile {
  const pdf = createPdf(path, intent === undefined ? "1.7" : "1.6");
  const [catalog, info, root, fonts] = [pdf.reserve(), pdf.reserve(), pdf.reserve(), pdf.reserve()];
  const forPress = intent && writePressObjects(pdf, intent);
  const colourSpaces = forPress === undefined ? "" : `/ColorSpace ${forPress.colourSpaces} 0 R`;
  const objects = new Map<string, number>();
  const transparent = new Set<string>();
  const nodes: { number: number; kids: number[] }[] = [];
  let pages = 0;

  const resourcesOf = (drawn: readonly number[]) => {
    const named = drawn.map((number) => `/X${number} ${number} 0 R`).join("");
    return `/Resources<<${colourSpaces}/Font ${fonts} 0 R${named === "" ? "" : `/XObject<<${named}>>`}>>`;
  };
  const repeatedOn = new Map<string, Repeated>();
  const repeatedOf = (media: string): Repeated => {
    const known = repeatedOn.get(media);
    if (known !== undefined) return known;
    const repeated = openRepeated((operators, drawn) => {
      const number = pdf.reserve();
      const entries = `/Type/XObject/Subtype/Form/BBox${media}${resourcesOf(drawn)}/Filter/FlateDecode`;
      pdf.putStream(number, entries, packed(operators));
      return number;
    });
    repeatedOn.set(media, repeated);
    return repeated;
  };

  const put = async (shown: Drawing | Picture): Promise<void> => {
    const key = keyOf(shown);
    if (objects.has(key)) return;
    // A document for it alone: one for all would keep each in memory until the end.
    const document = PDF.create();
    const defaults = forPress?.within(document);
    const ref = await embed(document, shown);
    if (defaults !== undefined) {
      if (shown.kind === "drawing") setDefaultColours(document, ref, defaults);
      if (showsThrough(document, ref, shown)) transparent.add(key);
    }
    const number = copyObject(pdf, ref, (each) => document.getObject(each), defaults?.numbers);
    objects.set(key, number);
  };

  const addPage = (
    content: string,
    drawn: readonly number[],
    { media, trim, bleed }: ReturnType<typeof boxesOf>,
    group: string,
  ) => {
    let node = nodes.at(-1);
    if (node === undefined || node.kids.length === branching) {
      node = { number: pdf.reserve(), kids: [] };
      nodes.push(node);
    }
    const [number, stream] = [pdf.reserve(), pdf.reserve()];
    pdf.putStream(stream, "/Filter/FlateDecode", packed(content));
    const boxes = `/MediaBox${media}/TrimBox${trim}/BleedBox${bleed}`;
    pdf.put(
      number,
      `<</Type/Page/Parent ${node.number} 0 R${boxes}${group}/Contents ${stream} 0 R${resourcesOf(drawn)}>>`,
    );
    node.kids.push(number);
    pages += 1;
  };

  return {
    pages: () => pages,
    size: pdf.size,
    abandon: pdf.abandon,
    async add(letter, sheeting) {
      for (const { marks } of letter)
        for (const mark of marks)
          if (mark.kind === "drawing") await put(mark.drawing);
          else if (mark.kind === "picture") await put(mark.picture);
      const objectOf = (shown: Drawing | Picture) => objects.get(keyOf(shown))!;
      const boxes = boxesOf(sheeting);
      const repeated = repeatedOf(boxes.media);
      for (const [index, { marks }] of letter.entries()) {
        const pieces = marks.map((mark) => pieceOf(mark, { lettering, sheeting, objectOf }));
        const { operators, objects: drawn } = repeated.content(index, pieces);
        const shown = marks.flatMap((mark): (Drawing | Picture)[] => {
          if (mark.kind === "drawing") return [mark.drawing];
          return mark.kind === "picture" ? [mark.picture] : [];
        });
        const mixed = forPress !== undefined && shown.some((one) => transparent.has(keyOf(one)));
        addPage(operators, drawn, boxes, mixed ? `/Group ${forPress.group} 0 R` : "");
      }
    },
    end() {
      pdf.put(fonts, `<<${lettering.end(pdf)}>>`);
      for (const { number, kids } of nodes)
        pdf.put(number, `<</Type/Pages/Parent ${root} 0 R/Count ${kids.length}/Kids[${refs(kids)}]>>`);
      pdf.put(root, `<</Type/Pages/Count ${pages}/Kids[${refs(nodes.map(({ number }) => number))}]>>`);
      const about = forPress === undefined ? aboutOf(first) : titled(aboutOf(first));
      const { title, author, now } = about;
      const shown = "/ViewerPreferences<</DisplayDocTitle true>>";
      let [intended, trapped] = ["", ""];
      if (forPress !== undefined) {
        const metadata = pdf.reserve();
        pdf.putStream(metadata, "/Type/Metadata/Subtype/XML", metadataOf(about, asUuid(pdf.identifier())));
        intended = `/Metadata ${metadata} 0 R/OutputIntents[${forPress.outputIntent} 0 R]`;
        trapped = `/Trapped/False/GTS_PDFXVersion(${pdfxVersion})`;
      }
      pdf.put(catalog, `<</Type/Catalog/Pages ${root} 0 R/Lang${textOf(first.language)}${shown}${intended}>>`);
      const who = `${author === "" ? "" : `/Author${textOf(author)}`}/Creator(${madeBy})/Producer(${madeBy})`;
      pdf.put(info, `<</Title${textOf(title)}${who}/CreationDate${dateOf(now)}/ModDate${dateOf(now)}${trapped}>>`);
      return pdf.end(catalog, info);
    },
  };
}

const refs = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(" ");
