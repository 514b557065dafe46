import type { Variants } from "../variants.ts";

/** Name of a part in problems: with its language where it has several. */
export function partName(part: string, { texts }: Variants, key: string): string {
  return Object.keys(texts).length > 1 ? `${part}.${key}` : part;
}
