/** A person's name on one line, as one writes to them; empty: it is not known. */
export function nameLine({
  title,
  firstName,
  lastName,
}: {
  title?: string;
  firstName?: string;
  lastName?: string;
}): string {
  return [title, firstName, lastName].filter(Boolean).join(" ");
}
