/** Tags come from outside: of more different ones than this, no answer is remembered. */
const most = 500;
const known = new Map<string, string | undefined>();
const numbers = new Map<string, Intl.NumberFormat>();

/** A language tag in its canonical form (BCP 47); undefined where it is none. Systems write `fr_FR` for `fr-FR`. */
export function localeOf(text: string): string | undefined {
  if (known.has(text)) return known.get(text);
  const locale = canonical(text);
  if (known.size < most) known.set(text, locale);
  return locale;
}

function canonical(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

/** A number as people of a language write it, with at most six decimals. */
export function numberInWords(value: number, tag: string): string {
  const locale = localeOf(tag) ?? "en";
  // To make a format costs a hundred times what it costs to use it.
  const format = numbers.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  if (numbers.size < most) numbers.set(locale, format);
  return format.format(value);
}
