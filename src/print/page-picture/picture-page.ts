import { readDrawings } from "../letter/drawing.ts";
import { paintersOf, type Resolve } from "../letter/pdf-x/painters.ts";
import { Drawer, type Lacking } from "./draw.ts";
import { Sheet } from "./sheet.ts";
import { beginning, type Matrix } from "./state.ts";

/**
 * A page of a PDF as SVG, cut as the sheet will be, that a browser shows where it cannot show a PDF: in a document that is
 * printed. Drawn is what letters and maps are made of: paths, pictures, TrueType letters, clips, transparency. What else
 * a design brings, such as a shading, is left out, and its name stands in `data-lacking` of the SVG.
 *
 * @param number of the page, from 1
 * @returns undefined: there is no such page
 * @throws what the reading of the PDF throws
 */
export async function picturePage(pdf: Uint8Array, number: number): Promise<string | undefined> {
  const drawing = (await readDrawings("", pdf))[number - 1];
  if (drawing === undefined) return undefined;
  const { source, box, width, height } = drawing;
  const resolve: Resolve = (ref) => source.getObject(ref);
  const page = source.getPage(number - 1);
  const [painter] = page === null ? [] : paintersOf(page.dict, resolve);
  if (painter === undefined) return undefined;
  const lacking: Lacking = new Set();
  const sheet = new Sheet();
  // Pages of a PDF are measured from their lower left corner.
  const upright: Matrix = [1, 0, 0, -1, -box.left, box.top];
  const parts = painter.content.flatMap((stream) => [stream.getDecodedData(), Buffer.from("\n")]);
  new Drawer(sheet, resolve, lacking).draw(Buffer.concat(parts), painter.resources, beginning(upright));
  if (drawing.rotated) lacking.add("Rotate");
  return sheet.svg(width, height, [...lacking].join(" "));
}

/** The worker's side of `letterPicture`. */
export const inWorker = ({ pdf, page }: { pdf: Uint8Array; page: number }): Promise<string | undefined> =>
  picturePage(pdf, page);
