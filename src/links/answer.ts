import type { Asset, Channel } from "../contract/index.ts";
import { byteRange } from "./byte-range.ts";
import { type LinkPage, type PageHeaders, pageOf } from "./page.ts";
import type { Tokens } from "./tokens.ts";

/** What a link is asked, as far as its answer depends on it. */
export interface Ask {
  method: string;
  token: string;
  /** What the caller's browser speaks, for where nothing better is known. */
  language: string;
  /** Where an opt-out was said: by the page's own button, or in one click from the mail program (RFC 8058). */
  by: "page" | "one-click";
  /** The header `Range`: players ask for films in parts, and Safari plays none without. */
  range?: string | undefined;
}

export interface LinkAnswer {
  status: number;
  headers: PageHeaders;
  body: Uint8Array;
}

/** What the links of a campaign need of it. */
export interface Behind {
  tokens: Tokens;
  /** The language of a recipient; undefined: nobody knows. */
  languageOf(recipient: string): Promise<string | undefined>;
  optOut(word: { recipient: string; channel: Channel; proof: string }): Promise<unknown>;
  /** Undefined: there are no such bytes any more. */
  bytesOf(asset: Asset): Promise<Uint8Array | undefined>;
  /**
   * Seconds to wait; undefined: the call may go on. One link that is asked too often costs the others nothing, and those
   * who only look cost nothing to those who say something.
   */
  tooMany(link: string, what: "look" | "word"): Promise<number | undefined>;
  /** Is told what went wrong, for the log. */
  failed(error: unknown): void;
}

const none: LinkPage = { title: "links.none.title", texts: ["links.none"] };
const busy: LinkPage = { title: "links.busy.title", texts: ["links.busy"] };
const failed: LinkPage = { title: "links.failed.title", texts: ["links.failed"] };
const gone: LinkPage = { title: "links.gone.title", texts: ["links.gone"] };
const later: LinkPage = { title: "links.busy.title", texts: ["links.later"] };
const method: LinkPage = { title: "links.method.title", texts: ["links.method"] };

const say = (status: number, page: LinkPage, language: string, more: PageHeaders = {}): LinkAnswer => {
  const { headers, body } = pageOf(page, language);
  return { status, headers: { ...headers, ...more }, body };
};

const again = (page: LinkPage, language: string, status: number, seconds: number) =>
  say(status, page, language, { "retry-after": String(seconds) });

/** Where what the links are of cannot be reached: people are asked to come back, too. */
export const answerFailed = (language: string): LinkAnswer => again(failed, language, 503, 60);

/** Where an address was closed for good. */
export const answerGone = (language: string): LinkAnswer => say(410, gone, language);

/** Where an address is closed for the moment: while this server starts or stops, or its flows are changed. */
export const answerLater = (language: string, seconds: number): LinkAnswer => again(later, language, 503, seconds);

/**
 * The page of an unsubscribe link, for people: to look at it changes nothing, for mail scanners look at every link. The
 * POST of its button, or of a mail program, ends marketing by that channel, however often it comes.
 */
export async function answerUnsubscribe(ask: Ask, behind: Behind): Promise<LinkAnswer> {
  const whom = behind.tokens.unsubscribed(ask.token);
  if (whom === undefined) return say(404, none, ask.language);
  if (!["GET", "HEAD", "POST"].includes(ask.method))
    return say(405, method, ask.language, { allow: "GET, HEAD, POST" });
  const wait = await behind.tooMany(ask.token, ask.method === "POST" ? "word" : "look");
  if (wait !== undefined) return again(busy, ask.language, 429, wait);
  const own = await behind.languageOf(whom.recipient).catch(() => undefined);
  const language = own ?? ask.language;
  const way = whom.channel === "sms" ? "sms" : "email";
  if (ask.method === "POST") {
    if (whom.test) {
      const texts = ["links.unsubscribe.test", "links.unsubscribe.close"];
      return say(200, { title: "links.unsubscribe.done.title", texts }, language);
    }
    const { recipient, channel } = whom;
    try {
      await behind.optOut({ recipient, channel, proof: ask.by });
    } catch (error) {
      behind.failed(error);
      return answerFailed(language);
    }
    return say(
      200,
      { title: "links.unsubscribe.done.title", texts: [`links.unsubscribe.done.${way}`, "links.unsubscribe.close"] },
      language,
    );
  }
  const texts = [`links.unsubscribe.ask.${way}`, "links.unsubscribe.service"];
  return say(200, { title: "links.unsubscribe.title", texts, button: "links.unsubscribe.button" }, language);
}

/** The address alone says who may see it: no shared cache keeps it, nothing in it runs, any mail program may show it. */
const assetHeaders: PageHeaders = {
  "cache-control": "private, max-age=31536000, immutable",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
};

const mediaType = /^[a-z]+\/[a-z0-9.+-]+$/i;

/**
 * The bytes of an asset, or a part of them. They never change under their address, so that `If-Range` needs no look. What was
 * erased is gone from here as well.
 */
export async function answerAsset(ask: Ask, behind: Behind): Promise<LinkAnswer> {
  const asset = behind.tokens.assetOf(ask.token);
  if (asset === undefined) return say(404, none, ask.language);
  if (ask.method !== "GET" && ask.method !== "HEAD") return say(405, method, ask.language, { allow: "GET, HEAD" });
  const wait = await behind.tooMany("asset", "look");
  if (wait !== undefined) return again(busy, ask.language, 429, wait);
  const body = await behind.bytesOf(asset);
  if (body === undefined) return say(404, none, ask.language);
  const type = mediaType.test(asset.type) ? asset.type : "application/octet-stream";
  const headers = { ...assetHeaders, "content-type": type, "accept-ranges": "bytes" };
  const range = ask.method === "GET" ? byteRange(ask.range, body.byteLength) : undefined;
  if (range === "none") {
    const more = { ...assetHeaders, "content-range": `bytes */${body.byteLength}`, "content-length": "0" };
    return { status: 416, headers: more, body: new Uint8Array() };
  }
  if (range === undefined)
    return { status: 200, headers: { ...headers, "content-length": String(body.byteLength) }, body };
  const { first, last } = range;
  return {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${first}-${last}/${body.byteLength}`,
      "content-length": String(last - first + 1),
    },
    body: body.subarray(first, last + 1),
  };
}
