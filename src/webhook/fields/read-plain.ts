import * as z from "zod";
import type { Json } from "../../contract/index.ts";
import { caseKeyLimit, enumKey, type Field, textLimit } from "./field.ts";
import { kept, type Reader, type Reading, unfit } from "./reading.ts";

/** Control characters, and halves of surrogate pairs: neither can be printed, and both break what comes after. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/** A number too large to be exact has already lost digits, and would be another case. */
export function readCaseKey(value: Json): Reading {
  if (Number.isSafeInteger(value)) return kept(String(value));
  return typeof value === "string" ? checkText(value, caseKeyLimit) : unfit("case-key");
}

export function readText(value: Json): Reading {
  return typeof value === "string" ? checkText(value, textLimit) : unfit("text");
}

function checkText(value: string, limit: number): Reading {
  const trimmed = value.trim();
  if (trimmed.length > limit) return unfit("long", { limit });
  return unprintable.test(trimmed) ? unfit("unprintable") : kept(trimmed);
}

/** JSON numbers only: whether `"1,234"` is one or a thousand is not ours to guess. */
export function readNumber(value: Json): Reading {
  return typeof value === "number" && Number.isFinite(value) ? kept(value) : unfit("number");
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The same where all values are texts, as in a form: spelled as in JSON. */
export function readWrittenNumber(value: Json): Reading {
  const written = typeof value === "string" ? value.trim() : "";
  return readNumber(jsonNumber.test(written) ? Number(written) : value);
}

export function readBoolean(value: Json): Reading {
  return typeof value === "boolean" ? kept(value) : unfit("boolean");
}

/** As forms write it: `on` is what a ticked box sends. */
export function readWrittenBoolean(value: Json): Reading {
  const written = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (["true", "1", "on", "yes"].includes(written)) return kept(true);
  if (["false", "0", "off", "no"].includes(written)) return kept(false);
  return readBoolean(value);
}

const date = z.iso.date();
const dayLength = "2026-01-31".length;
/** With an offset: a local time says nothing where it is not known whose. */
const dateTime = z.iso.datetime({ offset: true });

export function readDate(value: Json): Reading {
  const text = typeof value === "string" ? value.trim() : "";
  // A failure of the schema costs more than all else of a field: only the one that may fit is asked.
  if (text.length === dayLength) return date.safeParse(text).success ? kept(text) : unfit("date");
  return dateTime.safeParse(text).success ? kept(new Date(text).toISOString()) : unfit("date");
}

const email = z.email();

/**
 * An address of the form `name@domain`, the domain in lower case and ASCII (RFC 5890); the name is the carrier's and
 * stays as it is. At most 64 and 254 characters (RFC 5321 §4.5.3.1).
 */
export function readEmail(value: Json): Reading {
  if (typeof value !== "string") return unfit("email");
  const text = value.trim();
  const at = text.lastIndexOf("@");
  const address = `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`;
  const fits = at >= 0 && at <= 64 && address.length <= 254 && email.safeParse(address).success;
  return fits ? kept(address) : unfit("email");
}

function asciiDomain(domain: string): string {
  const letters = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain);
  const url = `http://${domain}`;
  return letters && /\P{ASCII}/u.test(domain) && URL.canParse(url) ? new URL(url).hostname : domain.toLowerCase();
}

/** Numbers and booleans are matched by their JSON spelling, so that `true` may be a synonym. */
export function enumReader(field: Field): Reader {
  const canonical = new Map<string, string>();
  for (const { value, synonyms } of field.values ?? []) {
    for (const word of [value, ...synonyms]) if (!canonical.has(enumKey(word))) canonical.set(enumKey(word), value);
  }
  const allowed = (field.values ?? []).map(({ value }) => value);
  const issue = { code: "webhook.field.enum", data: { allowed: allowed.join(", ") }, allowed };
  return (value) => {
    const known = typeof value === "object" ? undefined : canonical.get(enumKey(String(value)));
    return known === undefined ? { ok: false, issues: [issue] } : kept(known);
  };
}
