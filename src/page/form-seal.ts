import { randomBytes } from "node:crypto";
import { sealOf } from "../links/index.ts";

/** A form as it was served, hidden in it: only who was shown the page has it, and it is of no other page. */
export interface ServedForm {
  /** The same where the form is shown once more, with its values, because it could not be taken. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** What else it showed. */
  shown: readonly string[];
}

export type Purpose = "answer" | "choices";

const sealFor = (secret: string, purpose: Purpose, token: string) => sealOf(secret, ["page form", purpose, token]);

/** 96 random bits: two visitors never have the same form. */
export const newFormId = () => randomBytes(12).toString("base64url");

export function closeForm(secret: string, purpose: Purpose, token: string, { id, at, shown }: ServedForm): string {
  return sealFor(secret, purpose, token).close([id, String(at), ...shown]);
}

/** Undefined: this was never served for this purpose of this page. */
export function openForm(secret: string, purpose: Purpose, token: string, sealed: string): ServedForm | undefined {
  const [id = "", at = "", ...shown] = sealFor(secret, purpose, token).open(sealed) ?? [];
  return id === "" || !Number.isSafeInteger(Number(at)) ? undefined : { id, at: Number(at), shown };
}
