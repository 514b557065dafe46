type Headers = Readonly<Record<string, string | undefined>>;

/**
 * Whether a call was made by the page itself, as far as browsers say. Those of today say so in `Sec-Fetch-Site`; a form that
 * comes from a page without referrer has the origin `null`. What is no browser says nothing, and has to know the sealed form.
 */
export function fromThePage(headers: Headers): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  return origin === undefined || origin === "null" || isOwnOrigin(headers);
}

function isOwnOrigin({ origin = "", host, "x-forwarded-host": forwarded }: Headers): boolean {
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin).host;
  return [host, forwarded?.split(",")[0]].some((name) => name?.trim().toLowerCase() === asked);
}

/** Programs that open what mails, messages and pages link to, by their own names. The telephones of Cubot are none. */
const programs =
  /(?<!cu)bot\b|crawl|spider|slurp|preview|scan|monitor|headless|lighthouse|facebookexternalhit|whatsapp|skypeuri|proofpoint|barracuda|mimecast|safelinks|trendmicro|symantec|curl\/|wget\/|python|java\/|okhttp|go-http|axios|node-fetch|undici|libwww|php\//i;

/** Whether a visit looks like that of a program: what browsers load before it is looked at, what says its name, what is no browser. */
export function looksLikeProgram(headers: Headers): boolean {
  const purpose = `${headers["sec-purpose"] ?? ""} ${headers.purpose ?? ""} ${headers["x-moz"] ?? ""}`;
  const agent = headers["user-agent"] ?? "";
  return /prefetch|prerender|preview/i.test(purpose) || agent === "" || programs.test(agent);
}

/** Whether a visit was told by the page's own script. */
export function toldByScript(headers: Headers): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined ? isOwnOrigin(headers) : site === "same-origin";
}
