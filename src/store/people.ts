import type { Json, JsonObject } from "../contract/index.ts";
import type { Settler } from "./attention.ts";
import type { Person } from "./rights.ts";
import type { Journey } from "./task.ts";

/** People as somebody at a desk looks for them, and what that one may do with a journey of theirs. */

export interface FoundPerson {
  /** `recipient.id`. */
  id: string;
  title?: string;
  firstName?: string;
  lastName?: string;
  /** Their journeys with a case key, at most five: the one that was named whole, then by when something happened last. */
  cases: { journey: string; caseKey: string; test: boolean }[];
  /** All their journeys. */
  journeys: number;
  /** When something happened last. */
  lastAt: number;
}

export interface FoundPeople {
  people: FoundPerson[];
  /** Others begin so as well. */
  more: boolean;
}

/** A wait that is open. */
export interface OpenWait {
  id: string;
  node: string;
  since: number;
  /** Its deadline; absent: it has none. */
  until?: number;
  /** Ids of the webhook nodes that release; empty: any of the campaign. */
  webhooks: string[];
}

/** One journey of a person, as far as it has come. */
export interface PersonJourney {
  journey: Journey;
  /** Of the node that it began at. */
  node: string;
  lastAt: number;
  /** Left; what else has come to its end says so by having nothing open. */
  endedAt?: number;
  waits: OpenWait[];
  /** Sends that are to go out, or that nobody knows of whether they did. */
  sends: number;
}

/** A line of a history with what it tells of. */
export interface ChapterLine {
  /** Its place in the order of all lines. */
  seq: number;
  at: number;
  kind: string;
  node?: string;
  data: JsonObject;
  /** Id of what was sent, held or shown: names it to `carried`. */
  carries?: string;
  /** The branch on which the journey came to this; `why`: its reason for machines, as it was kept. */
  branch?: { label: string; reason: string; why?: Json };
}

export interface Chapter {
  /** In the order in which they were kept. */
  lines: ChapterLine[];
  /** There are earlier ones. */
  earlier: boolean;
}

/** What a send, a wait or a page has of a journey. */
export interface Carried {
  id: string;
  kind: "send" | "wait" | "page";
  node: string;
  state: string;
  message: JsonObject;
  outcome?: JsonObject;
  at: number;
}

/** A journey of a campaign. */
export interface OfJourney {
  campaign: string;
  journey: string;
}

export interface Exited {
  /** Waits that were ended: the story goes on by their last output. */
  waits: number;
  /** Sends that were taken back. */
  takenBack: number;
  /** Sends that a carrier is being handed, or may have: they cannot be taken back. */
  beyond: number;
}

export interface People {
  /**
   * People of a campaign whose recipient id or case key begins so, as it is written or in capitals or small letters; with
   * nothing to begin with, those to whom something happened last. Whoever has the very key comes first, then the last, at most
   * `limit`. Of very many that begin so it looks at the first of them in the order of the keys, and `more` says so.
   */
  people(campaign: string, begins: string, limit: number): Promise<FoundPeople>;
  /** The journeys of a person, the one in which something happened last first; undefined: nobody knows them. */
  journeysOf(person: Person): Promise<PersonJourney[] | undefined>;
  /** The last lines of a journey's history, or the last before one of them; undefined: no such journey, or it was erased. */
  chapter(of: OfJourney, page: { before?: number; limit: number }): Promise<Chapter | undefined>;
  /** What a line of a history carries; undefined: nothing of this journey has the id. */
  carried(of: OfJourney, id: string): Promise<Carried | undefined>;
  /**
   * A person ends a journey: whoever waits leaves by the last output, and what has not gone out is taken back. What a
   * carrier has been handed cannot be taken back, and is counted.
   * @throws Fault `people.no-journey`, `people.ended`
   */
  exit(of: OfJourney, settler: Settler): Promise<Exited>;
  /**
   * A person ends a wait: with `data` as an answer in the advertiser's place, by the first output, together with the
   * journey's other waits; without, as if its deadline had come.
   * @throws Fault `people.no-journey`, `people.waits-no-more`
   */
  moveOn(of: OfJourney, wait: string, settler: Settler, data?: JsonObject): Promise<void>;
}
