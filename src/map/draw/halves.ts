/** Two lines of about the same length. */
export function halves(text: string): string[] {
  const words = text.split(" ");
  let best = [text];
  for (let i = 1; i < words.length; i++) {
    const lines = [words.slice(0, i).join(" "), words.slice(i).join(" ")];
    const longest = (parts: readonly string[]) => Math.max(...parts.map((part) => part.length));
    if (longest(lines) < longest(best)) best = lines;
  }
  return best;
}
