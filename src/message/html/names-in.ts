import { type Template, TypeGuards, Value } from "liquidjs";
import { parseTemplate } from "../parse.ts";
import { partsOf } from "../walk.ts";

/** What HTML templates hand to a filter by a name that is written out: `{{ "home" | map_image }}`. */
export function namesIn(texts: readonly string[], filter: string): string[] {
  const names = new Set<string>();
  for (const text of texts)
    for (const part of partsOf(readable(text)))
      for (const argument of part.arguments?.() ?? []) {
        const name = argument instanceof Value ? nameIn(argument, filter) : undefined;
        if (name !== undefined) names.add(name);
      }
  return [...names];
}

function nameIn({ initial, filters }: Value, filter: string): string | undefined {
  const [first, ...others] = initial.postfix;
  if (first === undefined || others.length > 0 || !TypeGuards.isQuotedToken(first)) return undefined;
  return filters[0]?.name === filter ? first.content : undefined;
}

function readable(text: string): Template[] {
  try {
    return parseTemplate(text, "html");
  } catch {
    // It is told where the message is checked or rendered.
    return [];
  }
}
