import type { Json } from "../../contract/index.ts";

/** What is wrong with a value: a catalogue key, its data, and the place inside the value where it has parts. */
export interface FieldIssue {
  code: string;
  data?: Record<string, string | number>;
  allowed?: string[];
  at?: string[];
}

export type Reading = { ok: true; value: Json } | { ok: false; issues: FieldIssue[] };

/** Reads one value that is there, neither null nor blank; the answer is the value as it is kept. */
export type Reader = (value: Json) => Reading;

export function kept(value: Json): Reading {
  return { ok: true, value };
}

export function unfit(code: string, data: Record<string, string | number> = {}, at: string[] = []): Reading {
  return { ok: false, issues: [{ code: `webhook.field.${code}`, data, at }] };
}
