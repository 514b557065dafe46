import { Fault } from "../../contract/index.ts";
import type { MailReport } from "./report.ts";

/** Called with each report; it is put away once the promise is fulfilled, and told again where it is rejected. */
export type OnReport = (report: MailReport) => Promise<void>;

/** A place where reports come in. */
export interface Place {
  /** Tells what is new there. @throws Fault */
  look(onReport: OnReport, signal: AbortSignal): Promise<void>;
}

/** More files or mails than this are left for the next look. */
export const mostAtOnce = 500;

/** So many reports in a row that cannot be told say that it is not they. */
const mostUntold = 10;

/** Tells reports one by one, so that one which cannot be told does not stand before the others. */
export class Telling {
  readonly #onReport: OnReport;
  #first: { reason: unknown } | undefined;
  #inARow = 0;

  constructor(onReport: OnReport) {
    this.#onReport = onReport;
  }

  /** @returns whether it was told and may be put away @throws what `end` throws, where it makes no sense to go on */
  async tell(report: MailReport): Promise<boolean> {
    try {
      await this.#onReport(report);
      this.#inARow = 0;
      return true;
    } catch (reason) {
      this.#first ??= { reason };
      this.#inARow += 1;
      if (this.#inARow >= mostUntold) this.end();
      return false;
    }
  }

  /** @throws Fault, the first reason why one was not told */
  end(): void {
    if (this.#first === undefined) return;
    const { reason } = this.#first;
    throw reason instanceof Fault ? reason : new Fault("mail.report-untold", {}, { cause: reason });
  }
}
