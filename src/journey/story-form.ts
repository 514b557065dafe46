import * as z from "zod";
import { instant } from "../clock.ts";
import type { Story } from "../store/index.ts";

const Instant = z.iso.datetime();

/** Histories for machines. `kind` is the key of a sentence and `data` what fills it in; instants are ISO 8601 in UTC. */
export const StoryForm = z.strictObject({
  version: z.literal(1),
  stories: z.array(
    z.strictObject({
      journey: z.strictObject({
        id: z.string(),
        campaign: z.string(),
        recipient: z.string(),
        caseKey: z.string().optional(),
        startedAt: Instant,
        test: z.boolean(),
      }),
      /** In the order in which they were kept. */
      lines: z.array(
        z.strictObject({
          at: Instant,
          kind: z.string(),
          /** Id of the node. */
          node: z.string().optional(),
          data: z.record(z.string(), z.json()),
        }),
      ),
    }),
  ),
});
export type StoryForm = z.infer<typeof StoryForm>;

/** What happened to a case, in the form for machines. */
export function storyForm(stories: readonly Story[]): StoryForm {
  return {
    version: 1,
    stories: stories.map(({ journey, lines }) => ({
      journey: {
        id: journey.id,
        campaign: journey.campaign,
        recipient: journey.recipient,
        ...(journey.caseKey !== undefined && { caseKey: journey.caseKey }),
        startedAt: instant(journey.startedAt),
        test: journey.test,
      },
      lines: lines.map(({ at, kind, node, data }) => ({
        at: instant(at),
        kind,
        ...(node !== undefined && { node }),
        data,
      })),
    })),
  };
}
