import type { Finding, LetterRequest } from "./request.ts";
import { type Fonts, printable } from "./typeface.ts";

/** Stands for a sign that the typeface lacks (Unicode, REPLACEMENT CHARACTER). */
const substitute = "\uFFFD";

/** Every text of a letter by its zone; date, page numbers and marks are in every typeface. */
function textsIn(request: LetterRequest): [where: string, text: string | undefined][] {
  const { sender, address, reference, place, subject, body, map, picture, signature, footer, qr } = request;
  return [
    ["sender", sender.join("\n")],
    ["address", address.join("\n")],
    ["reference", reference],
    ["place", place],
    ["subject", subject],
    ["body", body],
    ["mapCaption", [map?.caption, picture?.caption].join("\n")],
    ["signature", signature?.join("\n")],
    ["footer", footer?.join("\n")],
    ["qr", [qr?.text, qr?.caption].join("\n")],
  ];
}

/** All that may be set in a letter. */
export const textOf = (request: LetterRequest): string =>
  printable(
    textsIn(request)
      .map(([, text]) => text)
      .join("\n"),
  );

/** Signs that were asked for before, for as long as the fonts are open: letters of a run have nearly all in common. */
const knownIn = new WeakMap<Fonts, Set<string>>();

/** The request with signs that the typeface has, and what it lacks. */
export function settable(request: LetterRequest, fonts: Fonts): { request: LetterRequest; faults: Finding[] } {
  const font = fonts("regular");
  const known = knownIn.get(fonts) ?? new Set<string>();
  knownIn.set(fonts, known);
  const lacking = new Set<string>();
  const faults: Finding[] = [];
  for (const [where, text = ""] of textsIn(request)) {
    const unknown = new Set<string>();
    for (const character of printable(text)) if (!known.has(character)) unknown.add(character);
    for (const character of unknown)
      if (font.canEncode(character)) known.add(character);
      else {
        lacking.add(character);
        faults.push({ key: "print.missing-glyph", data: { character, where } });
      }
  }
  if (lacking.size === 0) return { request, faults };
  const mend = (text: string) => [...printableLines(text)].map((one) => (lacking.has(one) ? substitute : one)).join("");
  const maybe = (text: string | undefined) => (text === undefined ? undefined : mend(text));
  const { map, picture, qr } = request;
  const mended: LetterRequest = {
    ...request,
    sender: request.sender.map(mend),
    address: request.address.map(mend),
    reference: maybe(request.reference),
    place: maybe(request.place),
    subject: maybe(request.subject),
    body: mend(request.body),
    map: map && { ...map, caption: maybe(map.caption) },
    picture: picture && { ...picture, caption: maybe(picture.caption) },
    signature: request.signature?.map(mend),
    footer: request.footer?.map(mend),
    // What the code says stays what it is.
    qr: qr && { ...qr, caption: maybe(qr.caption), shown: mend(qr.shown ?? qr.text) },
  };
  return { request: mended, faults };
}

/** As `printable`, line breaks kept. */
const printableLines = (text: string) => text.split("\n").map(printable).join("\n");
