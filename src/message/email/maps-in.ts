import { type Template, TypeGuards, Value } from "liquidjs";
import { parseTemplate } from "../parse.ts";
import { partsOf } from "../walk.ts";
import type { Edition } from "./open-email.ts";

/** The names of the maps whose pictures are asked for by a name that is written out. */
export function mapsIn(editions: readonly Edition[]): string[] {
  const names = new Set<string>();
  for (const { compiled, blocks, used } of editions) {
    const texts = used.flatMap((name) => Object.values(blocks[name]?.variants.texts ?? {}));
    for (const text of [compiled.document?.html ?? "", ...texts])
      for (const part of partsOf(readable(text)))
        for (const argument of part.arguments?.() ?? []) {
          const name = argument instanceof Value ? mapOf(argument) : undefined;
          if (name !== undefined) names.add(name);
        }
  }
  return [...names];
}

function mapOf({ initial, filters }: Value): string | undefined {
  const [first, ...others] = initial.postfix;
  if (first === undefined || others.length > 0 || !TypeGuards.isQuotedToken(first)) return undefined;
  return filters[0]?.name === "map_image" ? first.content : undefined;
}

function readable(text: string): Template[] {
  try {
    return parseTemplate(text, "html");
  } catch {
    // It is told where the e-mail is checked or rendered.
    return [];
  }
}
