import * as z from "zod";
import type { GroupName, IppAttribute, IppMessage, IppValue } from "./codec/index.ts";

type Written = Extract<IppValue, { value: string }>["syntax"];

/** An attribute of strings, such as `strings("keyword", "sides", "one-sided")`. */
export function strings(syntax: Exclude<Written, "dateTime" | "out-of-band">, name: string, ...values: string[]) {
  return { name, values: values.map((value): IppValue => ({ syntax, value })) };
}

export function numbers(syntax: "integer" | "enum", name: string, ...values: number[]): IppAttribute {
  return { name, values: values.map((value) => ({ syntax, value })) };
}

export function yesOrNo(name: string, value: boolean): IppAttribute {
  return { name, values: [{ syntax: "boolean", value }] };
}

export function collection(name: string, ...members: IppAttribute[]): IppAttribute {
  return { name, values: [{ syntax: "collection", value: members }] };
}

/** A value without its syntax; null where the printer says that it has none. */
export type Plain = string | number | boolean | Uint8Array | null | PlainAttributes | Record<string, string | number>;
export interface PlainAttributes {
  [name: string]: Plain[];
}

function plainValue(one: IppValue): Plain {
  switch (one.syntax) {
    case "out-of-band":
    case "other":
      return null;
    case "collection":
      return plainAttributes(one.value);
    case "textWithLanguage":
    case "nameWithLanguage":
      return one.value.text;
    case "resolution":
    case "rangeOfInteger":
      return { ...one.value };
    default:
      return one.value;
  }
}

/** Attributes by their names; of two with the same name the first. */
function plainAttributes(attributes: readonly IppAttribute[]): PlainAttributes {
  const plain: PlainAttributes = Object.create(null) as PlainAttributes;
  for (const { name, values } of attributes) plain[name] ??= values.map(plainValue);
  return plain;
}

/** All groups of a kind, one a job, a subscription or an event. */
export function groupsOf({ groups }: IppMessage, kind: GroupName): PlainAttributes[] {
  return groups.filter(({ name }) => name === kind).map(({ attributes }) => plainAttributes(attributes));
}

/** The first value that is of the form; undefined where there is none. What else a printer says there does no harm. */
export function first<T>(form: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .optional()
    .transform((values) => form.safeParse(values?.[0]).data);
}

/** All values that are of the form. */
export function every<T>(form: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .optional()
    .transform((values = []) =>
      values.flatMap((value) => {
        const read = form.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );
}

/** A value without which an answer is of no use. */
export function needed<T>(form: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .min(1)
    .transform((values) => values[0])
    .pipe(form);
}
