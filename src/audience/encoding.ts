/** How the characters of a list are written as bytes. */
export const encodings = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof encodings)[number];

/** The encoding that a byte order mark tells. */
function byMark(start: Uint8Array): Encoding | undefined {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without a mark: of what Europe writes, every other byte is zero. */
function byZeros(start: Uint8Array): Encoding | undefined {
  const pairs = Math.floor(start.length / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) if (start[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > pairs * 0.4 && even < pairs * 0.1) return "utf-16le";
  return even > pairs * 0.4 && odd < pairs * 0.1 ? "utf-16be" : undefined;
}

/** Finds out the encoding of a list that is seen once from its beginning to its end. */
export function encodingFinder(): { see(bytes: Uint8Array): void; end(): Encoding } {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let begun: Encoding | undefined;
  let first = true;
  let valid = true;
  return {
    see(bytes) {
      if (first && bytes.length > 0) begun = byMark(bytes) ?? byZeros(bytes.subarray(0, 4_096));
      first &&= bytes.length === 0;
      if (begun !== undefined || !valid) return;
      try {
        utf8.decode(bytes, { stream: true });
      } catch {
        valid = false;
      }
    },
    end() {
      if (begun !== undefined) return begun;
      try {
        if (valid) utf8.decode();
        return valid ? "utf-8" : "windows-1252";
      } catch {
        return "windows-1252";
      }
    },
  };
}
