import { canonicalJson, sha256 } from "../contract/index.ts";
import type { Blocks } from "./block.ts";
import type { Kind } from "./kind.ts";
import { parseTemplate } from "./parse.ts";
import type { Policy } from "./setting.ts";
import type { Variants } from "./variants.ts";
import { blocksIn } from "./walk.ts";

/** One part of a message in its languages, and what it does where data is missing or cannot be read. */
export interface MessageTemplate {
  /** In problems, for instance `subject`. */
  name: string;
  kind: Kind;
  variants: Variants;
  /**
   * `stop`: nothing is written. `fallback`: a variable of `fallbacks` is replaced, all else stops. `leave-out`: so, and
   * an `{% optional %}` part is left out; what stands in none stops.
   */
  policy: Policy;
  /** By the path of a variable as templates write it: `{ "recipient.firstName": "cher client" }`. */
  fallbacks?: Readonly<Record<string, string>>;
}

/** The blocks that a template uses, and those that these use in turn, in their order of use; unknown ones as well. */
export function blocksUsed(template: Pick<MessageTemplate, "kind" | "variants">, blocks: Blocks): string[] {
  const used = new Set<string>();
  const look = (texts: readonly string[], kind: Kind) => {
    for (const text of texts)
      for (const { block: name } of tagsIn(text, kind)) {
        if (used.has(name)) continue;
        used.add(name);
        const block = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
        if (block !== undefined) look(Object.values(block.variants.texts), block.kind);
      }
  };
  look(Object.values(template.variants.texts), template.kind);
  return [...used];
}

function tagsIn(text: string, kind: Kind) {
  try {
    return blocksIn(parseTemplate(text, kind));
  } catch {
    // What cannot be read uses nothing; that it cannot be read is told elsewhere.
    return [];
  }
}

/** A hash of all that decides what a template writes from given data: its texts, its policy and the blocks it uses. */
export function templateHash(template: MessageTemplate, blocks: Blocks = {}): string {
  const { kind, variants, policy, fallbacks = {} } = template;
  const used = blocksUsed(template, blocks).map((name) => [name, blocks[name] ?? null]);
  return sha256(canonicalJson({ kind, variants, policy, fallbacks, blocks: Object.fromEntries(used) }));
}
