/** Characters of what a program said that are told. */
const most = 160;

/**
 * The last thing that the encoder said, short, without addresses in memory, folders, or what it read in a file: its own
 * messages hold neither texts nor names of ours, and what a file brought along is shown by none of its errors but in quotes.
 */
export function shortened(said: string): string {
  const lines = said
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/[^\x20-\x7e]/g, "")
        .replace(/'[^']*'|"[^"]*"/g, "…")
        .replace(/(?:[a-z]+:)?[/\\]\S*/gi, "…")
        .replace(/ @ 0x[0-9a-f]+/g, "")
        .trim(),
    )
    .filter((line) => line !== "");
  // The first error is the cause, what follows are its consequences.
  const first = lines[0] ?? "";
  return first.length > most ? `${first.slice(0, most)}…` : first;
}
