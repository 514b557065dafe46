import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "../../clock.ts";
import { canonicalJson } from "../../contract/index.ts";

/** Answers kept at most, and their size in bytes. */
const limits = { answers: 20_000, bytes: 64_000_000 } as const;

interface Kept {
  value: unknown;
  bytes: number;
  until: number;
}

export interface AnswerCache {
  /** The answer to a question, asked anew where none is kept. A fault is not kept. */
  answer<Value>(question: readonly unknown[], seconds: number, ask: () => Promise<Value>): Promise<Value>;
  clear(): void;
}

/**
 * Answers of a provider, in memory, for as long as its terms allow. Questions hold where people live: they are kept as
 * hashes under a key that dies with this process.
 */
export function answerCache(clock: Clock): AnswerCache {
  const key = randomBytes(32);
  const kept = new Map<string, Kept>();
  /** Questions that have been asked and not answered yet: recipients of one street ask for the same tiles at once. */
  const asked = new Map<string, Promise<unknown>>();
  let bytes = 0;

  function forget(name: string): void {
    bytes -= kept.get(name)?.bytes ?? 0;
    kept.delete(name);
  }

  function keep(name: string, value: unknown, seconds: number): void {
    forget(name);
    const size = sizeOf(value);
    if (size > limits.bytes / 4) return;
    kept.set(name, { value, bytes: size, until: clock.now() + seconds * 1000 });
    bytes += size;
    while (kept.size > limits.answers || bytes > limits.bytes) forget(kept.keys().next().value!);
  }

  return {
    async answer<Value>(question: readonly unknown[], seconds: number, ask: () => Promise<Value>): Promise<Value> {
      if (seconds <= 0) return ask();
      const name = createHmac("sha256", key).update(canonicalJson(question)).digest("base64");
      const known = kept.get(name);
      if (known !== undefined && known.until > clock.now()) {
        // The last asked for is the last to go.
        kept.delete(name);
        kept.set(name, known);
        return known.value as Value;
      }
      const underWay = asked.get(name);
      if (underWay !== undefined) return underWay as Promise<Value>;
      const asking = ask();
      asked.set(name, asking);
      try {
        const value = await asking;
        keep(name, value, seconds);
        return value;
      } finally {
        asked.delete(name);
      }
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
  };
}

/** About how much memory an answer takes. */
function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === "string") return 2 * value.length;
  if (value === null || typeof value !== "object") return 8;
  let size = 64;
  for (const part of Object.values(value)) size += 16 + sizeOf(part);
  return size;
}
