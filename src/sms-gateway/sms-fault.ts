import { Fault } from "../contract/index.ts";

/** What is known of a text message that was not handed over. */
export interface NotTaken {
  /** It was not taken, for certain; else nobody knows, and it must not be sent again by itself. */
  certainly: boolean;
  /** Another try may succeed. */
  again: boolean;
  /** Milliseconds before which another try would be in vain. */
  after?: number;
}

/** Why a text message was not handed over. Never carries its text, its number or a secret. */
export class SmsFault extends Fault {
  readonly certainly: boolean;
  readonly again: boolean;
  readonly after: number | undefined;

  constructor(key: string, data: Readonly<Record<string, string | number>>, { certainly, again, after }: NotTaken) {
    super(key, data);
    this.name = "SmsFault";
    this.certainly = certainly;
    this.again = again && certainly;
    this.after = after;
  }
}

/** A message or account that is not as it has to be: nothing left, and no other try helps. */
export function unfit(key: string, data: Readonly<Record<string, string | number>> = {}): SmsFault {
  return new SmsFault(key, data, { certainly: true, again: false });
}
