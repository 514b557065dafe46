import type { IncomingMessage, ServerResponse } from "node:http";
import { systemClock } from "../../src/clock.ts";
import { readPageToken } from "../../src/links/index.ts";
import {
  answerFailed,
  answerNone,
  answerPage,
  bodyLimit,
  type PageAnswer,
  type PageAsk,
  type PageBehind,
} from "../../src/page/index.ts";
import { hold, rates, readBody, sourceOf, spokenTo, writeReply } from "../../src/webhook/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { PersonalPageConfig } from "./config.ts";
import { pageBehind } from "./page-behind.ts";

/** Milliseconds that a browser has for what its form holds. */
const patience = 10_000;

const actions: Readonly<Record<string, PageAsk["action"]>> = { answer: "answer", seen: "seen", choices: "choices" };

const ignore = () => {};

/** What an address ends with: the token of a page, as it was typed. */
function typedIn({ url = "" }: IncomingMessage): string {
  const [path = ""] = url.split("?", 1);
  return decoded(path.replace(/\/+$/, "").split("/").at(-1) ?? "");
}

/** What the address and the head of a call say. */
function askOf(request: IncomingMessage, body: Uint8Array): PageAsk {
  const [, query = ""] = (request.url ?? "").split("?");
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : value,
  ]);
  return {
    method: request.method ?? "GET",
    token: typedIn(request),
    action: actions[query] ?? "page",
    headers: Object.fromEntries(headers),
    body,
    language: spokenTo(request.headers["accept-language"]),
  };
}

/** What is no encoding is no token either. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** A page of a node that there is no more: whoever has its letter reads so, and not what Node-RED says of any path. False: it is none. */
export function serveLost(request: IncomingMessage, response: ServerResponse): boolean {
  if (readPageToken(typedIn(request)) === undefined) return false;
  request.on("error", ignore);
  response.on("error", ignore);
  const reply = answerNone(spokenTo(request.headers["accept-language"]));
  void writeReply(request, response, { ...reply, headers: { ...reply.headers } }, systemClock).catch(ignore);
  return true;
}

export type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers the visitors of a node's pages; never rejects. A body is read, within its limits, before anything is done. */
export function servePages(
  node: string,
  config: PersonalPageConfig,
  campaign: CampaignNode,
  failed: (error: unknown) => void,
): ServePage {
  const { rate, proxies, proxyHeader } = config;
  const { now } = systemClock;
  const bySource = rates(`page ${node}`, { webhook: 0, source: rate.source }, now);
  // What somebody says is counted by itself: whoever looks at a page again and again takes nobody's answer away.
  const byPage = {
    look: rates(`page look ${node}`, { webhook: 0, source: rate.page }, now),
    word: rates(`page word ${node}`, { webhook: 0, source: rate.page }, now),
  };
  const limitsOf = ({ headers, socket: { remoteAddress } }: IncomingMessage): PageBehind["tooMany"] => {
    const source = sourceOf({ headers, remoteAddress }, { proxies, header: proxyHeader }) ?? "unknown";
    return async (link, what) => ((await bySource(source)) ?? (await byPage[what](link)))?.retryAfter;
  };
  let ready: ReturnType<typeof pageBehind> | undefined;

  async function answer(request: IncomingMessage, held: ReturnType<typeof hold>): Promise<PageAnswer | undefined> {
    let body: Uint8Array = new Uint8Array();
    if (request.method === "POST") {
      const read = await readBody(request, bodyLimit, patience, systemClock, held);
      if (read.state === "cut") return undefined;
      // The page itself says that one byte more is too much.
      if (read.state === "too-large") body = new Uint8Array(bodyLimit + 1);
      else if (read.state === "read") body = read.bytes;
      else return answerFailed(spokenTo(request.headers["accept-language"]));
    }
    ready ??= pageBehind(config, campaign, { node, now, failed });
    return answerPage(askOf(request, body), { ...(await ready), tooMany: limitsOf(request) });
  }

  return async (request, response) => {
    request.on("error", ignore);
    response.on("error", ignore);
    const held = hold();
    try {
      const reply = await answer(request, held).catch((error: unknown) => {
        // What failed is tried again by the next visit.
        ready = undefined;
        failed(error);
        return answerFailed(spokenTo(request.headers["accept-language"]));
      });
      if (reply === undefined) return;
      await writeReply(request, response, { ...reply, headers: { ...reply.headers } }, systemClock);
    } catch (error) {
      failed(error);
    } finally {
      held.release();
    }
  };
}
