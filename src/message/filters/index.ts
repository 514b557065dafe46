import type { FilterImplOptions } from "liquidjs";
import { date } from "./date.ts";
import { distance, duration, money, number } from "./figures.ts";
import { list, plural, salutation } from "./words.ts";

export const filters: Record<string, FilterImplOptions> = {
  date,
  distance,
  duration,
  list,
  money,
  number,
  plural,
  salutation,
};
