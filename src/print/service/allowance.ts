import type { JobTicket } from "../ticket.ts";
import type { PrintServiceSettings } from "./settings.ts";

type Priced = Pick<PrintServiceSettings, "pieces" | "budget" | "pricePiece" | "pricePerSheet">;

/** Prices have fractions of a cent: money is counted in millionths of a unit, as whole numbers. */
const millionths = (units: number) => Math.round(units * 1_000_000);

/** Sheets of paper of a job with all its copies. */
export function sheetsOf({ document, sides, copies }: Pick<JobTicket, "document" | "sides" | "copies">): number {
  return Math.ceil(document.pages / (sides === "one-sided" ? 1 : 2)) * copies;
}

/** What a job takes of a service's day; money in millionths of a unit of its currency. */
export function shareOf(ticket: JobTicket, { pricePiece, pricePerSheet }: Priced): { pieces: number; cost: number } {
  const { copies } = ticket;
  return { pieces: copies, cost: millionths(pricePiece) * copies + millionths(pricePerSheet) * sheetsOf(ticket) };
}

/** What a service may do in a day; undefined: as much as comes. */
export function allowanceOf({ pieces, budget }: Priced): { pieces?: number; cost?: number } | undefined {
  if (pieces === 0 && budget === 0) return undefined;
  return { ...(pieces > 0 && { pieces }), ...(budget > 0 && { cost: millionths(budget) }) };
}

/** The local day of an instant, `YYYY-MM-DD`, and the instant at which the next one begins. */
export async function dayOf(at: number, timeZone: string): Promise<{ day: string; ends: number }> {
  const { Temporal } = await import("temporal-polyfill");
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const ends = moment.add({ days: 1 }).startOfDay().epochMilliseconds;
  return { day: moment.toPlainDate().toString(), ends };
}
