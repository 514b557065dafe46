import { Fault } from "../../../src/contract/index.ts";
import type { Block } from "../../../src/message/index.ts";
import { languageTag } from "../language-tag.ts";

/** What the name of a file says of the text in it. */
export interface BlockFile {
  file: string;
  /** As templates write it. */
  name: string;
  kind: Block["kind"];
  /** BCP 47; `und` of a text that is for everybody who has no other. */
  language: string;
}

const endings: readonly [RegExp, Block["kind"]][] = [
  [/\.text\.liquid$/, "text"],
  [/\.txt$/, "text"],
  [/\.html$/, "html"],
  [/\.liquid$/, "html"],
];

/** Whether a file of a folder of shared texts is meant to be one; others may lie beside them. */
export function isBlockFile(file: string): boolean {
  return !file.startsWith(".") && endings.some(([ending]) => ending.test(file));
}

/**
 * Reads the name of a file: `footer.html`, `footer.fr.html`, `footer.fr-BE.txt`, `footer.fr.text.liquid`.
 * @throws Fault message.block-file-name
 */
export function blockFile(file: string): BlockFile {
  const [ending, kind] = endings.find(([pattern]) => pattern.test(file)) ?? [];
  const [name = "", tag, ...more] = file
    .replace(ending ?? "", "")
    .normalize("NFC")
    .split(".");
  const language = tag === undefined ? "und" : languageTag(tag);
  const named = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]{0,59}$/u.test(name) && name !== "__proto__";
  if (kind === undefined || !named || language === undefined || more.length > 0)
    throw new Fault("message.block-file-name", { file });
  return { file, name, kind, language };
}
