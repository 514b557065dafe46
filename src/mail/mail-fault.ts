import { Fault } from "../contract/index.ts";

/** What is known of a mail that could not be handed over. */
export interface NotTaken {
  /** It was not taken, for certain; otherwise nobody knows, and it must not be sent again by itself. */
  certainly: boolean;
  /** Another try may succeed. */
  again: boolean;
  /** Milliseconds before which another try would be in vain. */
  after?: number;
  /** Reply code of the server (RFC 5321 §4.2). */
  code?: number;
  /** Its enhanced status code (RFC 3463), such as `5.1.1`. */
  status?: string;
  /** The address does not exist: nothing should go there any more. */
  dead?: boolean;
}

/** Why a mail was not handed over. */
export class MailFault extends Fault {
  readonly certainly: boolean;
  readonly again: boolean;
  readonly after: number | undefined;
  readonly code: number | undefined;
  readonly status: string | undefined;
  readonly dead: boolean;

  constructor(key: string, data: Readonly<Record<string, string | number>>, known: NotTaken, options?: ErrorOptions) {
    super(key, data, options);
    this.name = "MailFault";
    this.certainly = known.certainly;
    this.again = known.again && known.certainly;
    this.after = known.after;
    this.code = known.code;
    this.status = known.status;
    this.dead = known.dead ?? false;
  }
}

/** A mail that cannot be sent as it is: certainly not taken, and no other try will help. */
export function unfitMail(key: string, data: Readonly<Record<string, string | number>> = {}): MailFault {
  return new MailFault(key, data, { certainly: true, again: false });
}

/** A mail that was certainly not taken and may be later. */
export function notNow(key: string, host: string, after?: number): MailFault {
  return new MailFault(key, { host }, { certainly: true, again: true, ...(after === undefined ? {} : { after }) });
}
