import { createHash } from "node:crypto";

export interface Part {
  name: string;
  /** The document, in the place of a text. */
  file?: { name: string; type: string; bytes: Uint8Array };
  text?: string;
}

/** As RFC 7578 §2 and the WHATWG's form encoding write a name. */
const quoted = (name: string) => `"${name.replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22")}"`;

/**
 * A form with files, RFC 7578. The boundary comes from what it divides: the same parts make the same bytes, which a
 * provider compares under one key, and no part can hold it.
 */
export function multipartOf(parts: readonly Part[]): { type: string; bytes: Uint8Array } {
  const hash = createHash("sha256");
  for (const { name, text = "", file } of parts)
    hash.update(JSON.stringify([name, text, file?.name ?? ""])).update(file?.bytes ?? "");
  const boundary = `belle-${hash.digest("hex").slice(0, 40)}`;
  const pieces = parts.flatMap(({ name, text = "", file }) => {
    const more = file === undefined ? "" : `; filename=${quoted(file.name)}\r\ncontent-type: ${file.type}`;
    const head = `--${boundary}\r\ncontent-disposition: form-data; name=${quoted(name)}${more}\r\n\r\n`;
    return [Buffer.from(head), file === undefined ? Buffer.from(text) : file.bytes, Buffer.from("\r\n")];
  });
  const bytes = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes };
}
