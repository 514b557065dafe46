/** What a content stream uses beside what it calls by name. */
export interface ContentUse {
  /** Spaces in which it sets colours: `DeviceRGB`, `DeviceCMYK`, `DeviceGray`, and those that it calls by name. */
  spaces: Set<string>;
  /** Names of the fonts that it sets. */
  fonts: Set<string>;
}

const setting: Record<string, string> = {
  rg: "DeviceRGB",
  RG: "DeviceRGB",
  k: "DeviceCMYK",
  K: "DeviceCMYK",
  g: "DeviceGray",
  G: "DeviceGray",
};
/** How colour spaces are called in pictures within a content stream (ISO 32000-2, table 91). */
const short: Record<string, string> = { RGB: "DeviceRGB", CMYK: "DeviceCMYK", G: "DeviceGray" };

/** Kinds of bytes (ISO 32000-2, 7.2.3): most of a drawing are numbers and spaces. */
const [regular, space, number, delimiter] = [0, 1, 2, 3];
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const sign = String.fromCharCode(byte);
  if ("\0\t\n\f\r ".includes(sign)) return space;
  if ("0123456789+-.".includes(sign)) return number;
  return "()<>[]{}/%".includes(sign) ? delimiter : regular;
});
/** Longer operators set neither colours nor fonts. */
const longest = 2;

/** Reads a content stream as far as its colours and fonts (ISO 32000-2, 7.8.2). */
export function useOf(data: Uint8Array): ContentUse {
  const content = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const use: ContentUse = { spaces: new Set(), fonts: new Set() };
  const end = content.length;
  /** Where the last name is, without its slash. */
  let [from, to] = [0, 0];
  const lastName = () => nameOf(content.toString("latin1", from, to));
  /** Within the head of a picture, and the key whose value comes. */
  let [picture, key] = [false, ""];
  const wordEnd = (at: number) => {
    let after = at;
    while (after < end && (kinds[content[after]!] === regular || kinds[content[after]!] === number)) after += 1;
    return after;
  };
  for (let at = 0; at < end; ) {
    const byte = content[at]!;
    const kind = kinds[byte];
    if (kind === space || kind === number) at += 1;
    else if (byte === 0x28) at = endOfString(content, at + 1);
    else if (byte === 0x25) at = endOfLine(content, at);
    else if (byte === 0x2f) {
      [from, to] = [at + 1, wordEnd(at + 1)];
      at = to;
      if (!picture) continue;
      const name = lastName();
      const isSpace = key === "CS" || key === "ColorSpace";
      if (isSpace) use.spaces.add(short[name] ?? name);
      // The base of an indexed one follows.
      if (!isSpace) key = name;
      else if (name !== "I" && name !== "Indexed") key = "";
    } else if (kind === delimiter) at += 1;
    else {
      const after = wordEnd(at);
      const word = after - at > longest ? "" : content.toString("latin1", at, after);
      at = after;
      if (Object.hasOwn(setting, word)) use.spaces.add(setting[word]!);
      else if (word === "Tf") use.fonts.add(lastName());
      else if (word === "cs" || word === "CS") use.spaces.add(lastName());
      else if (word === "BI") [picture, key] = [true, ""];
      else if (word === "ID" && picture) [picture, at] = [false, endOfPixels(content, at)];
    }
  }
  return use;
}

/** The end of a string in parentheses, which may hold others. */
function endOfString(content: Buffer, from: number): number {
  let [open, at] = [1, from];
  for (; at < content.length && open > 0; at += 1) {
    const byte = content[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) open += 1;
    else if (byte === 0x29) open -= 1;
  }
  return at;
}

function endOfLine(content: Buffer, from: number): number {
  let at = from;
  while (at < content.length && content[at] !== 0x0a && content[at] !== 0x0d) at += 1;
  return at;
}

/** The end of the pixels of a picture: `EI` between spaces. */
function endOfPixels(content: Buffer, from: number): number {
  for (let at = content.indexOf("EI", from); at >= 0; at = content.indexOf("EI", at + 1)) {
    const after = content[at + 2] ?? 0x20;
    if (kinds[content[at - 1]!] === space && kinds[after] === space) return at + 2;
  }
  return content.length;
}

/** A name with what is written as a number (ISO 32000-2, 7.3.5). */
const nameOf = (name: string) =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
