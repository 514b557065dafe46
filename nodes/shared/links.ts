import type { Asset } from "../../src/contract/index.ts";

/** Addresses of a campaign that recipients follow. Whoever has one can do what it is for, and nothing else. */
export interface Links {
  /** Where a recipient ends what is written to them by a channel; of a test journey it ends nothing. */
  unsubscribe(recipient: string, channel: "email" | "sms", test: boolean): string;
  /**
   * Where a recipient's page is, before it is published as well: the same for a journey and a node.
   * @param path of the page's node, below `httpNodeRoot`
   */
  page(node: string, path: string, journey: string): string;
  /** Where an asset is read. */
  asset(asset: Asset): string;
}

/** What the personal pages of a campaign are told apart, sealed and filled with; also where it has no public address. */
export interface PageLinks {
  /** SHA-256 of the token in the address of a journey's page at a node, lower-case hex: what the store knows it by. */
  hash(node: string, journey: string): string;
  /** The address of an asset without the host: a page may be visited under several. */
  assetPath(asset: Asset): string;
  /** 64 characters of hex. */
  secret: string;
}
