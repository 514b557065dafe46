const scheme = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;
const declared = /color-schemes?["'\s:=]+(?:content\s*=\s*["'])?[^"';>]*\bdark\b/i;

/** Whether a mail says how it looks in the dark: a mail client leaves alone, or changes by itself, what does not. */
export function knowsDark(html: string): boolean {
  return /prefers-color-scheme\s*:\s*dark/i.test(html) || declared.test(html);
}

/**
 * The HTML of a mail as somebody with light or dark settings sees it: a simulation. A page cannot be told which of both it
 * prefers, so what it asks for is answered in its text; and no link leads anywhere.
 */
export function asSeen(html: string, dark: boolean): string {
  const answered = html.replace(scheme, (_asked, asked: string) =>
    // Each holds always, or never, whatever the page prefers.
    (asked.toLowerCase() === "dark") === dark ? "(min-width: 0px)" : "(max-width: 0px)",
  );
  const colours = dark && knowsDark(html) ? "dark" : "light";
  const added = `<base target="_blank"><style>:root{color-scheme:only ${colours}}</style>`;
  const head = /<head\b[^>]*>/i.exec(answered);
  if (head === null) return `${added}${answered}`;
  const end = head.index + head[0].length;
  return `${answered.slice(0, end)}${added}${answered.slice(end)}`;
}
