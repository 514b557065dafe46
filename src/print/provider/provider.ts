import type { Clock } from "../../clock.ts";
import type { Fault, JsonObject, Recipient } from "../../contract/index.ts";
import type { JobTicket, Paper } from "../ticket.ts";
import type { JobSeen } from "../way.ts";

/** A letter as a provider gets it. */
export interface ProviderLetter {
  /** The same for the same letter, on every try: the provider's idempotency key, and our reference there. */
  key: string;
  pdf: Uint8Array;
  ticket: JobTicket;
  /** Whose address stands on the letter. */
  to: Recipient | undefined;
}

/** What a provider tells of a letter by itself. */
export interface LetterEvent {
  /** What the provider calls the letter; empty where it only tells our key. */
  name: string;
  /** Our key, where the event repeats it. */
  key?: string;
  /** Undefined: something happened, and it is to be looked at. */
  seen?: JobSeen;
}

/** What a provider is reached with. */
export interface ProviderMeans {
  secret: string;
  clock: Clock;
  /** It is meant to lie in a private network. */
  inside: boolean;
  /** Milliseconds for a call; absent: the usual ones. */
  time?: number;
}

/**
 * A print-and-mail provider over HTTP. All calls throw a ProviderFault that says whether something may have been done.
 */
export interface PrintProvider {
  /** Host and port, for people. */
  host: string;
  /** Milliseconds for which the same call under the same key makes one letter; 0: it knows no keys. */
  keys: number;
  /** Whether it prints so. @throws ProviderFault */
  check(paper: Paper): void;
  /** Whether it takes such an address. @throws ProviderFault */
  checkAddress?(to: Recipient): void;
  /** What comes before the letter itself, such as the upload of its document; its answer is kept for the other tries. */
  prepare?(letter: ProviderLetter): Promise<JsonObject>;
  /** Has the letter printed; answers what the provider calls it. Again under the same key it makes no second letter. */
  create(letter: ProviderLetter, prepared: JsonObject): Promise<string>;
  /** What the provider calls the letter of this key; undefined: it is not to be seen there. */
  find?(key: string): Promise<string | undefined>;
  /** Milliseconds after which a letter that `find` does not see was never taken; undefined: that proves nothing. */
  absent?: number;
  /** How a letter is; absent: only its events tell. */
  status?(name: string): Promise<JobSeen>;
  cancel?(name: string): Promise<"cancelled" | "too-late">;
  /** What somebody sees who tries the service out: nothing is printed. */
  look(): Promise<readonly Fault[]>;
  /** What an event says whose signature is right; undefined: it is about no letter. */
  event(body: JsonObject): LetterEvent | undefined;
}
