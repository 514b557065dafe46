import { Fault, type JsonObject } from "../../contract/index.ts";
import type { Exited, OfJourney, Settler } from "../store.ts";
import { endLate } from "./elapse.ts";
import { told } from "./journeys.ts";
import { endJourney } from "./leave.ts";
import { orderedId } from "./ordered-id.ts";
import { type Row, type Statements, text } from "./statements.ts";
import { answerJourney, columns, openWaits } from "./waits.ts";

/** What a person at a desk does with a journey; who, and why, stays in its history. */

/** Nobody else changes the journey until the transaction ends. @throws Fault `people.no-journey` */
async function journeyFor({ one, lock }: Statements, { campaign, journey }: OfJourney): Promise<Row> {
  await lock("select id from journey where id = ?", journey);
  const row = await one(
    "select node, ended_at from journey where id = ? and campaign = ? and erased_at is null",
    journey,
    campaign,
  );
  if (row === undefined) throw new Fault("people.no-journey");
  return row;
}

export async function exit(statements: Statements, of: OfJourney, settler: Settler): Promise<Exited> {
  const row = await journeyFor(statements, of);
  if (row.ended_at !== null) throw new Fault("people.ended");
  const { by, at } = settler;
  const event = { id: orderedId(at), type: "exit", receivedAt: new Date(at).toISOString(), data: {}, by };
  const { waits, takenBack, beyond } = await endJourney(statements, { ...of, at, event }, (left) => ({
    kind: "journey.exited",
    node: text(row.node),
    data: { ...told(settler), takenBack: left.takenBack, beyond: left.beyond },
  }));
  return { waits, takenBack, beyond };
}

export async function moveOn(
  statements: Statements,
  of: OfJourney,
  wait: string,
  settler: Settler,
  data?: JsonObject,
): Promise<void> {
  const { all, lock } = statements;
  const { at } = settler;
  await journeyFor(statements, of);
  await lock(openWaits("seq"), of.journey);
  const open = await all(`${openWaits(columns)} order by seq`, of.journey);
  const its = open.find(({ id }) => id === wait);
  if (its === undefined) throw new Fault("people.waits-no-more");
  if (data !== undefined) {
    await answerJourney(statements, of.journey, data, settler);
    return;
  }
  const line = { kind: "wait.ended", node: text(its.node), data: told(settler) };
  await endLate(statements, its, { at, now: at, line });
}
