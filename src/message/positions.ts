import { Token } from "liquidjs";

/** Offsets at which the lines of a text begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The last of `starts` that is not behind an offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Does work that asks for the places of many tokens. LiquidJS counts from the beginning of the text for each of them, which
 * takes seconds where there are thousands; here the lines of a text are counted once.
 * @param work synchronous: tokens are as they were when it has ended
 */
export function withPositions<Answer>(work: () => Answer): Answer {
  const own = Token.prototype.getPosition;
  const known = new Map<string, number[]>();
  Token.prototype.getPosition = function (this: Token) {
    const starts = known.get(this.input) ?? lineStarts(this.input);
    known.set(this.input, starts);
    const line = lineOf(starts, this.begin);
    return [line + 1, this.begin - (starts[line] ?? 0) + 1];
  };
  try {
    return work();
  } finally {
    Token.prototype.getPosition = own;
  }
}
