import { collection, numbers, strings } from "./attributes.ts";
import type { IppAttribute } from "./codec/index.ts";
import { unfit } from "./ipp-fault.ts";

/** How a job is printed. What is absent is left to the printer. */
export interface IppTicket {
  /** PWG 5101.1: `iso_a4_210x297mm`. */
  media?: string;
  sides?: "one-sided" | "two-sided-long-edge" | "two-sided-short-edge";
  colour?: "color" | "monochrome";
  copies?: number;
  /** Tray, PWG 5100.7 `media-source`: `tray-1`, `envelope`, `by-pass-tray`. */
  source?: string;
  /** PWG 5100.1: `staple-top-left`, `fold-half`. */
  finishings?: readonly string[];
  /** PWG 5100.2: `face-down`, `tray-1`. */
  outputBin?: string;
}

/** Words of RFC 8011 §5.2.6 and PWG 5100.1 table 3. */
export const finishings: Readonly<Record<string, number>> = {
  ...{ none: 3, staple: 4, punch: 5, cover: 6, bind: 7, "saddle-stitch": 8, "edge-stitch": 9, fold: 10, trim: 11 },
  ...{ bale: 12, "booklet-maker": 13, "jog-offset": 14, coat: 15, laminate: 16 },
  ...{ "staple-top-left": 20, "staple-bottom-left": 21, "staple-top-right": 22, "staple-bottom-right": 23 },
  ...{ "edge-stitch-left": 24, "edge-stitch-top": 25, "edge-stitch-right": 26, "edge-stitch-bottom": 27 },
  ...{ "staple-dual-left": 28, "staple-dual-top": 29, "staple-dual-right": 30, "staple-dual-bottom": 31 },
  ...{ "staple-triple-left": 32, "staple-triple-top": 33, "staple-triple-right": 34, "staple-triple-bottom": 35 },
  ...{ "bind-left": 50, "bind-top": 51, "bind-right": 52, "bind-bottom": 53 },
  ...{ "trim-after-pages": 60, "trim-after-documents": 61, "trim-after-copies": 62, "trim-after-job": 63 },
  ...{ "punch-top-left": 70, "punch-bottom-left": 71, "punch-top-right": 72, "punch-bottom-right": 73 },
  ...{ "punch-dual-left": 74, "punch-dual-top": 75, "punch-dual-right": 76, "punch-dual-bottom": 77 },
  ...{ "punch-triple-left": 78, "punch-triple-top": 79, "punch-triple-right": 80, "punch-triple-bottom": 81 },
  ...{ "punch-quad-left": 82, "punch-quad-top": 83, "punch-quad-right": 84, "punch-quad-bottom": 85 },
  ...{ "punch-multiple-left": 86, "punch-multiple-top": 87, "punch-multiple-right": 88, "punch-multiple-bottom": 89 },
  ...{ "fold-accordion": 90, "fold-double-gate": 91, "fold-gate": 92, "fold-half": 93, "fold-half-z": 94 },
  ...{ "fold-left-gate": 95, "fold-letter": 96, "fold-parallel": 97, "fold-poster": 98, "fold-right-gate": 99 },
  ...{ "fold-z": 100, "fold-engineering-z": 101 },
};

/** Hundredths of a millimetre of a PWG 5101.1 name, which bears its size: `iso_a4_210x297mm`, `na_letter_8.5x11in`. */
function sizeOf(media: string): { x: number; y: number } | undefined {
  const [, x, y, unit] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(media) ?? [];
  const scale = unit === "in" ? 2540 : 100;
  return unit === undefined ? undefined : { x: Math.round(Number(x) * scale), y: Math.round(Number(y) * scale) };
}

/** A medium, and the tray that it comes from: with a tray it is a collection (PWG 5100.3), for both together are refused. */
function mediaAttributes({ media, source }: IppTicket): IppAttribute[] {
  if (source === undefined) return media === undefined ? [] : [strings("keyword", "media", media)];
  const tray = strings("keyword", "media-source", source);
  if (media === undefined) return [collection("media-col", tray)];
  const size = sizeOf(media);
  if (size === undefined) throw unfit("ipp.media-size", { media });
  const dimensions = [numbers("integer", "x-dimension", size.x), numbers("integer", "y-dimension", size.y)];
  return [collection("media-col", collection("media-size", ...dimensions), tray)];
}

/** The job template attributes of a ticket. @throws IppFault for a finishing or a medium that is none */
export function ticketAttributes(ticket: IppTicket): IppAttribute[] {
  const { sides, colour, copies, outputBin } = ticket;
  const finished = (ticket.finishings ?? []).map((word) => {
    const value = Object.hasOwn(finishings, word) ? finishings[word] : undefined;
    if (value === undefined) throw unfit("ipp.finishing", { word });
    return value;
  });
  return [
    ...mediaAttributes(ticket),
    ...(sides === undefined ? [] : [strings("keyword", "sides", sides)]),
    ...(colour === undefined ? [] : [strings("keyword", "print-color-mode", colour)]),
    ...(copies === undefined ? [] : [numbers("integer", "copies", copies)]),
    ...(finished.length === 0 ? [] : [numbers("enum", "finishings", ...finished)]),
    ...(outputBin === undefined ? [] : [strings("keyword", "output-bin", outputBin)]),
  ];
}
