/**
 * One line of text as a header may hold it: line ends and control characters become spaces, which are never doubled; what
 * no Unicode text holds (half of a pair) is replaced.
 */
export function oneLine(text: string, longest: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();
  return line.length <= longest
    ? line
    : line
        .slice(0, longest)
        .toWellFormed()
        .replace(/\uFFFD$/, "")
        .trim();
}

/**
 * The name of a person or a house. No name holds `=?`, with which encoded words begin (RFC 2047): mail programs would read
 * one from it.
 */
export function nameOf(text: string): string {
  return oneLine(text.replaceAll("=?", "= ?"), 200);
}

/** A text with the line ends of mail, and without what is no text. */
export function mailText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\0", "")
    .replace(/\r\n|\r|\n/g, "\r\n");
}

/** A file name that is no path. */
export function fileName(name: string): string {
  return oneLine(name.replace(/[/\\]/g, "-"), 150) || "file";
}

/** A media type that a part may have; one that would be read as a mail of its own is none. */
export function mediaType(type: string): string {
  const known = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i.test(type);
  return known && !/^(message|multipart)\//i.test(type) ? type.toLowerCase() : "application/octet-stream";
}
