import type { SmsMeasure } from "./measure.ts";

/** One text message to one recipient. */
export interface TextMessage {
  /** The key of the send: the same on every try. */
  id: string;
  /** E.164 */
  to: string;
  text: string;
  purpose: "marketing" | "service";
  /** BCP 47 */
  language: string;
  /** Milliseconds since the epoch. */
  at: number;
  test: boolean;
}

/** A text message that was taken over. */
export interface TextMessageTaken {
  /** What the carrier calls it. */
  reference: string;
  /** How many parts it charges, where it says so. */
  segments?: number;
}

/** The way that text messages go. */
export interface SmsCarrier {
  /**
   * Hands over one text message.
   * @throws SmsFault, which tells whether it was certainly not taken and whether to try again
   */
  submit(message: TextMessage): Promise<TextMessageTaken>;
  /** Looks for a message whose handing over nobody saw the end of; absent where nobody can tell. */
  lookup?(id: string): Promise<TextMessageTaken | undefined>;
  /** The outcome is committed: traces that were kept for `lookup` may go. */
  settle?(id: string): Promise<void>;
  /** The same id again does nothing: what was cut short may be submitted once more. */
  repeatable?: boolean;
  /** What a text counts as it is sent, with what is added to it; absent: nothing is. */
  measure?(message: Pick<TextMessage, "text" | "purpose">): SmsMeasure;
  /**
   * Tries the settings without sending anything; absent where there is no such call.
   * @returns what was answered: catalogue key and data
   * @throws Fault
   */
  verify?(): Promise<SmsVerified>;
  close(): Promise<void>;
}

/** What a carrier says of its settings, as a catalogue key with its data. */
export interface SmsVerified {
  key: string;
  data: Readonly<Record<string, string | number>>;
}
