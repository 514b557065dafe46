/** What a content stream uses beside what it calls by name. */
export interface ContentUse {
  /** Spaces in which it sets colours: `DeviceRGB`, `DeviceCMYK`, `DeviceGray`, and those that it calls by name. */
  devices: Set<string>;
  /** Names of the fonts that it sets. */
  fonts: Set<string>;
}

const token = /%[^\r\n]*|<<|>>|<[0-9A-Fa-f\s]*>|\/[^\s()<>[\]{}/%]*|\(|[^\s()<>[\]{}/%]+|[)<>[\]{}]/g;
const setting: Record<string, string> = { rg: "DeviceRGB", k: "DeviceCMYK", g: "DeviceGray" };
/** How colour spaces are called in pictures within a content stream (ISO 32000-2, table 91). */
const short: Record<string, string> = { RGB: "DeviceRGB", CMYK: "DeviceCMYK", G: "DeviceGray" };

/** The end of a string in parentheses, which may hold others. */
function endOfString(content: string, from: number): number {
  let open = 1;
  let at = from;
  for (; at < content.length && open > 0; at += 1) {
    const sign = content[at];
    if (sign === "\\") at += 1;
    else if (sign === "(") open += 1;
    else if (sign === ")") open -= 1;
  }
  return at;
}

/** Reads a content stream as far as its colours and fonts (ISO 32000-2, 7.8.2). */
export function useOf(bytes: Uint8Array): ContentUse {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const use: ContentUse = { devices: new Set(), fonts: new Set() };
  let last = "";
  /** Within the head of a picture. */
  let picture = false;
  let key = "";
  token.lastIndex = 0;
  for (let found = token.exec(content); found !== null; found = token.exec(content)) {
    const [word] = found;
    if (word === "(") token.lastIndex = endOfString(content, token.lastIndex);
    else if (word.startsWith("/")) {
      const name = nameOf(word);
      if (picture && (key === "CS" || key === "ColorSpace")) {
        use.devices.add(short[name] ?? name);
        // The base of an indexed one follows.
        if (name !== "I" && name !== "Indexed") key = "";
      } else if (picture) key = name;
      last = name;
    } else if (picture && word === "ID") {
      const end = /\sEI(?=\s|$)/g;
      end.lastIndex = token.lastIndex;
      token.lastIndex = end.exec(content) === null ? content.length : end.lastIndex;
      picture = false;
    } else if (word === "BI") picture = true;
    else if (word === "Tf") use.fonts.add(last);
    else if (word === "cs" || word === "CS") use.devices.add(last);
    else if (Object.hasOwn(setting, word.toLowerCase())) use.devices.add(setting[word.toLowerCase()]!);
  }
  return use;
}

/** A name without its slash, and with what is written as a number (ISO 32000-2, 7.3.5). */
const nameOf = (word: string) =>
  word.slice(1).replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
