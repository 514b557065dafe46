import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import { fold, type PostalAddress, type Recipient } from "../contract/index.ts";
import { e164 } from "../phone.ts";

/** By what a person is known again without keeping who it is. */
export type Identity =
  | { kind: "email"; email: string }
  /** `country`: ISO 3166-1 alpha-2, of a number without `+`. */
  | { kind: "phone"; phone: string; country?: string }
  | { kind: "postal"; name: string; postalAddress: PostalAddress }
  | { kind: "recipient"; campaign: string; id: string }
  | { kind: "case"; campaign: string; caseKey: string };

/** Upper and lower case are one in practice, whatever RFC 5321 allows before the `@`; the domain in one spelling. */
function emailKey(email: string): string {
  const [, before = email, domain = ""] = /^(.*)@([^@]*)$/s.exec(email.trim()) ?? [];
  return `${before.normalize("NFC").toLowerCase()}@${domainToASCII(domain) || domain.toLowerCase()}`;
}

/** What is no number of any country is known by its digits. */
function phoneKey(phone: string, country: string | undefined): string {
  return e164(phone, country) ?? phone.replace(/\D/g, "");
}

const letters = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function postalKey(name: string, { country, postalCode, locality, thoroughfare }: PostalAddress): string {
  return JSON.stringify([
    letters(name),
    country,
    letters(postalCode),
    letters(locality),
    letters(thoroughfare.join(" ")),
  ]);
}

function keyOf(identity: Identity): string {
  switch (identity.kind) {
    case "email":
      return emailKey(identity.email);
    case "phone":
      return phoneKey(identity.phone, identity.country);
    case "postal":
      return postalKey(identity.name, identity.postalAddress);
    case "recipient":
      return JSON.stringify([identity.campaign, identity.id]);
    case "case":
      return JSON.stringify([identity.campaign, identity.caseKey]);
  }
}

/** A keyed hash: without the pepper nobody can try out which addresses are on a list. 64 characters of hex. */
export function fingerprint(pepper: string, identity: Identity): string {
  return createHmac("sha256", pepper)
    .update(`${identity.kind}\n${keyOf(identity)}`)
    .digest("hex");
}

/** All by which a recipient is known again. */
export function identitiesOf(campaign: string, recipient: Recipient): Identity[] {
  const { id, email, phone, firstName, lastName, postalAddress } = recipient;
  const identities: Identity[] = [{ kind: "recipient", campaign, id }];
  if (email) identities.push({ kind: "email", email });
  if (phone) identities.push({ kind: "phone", phone, country: postalAddress?.country });
  const name = `${firstName ?? ""} ${lastName ?? ""}`.trim();
  if (name !== "" && postalAddress !== undefined) identities.push({ kind: "postal", name, postalAddress });
  return identities;
}
