import type { Variants } from "./variants.ts";

/** A text that templates share: `{% render "footer" %}`. */
export interface Block {
  /** `text` belongs into every kind of template, and is escaped in HTML; `html` into HTML alone. */
  kind: "html" | "text";
  variants: Variants;
}

/** By name. */
export type Blocks = Readonly<Record<string, Block>>;

const blocksOfErrors = new WeakMap<object, string>();

/** Remembers that an error is of a block, where no block inside of it is known to be its place. */
export function placeInBlock(error: unknown, block: string): void {
  if (typeof error === "object" && error !== null && !blocksOfErrors.has(error)) blocksOfErrors.set(error, block);
}

export function blockOfError(error: unknown): string | undefined {
  return typeof error === "object" && error !== null ? blocksOfErrors.get(error) : undefined;
}
