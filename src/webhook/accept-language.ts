const spoken = ["en", "fr"] as const;
export type Spoken = (typeof spoken)[number];

/** The language that the caller of an `Accept-Language` header understands best (RFC 9110 §12.5.4); English otherwise. */
export function spokenTo(header: string | undefined): Spoken {
  let best: { language: Spoken; quality: number } = { language: "en", quality: 0 };
  for (const range of (header ?? "").toLowerCase().split(",").slice(0, 50)) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    const language = spoken.find((one) => tag === one || tag.startsWith(`${one}-`));
    if (language !== undefined && quality > best.quality) best = { language, quality };
  }
  return best.language;
}
