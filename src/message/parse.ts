import type { Liquid, Template } from "liquidjs";
import { hardenedLiquid } from "./liquid.ts";
import { separateErrors } from "./problems.ts";
import type { Target } from "./target.ts";

const engines = new Map<Target, Liquid>();
const most = 200;
const parsed = new Map<string, Template[]>();

/** The engine of a target, made when it is first needed. */
export function engineFor(target: Target): Liquid {
  const engine = engines.get(target) ?? hardenedLiquid(target);
  engines.set(target, engine);
  return engine;
}

/** Parses a template, or takes it from the last ones used. @throws LiquidError */
export function parseTemplate(template: string, target: Target): Template[] {
  const key = `${target} ${template}`;
  const fresh = parsed.get(key) ?? engineFor(target).parse(template);
  parsed.delete(key);
  parsed.set(key, fresh);
  const [oldest] = parsed.keys();
  if (parsed.size > most && oldest !== undefined) parsed.delete(oldest);
  return fresh;
}

/** Every error of a template that the parser finds without data; what is not closed hides the rest. */
export function parseErrors(template: string, target: Target): unknown[] {
  try {
    parseTemplate(template, target);
    return [];
  } catch (error) {
    return separateErrors(error);
  }
}
