import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, type PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { type PdfFile, packed } from "./pdf-file.ts";

/** Numbers that objects of another document have in the file. */
export type Numbers = Map<string, number>;
export const keyOf = (ref: PdfRef): string => `${ref.objectNumber} ${ref.generation}`;

/** How an object of another document is read. */
type Resolve = (ref: PdfRef) => PdfObject | null;

/** A name with what is not a plain letter as its number (ISO 32000-2 §7.3.5). */
const nameOf = (name: string) =>
  `/${[...Buffer.from(name, "utf8")].map((byte) => (/[\w+.,*@-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, "0")}`)).join("")}`;

export const hexOf = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString("hex")}>`;

/** An object as it stands in a file; `numberOf` numbers those that it refers to. */
function textOf(object: PdfObject, numberOf: (ref: PdfRef) => number): string {
  if (object instanceof PdfName) return nameOf(object.value);
  if (object instanceof PdfNumber)
    return Number.isInteger(object.value) ? `${object.value}` : `${+object.value.toFixed(6)}`;
  if (object instanceof PdfString) return hexOf(object.bytes);
  if (object instanceof PdfArray) return `[${[...object].map((each) => textOf(each, numberOf)).join(" ")}]`;
  if (object instanceof PdfDict) return `<<${entriesOf(object, numberOf)}>>`;
  switch (object.type) {
    case "ref":
      return `${numberOf(object)} 0 R`;
    case "bool":
      return String(object.value);
    case "null":
      return "null";
    default:
      throw new Error(`unexpected object ${object.type}`);
  }
}

function entriesOf(dictionary: PdfDict, numberOf: (ref: PdfRef) => number): string {
  return [...dictionary].map(([name, value]) => `${nameOf(name.value)} ${textOf(value, numberOf)}`).join("");
}

/**
 * Writes an object of a document of the library, and all that it refers to, into the file.
 * @param numbers objects of the document that the file has already, with their numbers; what is written joins them
 * @returns its number there
 */
export function copyObject(file: PdfFile, root: PdfRef, resolve: Resolve, numbers: Numbers = new Map()): number {
  const waiting: [number, PdfObject | null][] = [];
  const numberOf = (ref: PdfRef): number => {
    const key = keyOf(ref);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = file.reserve();
    numbers.set(key, number);
    waiting.push([number, resolve(ref)]);
    return number;
  };
  const answer = numberOf(root);
  for (const [number, object] of waiting) {
    if (!(object instanceof PdfStream)) file.put(number, object === null ? "null" : textOf(object, numberOf));
    else {
      const plain = object.get("Filter") === undefined;
      object.delete("Length");
      const entries = `${entriesOf(object, numberOf)}${plain ? "/Filter/FlateDecode" : ""}`;
      file.putStream(number, entries, plain ? packed(object.data) : object.data);
    }
  }
  return answer;
}
