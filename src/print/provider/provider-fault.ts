import { Fault } from "../../contract/index.ts";

/** What is known of a call that did not do what it was made for. */
export interface NotDone {
  /** Nothing was done, for certain; else nobody knows, and it must not be done again without the provider's key. */
  certainly: boolean;
  /** Another try may succeed. */
  again: boolean;
  /** Milliseconds before which another try would be in vain. */
  after?: number;
}

/** Why a provider did not do something. Never carries a secret, or a word of the letter or its address. */
export class ProviderFault extends Fault {
  readonly certainly: boolean;
  readonly again: boolean;
  readonly after: number | undefined;

  constructor(key: string, data: Readonly<Record<string, string | number>>, { certainly, again, after }: NotDone) {
    super(key, data);
    this.name = "ProviderFault";
    this.certainly = certainly;
    this.again = again;
    this.after = after;
  }
}

/** A letter or a service that is not as it has to be: nothing was done, and no other try helps. */
export function unfit(key: string, data: Readonly<Record<string, string | number>> = {}): ProviderFault {
  return new ProviderFault(key, data, { certainly: true, again: false });
}

/** It may have been done. */
export function inDoubt(key: string, data: Readonly<Record<string, string | number>>): ProviderFault {
  return new ProviderFault(key, data, { certainly: false, again: true });
}
