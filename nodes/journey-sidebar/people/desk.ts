import type { JsonObject } from "../../../src/contract/index.ts";
import type { FoundPeople } from "../../../src/store/index.ts";

/**
 * People of a campaign. All is asked by POST below `belle-histoire/journey/people/`: what names a person stands in no
 * address. Instants are milliseconds.
 */

/** `search` (to look) */
export interface SearchQuestion {
  campaign: string;
  /** Beginning of a recipient id or a case key; empty: those to whom something happened last. */
  begins: string;
}
export type SearchAnswer = FoundPeople & { timeZone: string };

/** `story` (to look): a person, and a part of one of their journeys. */
export interface StoryQuestion {
  campaign: string;
  /** `recipient.id` */
  id: string;
  /** Absent: the one in which something happened last. */
  journey?: string;
  /** The lines before this one; absent: the last. */
  before?: number;
}

export interface JourneyNow {
  id: string;
  caseKey?: string;
  startedAt: number;
  lastAt: number;
  test: boolean;
  endedAt?: number;
  waits: { id: string; node: string; since: number; until?: number; webhooks: string[] }[];
  /** Sends that have not gone out, or that nobody knows of whether they did. */
  sends: number;
}

export interface StoryPart {
  seq: number;
  at: number;
  /** As in the history: `send.sent`. */
  kind: string;
  /** A sentence in the editor's language. */
  text: string;
  node?: string;
  /** What it carries, to be looked at. */
  looks?: { id: string; channel: string };
  branch?: { label: string; reason: string };
  /** Before it, the flows were deployed anew. */
  anew?: true;
}

export interface StoryAnswer {
  timeZone: string;
  person: { id: string; name: string; email?: string; phone?: string };
  /** The one in which something happened last first. */
  journeys: JourneyNow[];
  /** Which of them is told; absent: there is none. */
  told?: { journey: string; lines: StoryPart[]; earlier: boolean };
}

/** `look` (to look): what one line carries. */
export interface LookQuestion {
  campaign: string;
  journey: string;
  id: string;
}

/** Each channel in the shape that the previews of messages show. */
export interface LookAnswer {
  channel: string;
  /** Base64. */
  letter?: { pdf: string; pages: number };
  email?: {
    subject: string;
    preheader: string;
    /** Pictures are in it as `data:` addresses, and nothing in it is fetched from elsewhere. */
    html: string;
    text: string;
    attachments: { name: string; bytes: number }[];
    /** Bytes of the HTML as sent. */
    size: number;
  };
  sms?: { text: string };
  page?: { title: string; html: string };
  at: number;
  node: string;
  /** Whom it was for: lines of an address, an e-mail address, a number. */
  to: string[];
  language?: string;
  /** It is drawn for this look: it is printed with others. */
  drawn?: true;
  maps: { name: string; store: string; alt: string; image?: LookedFile; vector?: LookedFile }[];
  videos: { name: string; alt: string; film: LookedFile; poster: LookedFile }[];
  attachments: (LookedFile & { name: string })[];
}

export interface LookedFile {
  hash: string;
  type: string;
  bytes: number;
}

/** `file` (to look): the bytes of what a line carries. */
export interface FileQuestion extends LookQuestion {
  hash: string;
}

/** `export`: a file of JSON. */
export interface ExportQuestion {
  campaign: string;
  id: string;
}

/** What a person does; `by` where the editor knows no users. */
interface Doing {
  by?: string;
  why: string;
}

/** `erase-look`: what would be erased; `erase`. */
export type EraseQuestion = ExportQuestion & Doing;
/** Sentences. */
export interface ToldAnswer {
  told: string[];
}

/** `exit` */
export type ExitQuestion = { campaign: string; journey: string } & Doing;

/** `move-on`: with `data` an answer in the advertiser's place, without as if the deadline had come. */
export type MoveOnQuestion = ExitQuestion & { wait: string; data?: JsonObject };
