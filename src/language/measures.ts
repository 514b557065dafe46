/** Metres as people read them: "850 m" to the next ten metres, "1,4 km" from a kilometre on. `locale`: BCP 47. */
export function distanceInWords(metres: number, locale: string): string {
  const far = metres >= 995;
  const format = unitFormat(locale, far ? "kilometer" : "meter", far && metres < 9950 ? 1 : 0);
  return format.format(far ? metres / 1000 : Math.max(10, Math.round(metres / 10) * 10));
}

/** To make a format costs a hundred times what it costs to use it. */
const formats = new Map<string, Intl.NumberFormat>();
const most = 500;

function unitFormat(locale: string, unit: string, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${unit} ${maximumFractionDigits}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits });
  if (formats.size < most) formats.set(key, format);
  return format;
}
