/** Fields by lower-case name; of a name that comes twice the first. */
export type Fields = ReadonlyMap<string, string>;

/** More blocks than one mail to one recipient can have are made up. */
const mostBlocks = 50;
/** No value that is looked at needs more; what looks at it may take a time that grows faster than its length. */
const longestValue = 1_000;

/** Reads blocks of header fields with empty lines between (RFC 3464 §2.1, RFC 5965 §3). What is no field is left out. */
export function fieldBlocks(text: string): Fields[] {
  const blocks: Fields[] = [];
  for (const block of text.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/, mostBlocks)) {
    const fields = new Map<string, string>();
    for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
      const [, name, value = ""] = /^([!-9;-~]{1,80}):(.*)$/.exec(line) ?? [];
      if (name !== undefined && !fields.has(name.toLowerCase()))
        fields.set(name.toLowerCase(), value.slice(0, longestValue).trim());
    }
    if (fields.size > 0) blocks.push(fields);
  }
  return blocks;
}

/** The value of a typed field such as `rfc822; a@b.example`, without its type. */
export function typedValue(field: string | undefined): string {
  return field?.slice(field.indexOf(";") + 1).trim() ?? "";
}

/** Text of RFC 3461 §4, in which `+41` is an `A`. */
export function fromXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
