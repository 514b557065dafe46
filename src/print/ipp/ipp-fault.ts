import { Fault } from "../../contract/index.ts";

/** What is known of a job that was not handed over. */
export interface NotTaken {
  /** It does not print, for certain; else nobody knows, and it must not be sent again by itself. */
  certainlyNot: boolean;
  /** Another try may succeed without a person's help. */
  again: boolean;
  /** Milliseconds before which another try would be in vain. */
  after?: number;
  /** The status of the printer's answer, RFC 8011 appendix B. */
  status?: number;
}

/** Why a printer did not do what it was asked. Never carries a document, a name or a secret. */
export class IppFault extends Fault {
  readonly certainlyNot: boolean;
  readonly again: boolean;
  readonly after: number | undefined;
  readonly status: number | undefined;

  constructor(key: string, data: Readonly<Record<string, string | number>>, known: NotTaken) {
    super(key, data);
    this.name = "IppFault";
    this.certainlyNot = known.certainlyNot;
    this.again = known.again && known.certainlyNot;
    this.after = known.after;
    this.status = known.status;
  }
}

/** A setting or job that cannot go as it is: nothing left, and no other try helps. */
export function unfit(key: string, data: Readonly<Record<string, string | number>> = {}): IppFault {
  return new IppFault(key, data, { certainlyNot: true, again: false });
}

/** What went wrong now and may go well later; nothing was taken. */
export function notNow(key: string, data: Readonly<Record<string, string | number>>, after?: number): IppFault {
  return new IppFault(key, data, { certainlyNot: true, again: true, ...(after !== undefined && { after }) });
}

/** The same trouble, where nobody can say any more whether the job prints. */
export function inDoubt(fault: IppFault): IppFault {
  const { key, data, status } = fault;
  return new IppFault(key, data, { certainlyNot: false, again: false, ...(status !== undefined && { status }) });
}
