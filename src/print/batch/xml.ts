type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Of what XML 1.0 has no sign for, nothing is left; what a reader would take for a space is said by its number. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\t\n\r]|\p{Cf}/gu, (sign) => `&#${sign.codePointAt(0)};`);

/** An element with attributes, those that are undefined left out, and elements in it, each further in. */
export function element(name: string, attributes: Attributes = {}, inside: readonly string[] = []): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${plain(String(value))}"`],
  );
  const open = `<${name}${words.join("")}`;
  return inside.length === 0 ? `${open}/>` : `${open}>\n${inside.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}
