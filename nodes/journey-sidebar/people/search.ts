import type { SearchAnswer, SearchQuestion } from "./desk.ts";
import type { Place } from "./routes.ts";

const most = 25;

export async function search({ campaign, house }: Place, { begins }: SearchQuestion): Promise<SearchAnswer> {
  const found = await house.store.people(campaign.part.id, begins.trim(), most);
  return { ...found, timeZone: campaign.part.timeZone };
}
