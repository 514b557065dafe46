import type { Fault } from "../../contract/index.ts";
import type { BatchLetter, BatchOrder, MadeFile, MadeLetter } from "./contract.ts";
import { pieceOf } from "./names.ts";

/** What of a letter a manifest needs; nobody's name. */
export type Listed = Pick<
  BatchLetter,
  "id" | "recipient" | "caseKey" | "postalCode" | "country" | "template" | "language"
>;

export interface Content {
  order: BatchOrder;
  documents: readonly MadeFile[];
  /** In the order of the batch. */
  letters: readonly { listed: Listed; made: MadeLetter }[];
}

const columns = [
  ...["position", "piece", "id", "recipient", "case_key", "file", "first_page", "pages", "sheets"],
  ...["postal_code", "country", "template", "language", "left_out", "faults"],
];

/**
 * A cell as RFC 4180 has it. What a spreadsheet would take for a formula begins with an apostrophe, also behind a semicolon, at
 * which one of the French or Germans begins a cell, whatever the quotes; what would break a line, or show it in another
 * order, is a space. The JSON says it as it is.
 */
function cellOf(value: string | number | undefined): string {
  const plain = String(value ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ");
  const safe = plain.replace(/(^|;["\s]*)(?=\s*[=+\-@＝＋－＠])/g, "$1'");
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const keysOf = (faults: readonly Fault[] = []) => faults.map(({ key }) => key).join(" ");

/** One line a letter, those left out as well. With a byte order mark: without it Excel takes UTF-8 for the letters of an old Windows. */
export function* csvOf({ letters, order }: Content): Generator<string> {
  const line = (cells: readonly (string | number | undefined)[]) => `${cells.map(cellOf).join(",")}\r\n`;
  const isProof = order.proof !== undefined;
  yield `\ufeff${line(isProof ? [...columns, "proof"] : columns)}`;
  for (const { listed, made } of letters) {
    const { id, recipient, caseKey, postalCode, country, template, language } = listed;
    const own = [postalCode, country, template, language];
    const place = "position" in made ? made : undefined;
    const where = [place?.file, place?.firstPage, place?.pages, place?.sheets];
    const why = [place === undefined ? "yes" : "", keysOf(made.faults)];
    const proof = isProof ? [place?.why?.join(" ")] : [];
    yield line([place?.position, pieceOf(id), id, recipient, caseKey, ...where, ...own, ...why, ...proof]);
  }
}

/** Signs that turn text around or are not seen, as their numbers. */
const jsonOf = (value: unknown) =>
  JSON.stringify(value).replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );

const factsOf = (faults: readonly Fault[]) => faults.map(({ key, data }) => ({ key, data }));

/** Counts of a batch, as its manifest and its ticket have them. */
export function countsOf({ documents, letters }: Pick<Content, "documents" | "letters">) {
  const sum = (of: (file: MadeFile) => number) => documents.reduce((all, file) => all + of(file), 0);
  const printed = letters.filter(({ made }) => "position" in made).length;
  return {
    letters: printed,
    leftOut: letters.length - printed,
    pages: sum(({ pages }) => pages),
    sheets: sum(({ sheets }) => sheets),
  };
}

/** JSON, one line each: the batch, then its letters. Whoever waits for tickets, `*.json`, does not see it. */
export function* jsonLinesOf({ order, documents, letters }: Content): Generator<string> {
  const { id, campaign, test, at, paper, envelope, postage, controlMarks, proof } = order;
  const files = documents.map(({ name: file, sha256, bytes, pages, sheets }) => ({
    file,
    sha256,
    bytes,
    pages,
    sheets,
  }));
  const head = {
    version: 1,
    batch: id,
    campaign,
    test,
    ...(proof !== undefined && { proof }),
    createdAt: new Date(at).toISOString(),
    ...{ paper, envelope, postage, controlMarks },
    counts: countsOf({ documents, letters }),
    documents: files,
  };
  yield `${jsonOf(head)}\n`;
  for (const { listed, made } of letters) {
    const { id: letter, ...own } = listed;
    const piece = { id: letter, piece: pieceOf(letter) };
    if (!("position" in made)) yield `${jsonOf({ leftOut: true, ...piece, ...own, faults: factsOf(made.faults) })}\n`;
    else {
      const { position, file, firstPage, pages, sheets, faults, why } = made;
      const place = { position, ...piece, file, firstPage, pages, sheets };
      const told = faults === undefined ? {} : { faults: factsOf(faults) };
      yield `${jsonOf({ ...place, ...own, ...told, ...(why !== undefined && { proof: why }) })}\n`;
    }
  }
}
