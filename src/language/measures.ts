/** Metres as people read them: "850 m" to the next ten metres, "1,4 km" from a kilometre on. `locale`: BCP 47. */
export function distanceInWords(metres: number, locale: string): string {
  const far = metres >= 995;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: far ? "kilometer" : "meter",
    maximumFractionDigits: far && metres < 9950 ? 1 : 0,
  }).format(far ? metres / 1000 : Math.max(10, Math.round(metres / 10) * 10));
}
