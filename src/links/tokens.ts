import { Asset, Channel } from "../contract/index.ts";
import { pageToken } from "./page-token.ts";
import { sealOf } from "./seal.ts";

/** Whom an unsubscribe link is of, and from which channel it leads. */
interface OptOutOf {
  recipient: string;
  channel: Channel;
  /** It stands in a message of a test, whose reader is not the recipient: it ends nothing. */
  test: boolean;
}

const ofTest = "test";

/** The tokens of one campaign's links; a token of another campaign is none of them. */
export interface Tokens {
  unsubscribe(whom: OptOutOf): string;
  /** Undefined: no such token. */
  unsubscribed(token: string): OptOutOf | undefined;
  /** Of the page of a journey at a node: 130 bits, in small letters and digits, so that it can be typed from paper. */
  page(node: string, journey: string): string;
  asset(asset: Asset): string;
  /** Undefined: no such token. */
  assetOf(token: string): Asset | undefined;
}

/** @param secret 32 random bytes in hex, of the store */
export function tokensOf(secret: string, campaign: string): Tokens {
  const people = sealOf(secret, ["unsubscribe", campaign]);
  const assets = sealOf(secret, ["asset", campaign]);
  return {
    unsubscribe: ({ recipient, channel, test }) => people.close([recipient, channel, ...(test ? [ofTest] : [])]),
    unsubscribed(token) {
      const [recipient = "", channel, kind] = people.open(token) ?? [];
      const known = Channel.safeParse(channel);
      return recipient !== "" && known.success ? { recipient, channel: known.data, test: kind === ofTest } : undefined;
    },
    page: (node, journey) => pageToken(secret, [campaign, node, journey]),
    asset: ({ hash, type, bytes }) => assets.close([hash, type, String(bytes)]),
    assetOf(token) {
      const [hash, type, bytes] = assets.open(token) ?? [];
      return Asset.safeParse({ hash, type, bytes: Number(bytes) }).data;
    },
  };
}
