/** To make a format costs a hundred times what it costs to use it; tags and options come from few templates. */
const most = 500;

function kept<Format, Options>(make: (locale: string, options: Options) => Format) {
  const known = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = known.get(key);
    if (format !== undefined) return format;
    if (known.size >= most) known.clear();
    const made = make(locale, options);
    known.set(key, made);
    return made;
  };
}

/** A currency's format, and how many minor units it has (ISO 4217). */
export const moneyFormat = kept((locale, currency: string) => {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return { format, places: format.resolvedOptions().maximumFractionDigits ?? 2 };
});
export const numberFormat = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
export const dateFormat = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const listFormat = kept((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
export const pluralRules = kept((locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options));
