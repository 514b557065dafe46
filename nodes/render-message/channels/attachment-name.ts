/** What file systems and mail programs do not take, or take for a path (Microsoft's naming rules are the strictest). */
const unfit = /[\p{Cc}\p{Cf}\u2028\u2029<>:"/\\|?*]+/gu;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 80;

/** A text as the name of a PDF that goes with a mail; letters of all scripts are kept. */
export function attachmentFileName(text: string): string {
  const clean = text
    .normalize("NFC")
    .replace(unfit, " ")
    .replace(/\s+/g, " ")
    .replace(/\.pdf\s*$/i, "");
  const cut = [...clean].slice(0, longest).join("");
  const name = cut.replace(/^[\s.]+|[\s.]+$/g, "");
  return `${name === "" || reserved.test(name) ? "document" : name}.pdf`;
}
