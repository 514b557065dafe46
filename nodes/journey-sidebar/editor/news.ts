import type { Pace } from "../../shared/editor-in-sight.ts";
import { type NewsTold, newsTopic } from "../desk.ts";

/** When something has happened in a campaign. */
export const onNews = (campaign: () => string | undefined): NonNullable<Pace["told"]> => ({
  topic: newsTopic,
  concerns: (word) => (word as NewsTold).campaign === campaign(),
});
