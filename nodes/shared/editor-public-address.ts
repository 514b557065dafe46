/** The address that a campaign is reached under; undefined where it has none of its own. */
export function campaignAddress(campaignId: string): string | undefined {
  const address = RED.nodes.node(campaignId)?.baseUrl;
  return typeof address === "string" && address !== "" ? address : undefined;
}

/** A path as the world reaches it: under the campaign's address, or under the one this editor was opened with. */
export function fullAddress(campaignId: string, path: string): string {
  const base = (campaignAddress(campaignId) ?? window.location.origin).replace(/\/+$/, "");
  const root = String(RED.settings.httpNodeRoot || "").replace(/^\/*|\/+$/g, "");
  return `${base}${root === "" ? "" : `/${root}`}${path}`;
}

/** What people write as words of an address: `Décision assurance` becomes `decision-assurance`. */
export function wordsOfAddress(text: string, longest: number): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, longest)
    .replace(/-+$/, "");
}
