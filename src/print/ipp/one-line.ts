/** What a printer says, for people: on one line, without what steers a terminal or turns a text round, cut where it is long. */
export function oneLine(text: string, most: number): string {
  // Far more than is shown is not worth looking at.
  return text
    .slice(0, 4 * most)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, most);
}
