/** A language tag in its canonical form (BCP 47); undefined where it is none. Systems write `fr_FR` for `fr-FR`. */
export function localeOf(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}
