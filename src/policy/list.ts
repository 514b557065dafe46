import { e164 } from "../phone.ts";
import type { Identity } from "./fingerprint.ts";

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * The e-mail addresses and phone numbers of a text or CSV file, whatever its columns: neither holds a separator or a
 * quote, so every cell says by itself what it is. What is neither is left out.
 * @param country of numbers without `+`
 */
export function readList(text: string, country: string): Identity[] {
  const found = new Map<string, Identity>();
  for (const cell of text.split(/[\r\n,;\t]+/)) {
    const value = cell
      .trim()
      .replace(/^["'\ufeff]+|["']+$/g, "")
      .trim();
    if (address.test(value)) found.set(value.toLowerCase(), { kind: "email", email: value });
    else if (/\d{6}/.test(value.replace(/\D/g, ""))) {
      const phone = e164(value, country);
      if (phone !== undefined) found.set(phone, { kind: "phone", phone });
    }
  }
  return [...found.values()];
}
