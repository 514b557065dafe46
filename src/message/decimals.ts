import { type Template, type Token, TypeGuards, Value } from "liquidjs";
import { partsOf } from "./walk.ts";
import { Decimal } from "./written.ts";

/** LiquidJS reads `7.0` as 7. What is written with its point divides as Shopify has it, so the point is kept. */
export function keepPoints(templates: readonly Template[]): void {
  for (const part of partsOf(templates))
    for (const argument of part.arguments?.() ?? []) {
      if (!(argument instanceof Value)) continue;
      for (const token of argument.initial.postfix) keepPoint(token);
      for (const filter of argument.filters)
        for (const arg of filter.args ?? []) keepPoint(Array.isArray(arg) ? arg[1] : (arg as Token));
    }
}

function keepPoint(token: Token | undefined): void {
  if (token === undefined || !TypeGuards.isNumberToken(token) || !token.getText().includes(".")) return;
  Object.assign(token, { content: new Decimal(token.content) });
}
