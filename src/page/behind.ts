import type { Asset, JsonObject } from "../contract/index.ts";
import type { KeptPage } from "../store/index.ts";
import type { Field } from "../webhook/index.ts";

/** The texts of a form in one language; what is absent is the catalogue's, or made from the field's name. */
export interface FormTexts {
  /** Above the form. */
  intro?: string;
  /** On its button. */
  submit?: string;
  /** In its place, once an answer was taken. */
  thanks?: string;
  /** By the field's name. */
  labels: Readonly<Record<string, string>>;
  /** By the field's name, then by the value. */
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a page's node asks its visitors. */
export interface PageForm {
  /** Empty: there is no form. None is a case key. */
  fields: readonly Field[];
  /** ISO 3166-1 alpha-2, of phone numbers and addresses. */
  country: string;
  /** ISO 4217 */
  currency: string;
  /** Whether another answer may replace the first. */
  again: boolean;
  /** In the language of the page. */
  texts(language: string): FormTexts;
}

/** One call of a page's address, read no further than this. */
export interface PageAsk {
  method: string;
  /** What stands after the node's path, decoded: `<token>`, or `<token>` with `?answer`, `?seen`, `?choices`. */
  token: string;
  action: "page" | "answer" | "seen" | "choices";
  /** Lower-case names; a header that came twice is joined. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Of a POST; more than `bodyLimit` bytes are answered with 413, so one more at most need be read. */
  body: Uint8Array;
  /** What the caller's browser speaks, for where nothing better is known. */
  language: string;
}

export interface PageAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** What the pages of a node need of it. */
export interface PageBehind {
  form: PageForm;
  /** Whether pages link to the choices of what is sent to their readers. */
  choices: boolean;
  /** `#rrggbb`; empty: the house style. */
  accentColour: string;
  /** Undefined: no such page any more, or none yet. */
  find(token: string): Promise<KeptPage | undefined>;
  /** BCP 47, of the recipient; undefined: nobody knows. */
  languageOf(page: KeptPage): Promise<string | undefined>;
  /** By which channels the recipient of a page may be sent marketing. */
  openChannels(page: KeptPage): Promise<readonly ("print" | "email" | "sms")[]>;
  /** The address of an asset that a page shows, of the same origin. */
  assetAt(asset: Asset): string;
  visited(token: string, doubtful: boolean): Promise<"first" | "again" | "none">;
  responded(response: {
    token: string;
    id: string;
    data: JsonObject;
    recipient: JsonObject;
    form: JsonObject;
  }): Promise<"kept" | "same" | "other" | "over" | "none">;
  /** Answers the channels of these that are closed now; none: no such page. In a test the story goes on, and nothing is closed. */
  optOut(token: string, channels: readonly ("print" | "email" | "sms")[]): Promise<readonly string[]>;
  /** What the forms of pages are sealed with: 64 characters of hex. */
  secret: string;
  now(): number;
  /** Seconds to wait; undefined: the call may go on. */
  tooMany(link: string, what: "look" | "word"): Promise<number | undefined>;
  failed(error: unknown): void;
}
