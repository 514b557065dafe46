/** Turns of the writing direction (Unicode bidirectional algorithm, UAX 9) can make a line read as another. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;
const unprintable = /[\p{Cc}--\n]/gv;
const notInMarkup = /[\p{Cc}--[\n\t]]/gv;

const lines = (text: string) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).toWellFormed();

/** Text of several lines: a tab becomes a space, other control characters but the line feed are taken out. */
export function printable(text: string): string {
  return lines(text).replaceAll("\t", " ").replace(unprintable, "");
}

/** As `printable`, but markup keeps its tabs. */
export function printableMarkup(text: string): string {
  return lines(text).replace(notInMarkup, "");
}

const unfitForMarkup = /[[\p{Cc}\p{Cs}]--[\n\t]]/v;

/** Whether `printableMarkup` would change a text. */
export const fitsMarkup = (text: string) => !unfitForMarkup.test(text);

/** One line: what breaks lines becomes a space, so that a value can never begin another header field (RFC 5322 §2.2). */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(turns, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Spaces that do not break become plain ones: they are not in GSM 03.38, and a single one more than halves an SMS. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f\u2007\u2009]/g, " ");
}
