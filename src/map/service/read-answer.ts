import type * as z from "zod";
import { Fault } from "../../contract/index.ts";
import type { HttpAnswer } from "../../http.ts";

/** What is not a success, as its fault: a key that does not open, or a call that the provider turns down. */
export function refusalOf(host: string, { status }: HttpAnswer): Fault {
  const key = status === 401 || status === 403 ? "map.provider-key" : "map.provider-refused";
  return new Fault(key, { host, status });
}

export const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ text }: HttpAnswer): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * An answer in its documented shape.
 * @throws Fault map.provider-answer with where it does not fit
 */
export function shaped<Shape>(schema: z.ZodType<Shape>, value: unknown, host: string): Shape {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = `/${parsed.error.issues[0]?.path.join("/") ?? ""}`;
  throw new Fault("map.provider-answer", { host, where });
}
