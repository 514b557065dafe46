import type { JsonObject, Purpose } from "../contract/index.ts";

/**
 * Pages of recipients. A page is one recipient's passage by one node: its id is the same on every replay, a message that
 * comes later renews what it shows. Who visits is told by the hash of the token in the address alone; the token is kept nowhere.
 */
export interface PageRequest {
  /** Derived from node and journey. */
  id: string;
  campaign: string;
  journey: string;
  /** The task that the message grew from. */
  root: string;
  node: string;
  /** SHA-256 of the token in the address, lower-case hex. */
  token: string;
  /** With the page as `content`. What goes on from the page's outputs is completed from it. */
  message: JsonObject;
  /** When the address ends, in milliseconds. */
  expires: number;
  /** The state of the flows that it was made in. */
  flow?: string;
  at: number;
}

/** A page as whoever has its address may see it. */
export interface KeptPage {
  id: string;
  campaign: string;
  journey: string;
  node: string;
  recipient: string;
  /** As published, without the recipient. */
  message: JsonObject;
  purpose: Purpose;
  test: boolean;
  expires: number;
  /** Absent: nobody has visited it yet. */
  firstVisit?: number;
  visits: number;
  /** The last answer that was taken, by the names of the form's fields. */
  response?: { id: string; at: number; data: JsonObject };
}

/** What a visitor sent by the form of a page. */
export interface PageResponse {
  token: string;
  /** Of the form as it was served: the same form sent twice is one response. */
  id: string;
  /** What goes into the event. */
  data: JsonObject;
  /** What is to be kept of the recipient. */
  recipient: JsonObject;
  /** What the form held, to fill it in again and to tell the same answer from another. */
  form: JsonObject;
  /** Whether another answer may follow one that was taken. */
  again: boolean;
  /** `msg.event.type`. */
  type: string;
  at: number;
}

/** Outputs of a personal page, frozen. */
export const pageOutput = { visit: 0, response: 1, optOut: 2 } as const;

export interface Pages {
  /**
   * Keeps a page, or renews the one of the same id; a token of its own does not change, and what a task shows that is played
   * again does not replace what a later one has shown since. `over`: the decision that it came of was recalled, or the
   * journey was left. A page that was revoked stays so: `revoked`.
   * @throws Fault `send.no-journey` when the campaign has no such journey
   */
  publish(page: PageRequest): Promise<"published" | "renewed" | "over" | "revoked">;
  /**
   * Undefined: no such page, it was revoked, it has expired, the decision that it shows was recalled, or its person was
   * erased. `now` decides what has expired.
   */
  page(token: string, now: number): Promise<KeptPage | undefined>;
  /**
   * A person looks at a page. The first visit is told in the history, and the story goes on by the first output; later ones
   * are counted. `doubtful`: it looks like a program, and is counted apart, in the history of nobody; the answer is `again`.
   * A decision that a visitor has seen is recalled no more.
   */
  visited(token: string, at: number, doubtful: boolean): Promise<"first" | "again" | "none">;
  /**
   * Keeps a response, what it says of the recipient, its history, and what follows from it, in one commit: the story goes on
   * by the second output, and waits that name the page's node are released; where there is none yet, the first that comes
   * is. `same`: this form, or the same answer, was taken before; `other`: another answer stands and may not be replaced;
   * `over`: the journey was left, or the decision that the page shows was recalled.
   */
  responded(response: PageResponse): Promise<"kept" | "same" | "other" | "over" | "none">;
  /**
   * Ends marketing by channels for the person of a page (`optOut` of each) and lets the story go on by the third output, where
   * something has changed; also where the address has expired meanwhile. A test journey goes on, and nothing ends for its
   * person. Answers the channels of the word, which are closed now; none: there is no such page, or it was revoked.
   */
  pageOptOut(word: { token: string; channels: readonly ("print" | "email" | "sms")[]; at: number }): Promise<string[]>;
  /** Ends the addresses of a recipient's pages, of all nodes or of one; answers how many. Also what comes later shows nothing there. */
  revokePages(whose: { campaign: string; recipient: string; node?: string }, at: number): Promise<number>;
  /** Drops what pages showed whose address had ended before an instant, at most `most`; answers how many. */
  forgetPages(before: number, most: number): Promise<number>;
}
