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
  close(): Promise<void>;
}
