/** Credits in one line, each once. */
export function creditsOf(...parts: readonly string[]): string {
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))].join(" · ");
}

/** Data of OpenStreetMap, whoever computes with it: osmfoundation.org/wiki/Licence/Attribution_Guidelines. */
export const openStreetMapCredit = "© OpenStreetMap (openstreetmap.org/copyright)";
