import { Why } from "../contract/index.ts";
import { knowsSentence } from "../language/index.ts";
import { whyInWords } from "./tell.ts";

/**
 * The reason of a branch as it was kept, in a language; where it was kept in words alone, or by a later version whose
 * sentences nobody knows here, in those words.
 */
export function reasonInWords({ reason, why }: { reason?: unknown; why?: unknown }, language: string): string {
  const read = Why.safeParse(why).data ?? [];
  const keys = read.flatMap(({ key, because = [] }) => [key, ...because.map((one) => one.key)]);
  if (keys.length > 0 && keys.every(knowsSentence)) return whyInWords(read, language);
  return typeof reason === "string" ? reason : "";
}
