/** One column of a list and where it goes. */
export interface Column {
  column: string;
  /** One of `targets`, or `attributes.<name>`. */
  target: string;
}

/** What a column may hold, in the order of the form. */
export const targets = [
  "id",
  "caseKey",
  "locale",
  "timeZone",
  "title",
  "firstName",
  "lastName",
  "email",
  "phone",
  "street",
  "street2",
  "postalCode",
  "locality",
  "country",
  "longitude",
  "latitude",
  "consent.email",
  "consent.email.marketing",
  "consent.email.service",
  "consent.sms",
  "consent.sms.marketing",
  "consent.sms.service",
  "consent.print",
  "consent.print.marketing",
  "consent.print.service",
] as const;

const known: ReadonlySet<string> = new Set(targets);

export function isTarget(target: string): boolean {
  return known.has(target) || /^attributes\.[^.\s]+$/.test(target);
}
