import type { BatchRequest } from "./write-letters.ts";

/** What goes to the thread at a time: enough to be worth the way, little enough to be held twice. */
const lettersPerPortion = 32;
const bytesPerPortion = 8 << 20;

/** Letters in portions. Pictures that letters of a portion share by reference go the way once. */
export async function* portionsOf(
  requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
): AsyncGenerator<BatchRequest[]> {
  let portion: BatchRequest[] = [];
  let pictures = new Set<ArrayBufferLike>();
  let bytes = 0;
  for await (const request of requests) {
    portion.push(request);
    for (const { buffer } of picturesIn(request)) {
      if (pictures.has(buffer)) continue;
      pictures.add(buffer);
      bytes += buffer.byteLength;
    }
    if (portion.length < lettersPerPortion && bytes < bytesPerPortion) continue;
    yield portion;
    portion = [];
    pictures = new Set();
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}

function* picturesIn(value: unknown): Generator<Uint8Array> {
  if (value instanceof Uint8Array) yield value;
  else if (typeof value === "object" && value !== null)
    for (const each of Object.values(value)) yield* picturesIn(each);
}
