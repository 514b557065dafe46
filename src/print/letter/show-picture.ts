import type { Drawing } from "./drawing.ts";
import type { Notes } from "./hand.ts";
import type { Box } from "./marks.ts";
import type { Picture } from "./picture.ts";
import type { Sheet } from "./sheet.ts";

/** Dots per inch at the size at which a picture is printed: fine from the first, not to be printed below the second. */
export const dotsPerInch = { fine: 300, least: 200 } as const;

/** As large as it fits into a box without being cut, at its left upper corner. */
export function placeIn(picture: Drawing | Picture, { x, y, width, height }: Box): Box {
  const scale = Math.min(width / picture.width, height / picture.height);
  return { x, y, width: picture.width * scale, height: picture.height * scale };
}

/** Tells of a picture that is too coarse at its size. A drawing may be one picture as a whole. */
function judge(findings: Notes, picture: Drawing | Picture, { width }: Box, name: string): void {
  const pixels = picture.kind === "picture" ? picture.width : picture.raster?.width;
  if (pixels === undefined) return;
  const dpi = Math.floor(pixels / (width / 25.4));
  if (dpi >= dotsPerInch.fine) return;
  const data = {
    ...(name !== "" && { name }),
    dpi,
    pixels: Math.ceil((width / 25.4) * dotsPerInch.fine),
    width: Math.round(width),
  };
  if (dpi < dotsPerInch.least) findings.fault(name === "" ? "print.map-coarse" : "print.picture-coarse", data);
  // What a map service draws is told where it is set.
  else if (picture.kind === "picture") findings.doubt("print.picture-doubtful", data);
}

/** Puts a picture into a box. */
export function showPicture(
  sheet: Sheet,
  findings: Notes,
  picture: Drawing | Picture,
  box: Box,
  told: { alt: string } | { decoration: true },
  name: string,
): void {
  // A designer's PDF may hold small pictures among its drawings: nobody but the designer knows at what size.
  if (picture.kind === "picture") judge(findings, picture, box, name);
  sheet.add(
    picture.kind === "drawing"
      ? { kind: "drawing", drawing: picture, ...told, ...box }
      : { kind: "picture", picture, ...told, ...box },
  );
}

/** Tells of a map that is a picture and too coarse. */
export function judgeMap(findings: Notes, map: Drawing, box: Box): void {
  judge(findings, map, box, "");
}
