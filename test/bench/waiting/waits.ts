import { idFrom } from "../../../src/contract/index.ts";
import type { HoldRequest, Store } from "../../../src/store/index.ts";
import { caseKeyOf, enrolled, type Filling, journeyOf, numbersOf, recipientOf } from "../fill.ts";

export const campaign = "c1";
export const node = "wait1";
export const webhook = "w1";
const day = 86_400_000;

/** Deadlines lie 30 to 90 days ahead, a reminder a week before each. */
function planOf(index: number, at: number): HoldRequest["plan"] {
  const end = at + 30 * day + (index % 60) * day;
  const steps = [
    { at: end - 7 * day, output: "reminder", number: 1 } as const,
    { at: end, output: "too-late" } as const,
  ];
  return { webhooks: [webhook], steps, late: "refuse" };
}

/** What a recipient of the insurance example brings to a wait. */
const message = { payload: { source: "audience", row: 1, topic: "Household insurance" }, topic: "enrolled" };

/** Enrols a recipient and has them wait, as the nodes do. */
export async function arrive(store: Store, index: number, at: number): Promise<void> {
  const recipient = { id: recipientOf(index), firstName: "Camille", lastName: "Moreau", attributes: {} };
  const row = { campaign, node: "audience", recipient, caseKey: caseKeyOf(index), test: false, at };
  const [enrolment] = await store.enrol([row]);
  if (enrolment?.state !== "enrolled") throw new Error(`${row.caseKey}: ${enrolment?.state}`);
  const { journey, task } = enrolment;
  const plan = planOf(index, at);
  await store.hold({ id: idFrom("wait", task, node), campaign, journey, root: task, node, message, plan, at });
}

/** Statements that leave as many behind as `arrive` leaves one, without the tasks of their enrolment, which have ended. */
export function waits(filling: Filling): string[] {
  const { at, cases } = filling;
  const end = `(${at + 30 * day} + (i % 60) * ${day})`;
  const iso = `strftime('%Y-%m-%dT%H:%M:%fZ', ${end} / 1000.0, 'unixepoch')`;
  const plan = `'{"webhooks":["${webhook}"],"steps":[{"at":' || (${end} - ${7 * day}) ||
    ',"output":"reminder","number":1},{"at":' || ${end} || ',"output":"too-late"}],"late":"refuse"}'`;
  return [
    ...enrolled(filling),
    `insert into task (id, campaign, journey, kind, node, output, state, message, plan, follows, due_at, created_at)
     select lower(hex(randomblob(13))), '${campaign}', ${journeyOf}, 'wait', '${node}', 0, 'ready',
       '${JSON.stringify(message)}', ${plan}, 1, ${end} - ${7 * day}, ${at} from ${numbersOf(filling)}`,
    `insert into history (journey, at, kind, node, data)
     select ${journeyOf}, ${at}, 'wait.started', '${node}', '{"until":"' || ${iso} || '"}' from ${numbersOf(filling)}`,
    `insert into counter (node, metric, shard, n) values ('${node}', 'waiting', 0, ${cases})
     on conflict (node, metric, shard) do update set n = counter.n + excluded.n`,
  ];
}
