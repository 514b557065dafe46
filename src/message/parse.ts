import type { Template } from "liquidjs";
import { hardenedLiquid } from "./liquid.ts";
import { separateErrors } from "./problems.ts";

export const liquid = hardenedLiquid();
const most = 200;
const parsed = new Map<string, Template[]>();

/** Parses a template, or takes it from the last ones used. @throws LiquidError */
export function parseTemplate(template: string): Template[] {
  const known = parsed.get(template);
  const fresh = known ?? liquid.parse(template);
  parsed.delete(template);
  parsed.set(template, fresh);
  const [oldest] = parsed.keys();
  if (parsed.size > most && oldest !== undefined) parsed.delete(oldest);
  return fresh;
}

/** Every error of a template that the parser finds without data; what is not closed hides the rest. */
export function parseErrors(template: string): unknown[] {
  try {
    parseTemplate(template);
    return [];
  } catch (error) {
    return separateErrors(error);
  }
}
