import type { Retained, RetainRequest } from "../store.ts";
import { removePerson } from "./erase.ts";
import { type Statements, text } from "./statements.ts";

/**
 * Forgets people in whose journeys nothing has happened for long. Looks only at journeys that were quiet when somebody
 * last looked: where something has happened since, that is noted, and nobody looks there before it is long ago as well.
 */
export async function retain(statements: Statements, request: RetainRequest): Promise<Retained> {
  const { all, one, run, unlocked } = statements;
  const { campaign, before, at, limit, dry = false } = request;
  const after = request.after ?? { seenAt: -1, journey: "" };
  const quiet = await all(
    `select id, recipient, seen_at from journey
     where campaign = ? and erased_at is null and seen_at < ? and (seen_at, id) > (?, ?)
     order by seen_at, id limit ?${dry ? "" : ` ${unlocked}`}`,
    campaign,
    before,
    after.seenAt,
    after.journey,
    limit,
  );
  let people = 0;
  const looked = new Set<string>();
  for (const row of quiet) {
    const id = text(row.recipient);
    if (looked.has(id)) continue;
    looked.add(id);
    const { live, last, first, until } = await lastOf(statements, campaign, id);
    if (!live && last < before && until <= at) {
      // In a dry run, who has several journeys is counted at the first of them.
      if (dry && first !== row.id) continue;
      people += 1;
      if (!dry) await removePerson(statements, { campaign, id, at }, { kind: "journey.forgotten", data: {} });
    } else if (!dry) {
      // Whoever waits is looked at again when the time after now has passed: their wait ends later than that. The end of a
      // page is nothing that happens: whoever has one is looked at again when it comes, so that it keeps nobody for longer.
      const seen = live ? at : Math.max(last, Math.min(at, until - 1 - (at - before)));
      await run("update journey set seen_at = ? where campaign = ? and recipient = ?", seen, campaign, id);
    }
  }
  const end = quiet.at(-1);
  const next = end !== undefined && quiet.length === limit;
  return { people, ...(next && { next: { seenAt: Number(end.seen_at), journey: text(end.id) } }) };

  /**
   * When something last happened in the journeys of a person, whether something is still to come, and until when a page of
   * theirs is open: they may still come and answer, and the address in their letter is not to end before the day it says.
   */
  async function lastOf({ all }: Statements, campaign: string, id: string) {
    const journeys = await all(
      "select id, started_at from journey where campaign = ? and recipient = ? order by seen_at, id",
      campaign,
      id,
    );
    let last = 0;
    let live = false;
    for (const journey of journeys) {
      const line = await one(
        "select seq, at from story_line where journey = ? order by seq desc limit 1",
        text(journey.id),
      );
      last = Math.max(last, Number(journey.started_at), Number(line?.at ?? 0));
      const open = await one(
        `select seq from task where journey = ? and follows = 1 and state <> 'done' and state in ('ready', 'leased')
         limit 1`,
        text(journey.id),
      );
      live ||= open !== undefined;
    }
    const page = await one(
      `select max(p.expires_at) as until from page p join journey j on j.id = p.journey
       where j.campaign = ? and j.recipient = ? and p.message is not null and p.recalled_at is null`,
      campaign,
      id,
    );
    return { live, last, first: text(journeys[0]?.id), until: Number(page?.until ?? 0) };
  }
}
