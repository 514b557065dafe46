import { allowanceOf, type Paper, type PrintServiceSettings } from "../../../src/print/index.ts";
import type { Collection } from "../../../src/store/index.ts";
import { mostPages } from "../config.ts";

type Prices = Pick<PrintServiceSettings, "pricePiece" | "pricePerSheet">;
type Limits = Prices & Pick<PrintServiceSettings, "pieces" | "budget">;
type Sheets = Pick<Paper, "sides" | "copies">;

const pagesPerSheet = ({ sides }: Sheets) => (sides === "one-sided" ? 1 : 2);

/** What so many letters cost with so many pages, at the least: a letter begins on a sheet of its own. */
export function costOf({ count, size }: Pick<Collection, "count" | "size">, paper: Sheets, prices: Prices): number {
  const sheets = Math.max(count, Math.ceil(size / pagesPerSheet(paper)));
  return (count * prices.pricePiece + sheets * prices.pricePerSheet) * paper.copies;
}

/** The most that a batch may have: what the node says, what a file takes, and what its service may do in a day. */
export function mostOf(
  most: number,
  { count, size }: Collection,
  paper: Sheets,
  limits: Limits | undefined,
): { count: number; size: number } {
  const { pieces, cost } = (limits === undefined ? undefined : allowanceOf(limits)) ?? {};
  const least = (number: number) => Math.max(1, Math.floor(number));
  const letters = Math.min(most, pieces === undefined ? most : least(pieces / paper.copies));
  if (cost === undefined || limits === undefined || count === 0) return { count: letters, size: mostPages };
  // As long as letters have as many pages as those that were collected.
  const pages = size / count;
  const each = costOf({ count: 1, size: pages }, paper, limits);
  const affordable = each === 0 ? letters : Math.min(letters, least(limits.budget / each));
  return { count: affordable, size: Math.min(mostPages, Math.max(1, Math.ceil(affordable * pages))) };
}
