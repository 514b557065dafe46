import type { PastSend } from "../../policy/index.ts";
import type { ClaimRequest, Counting, Task } from "../store.ts";
import { marksFor, type Row, type Statements, text } from "./statements.ts";
import { suppressedAmong } from "./suppression.ts";

/**
 * What policies ask of a claimed send, and its place in the ledger of what was sent: taken with the claim, so that two
 * sends of one person at the same time cannot both pass a cap. A few statements for all that was claimed.
 */

interface Counted {
  task: Task;
  counting: Counting;
  purpose: PastSend["purpose"];
  /** Its place in the ledger. */
  seq?: number;
}

export async function reserve(
  statements: Statements,
  tasks: Task[],
  request: Pick<ClaimRequest, "now" | "counted">,
): Promise<void> {
  const people = tasks.map(({ campaign, recipient }) => ({ campaign, recipient }));
  const suppressed = await suppressedAmong(statements, people);
  tasks.forEach((task, index) => {
    task.standing = { suppressed: suppressed[index] ?? [], sent: [], counted: false };
  });
  const counted = tasks.flatMap((task) => countedOf(task, request.counted?.[task.node]));
  if (counted.length === 0) return;
  const capped = counted.filter(({ counting }) => counting.window !== undefined);
  await inOrder(statements, capped);
  await enter(statements, counted, request.now);
  await lookBack(statements, capped, request.now);
}

function countedOf(task: Task, counting: Counting | undefined): Counted[] {
  if (counting === undefined) return [];
  const { purpose = "service" } = (task.message.content ?? {}) as { purpose?: PastSend["purpose"] };
  return purpose === "marketing" || counting.service ? [{ task, counting, purpose }] : [];
}

function byCampaign(counted: readonly Counted[]): Map<string, string[]> {
  const people = new Map<string, Set<string>>();
  for (const { task } of counted) {
    const known = people.get(task.campaign) ?? new Set();
    people.set(task.campaign, known.add(task.recipient.id));
  }
  const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([campaign, ids]) => [campaign, [...ids].sort()]));
}

/** Another process that claims for one of these people sees what this one has entered, or comes first. */
async function inOrder({ lock }: Statements, capped: readonly Counted[]): Promise<void> {
  for (const [campaign, ids] of byCampaign(capped))
    await lock(
      `select id from recipient where campaign = ? and id in (${marksFor(ids)}) order by id`,
      campaign,
      ...ids,
    );
}

async function enter({ all }: Statements, counted: readonly Counted[], now: number): Promise<void> {
  const rows = await all(
    `insert into sent (campaign, recipient, channel, purpose, task, test, at)
     values ${counted.map(() => "(?, ?, ?, ?, ?, ?, ?)").join(", ")}
     on conflict (task) do update set at = excluded.at returning seq, task`,
    ...counted.flatMap(({ task, counting, purpose }) => [
      task.campaign,
      task.recipient.id,
      counting.channel,
      purpose,
      task.id,
      task.journey.test ? 1 : 0,
      now,
    ]),
  );
  const seqs = new Map(rows.map((row) => [text(row.task), Number(row.seq)]));
  for (const one of counted) {
    one.seq = seqs.get(one.task.id);
    if (one.task.standing !== undefined) one.task.standing.counted = true;
  }
}

/** Of a test journey the cap looks back a shorter time, and only to tests. */
const windowOf = ({ task, counting }: Counted): number =>
  (counting.window ?? 0) / (task.journey.test ? (counting.faster ?? 1) : 1);

async function lookBack({ all }: Statements, capped: readonly Counted[], now: number): Promise<void> {
  const since = now - Math.max(...capped.map(windowOf));
  for (const [campaign, ids] of byCampaign(capped)) {
    const rows = await all(
      `select seq, recipient, channel, purpose, test, at from sent
       where campaign = ? and recipient in (${marksFor(ids)}) and at > ? order by at`,
      campaign,
      ...ids,
      since,
    );
    for (const one of capped) if (one.task.campaign === campaign) takeNoteOf(one, rows, now);
  }
}

function takeNoteOf(one: Counted, rows: readonly Row[], now: number): void {
  const { task, seq = 0 } = one;
  const since = now - windowOf(one);
  const before = rows.filter(
    (row) =>
      row.recipient === task.recipient.id &&
      (row.test === 1) === task.journey.test &&
      Number(row.seq) < seq &&
      Number(row.at) > since,
  );
  if (task.standing !== undefined) task.standing.sent = before.map(pastOf);
}

const pastOf = (row: Row): PastSend => ({
  channel: text(row.channel) as PastSend["channel"],
  purpose: text(row.purpose) as PastSend["purpose"],
  at: Number(row.at),
});

/** Nothing of this send went out: its place is free again. */
export async function giveUpPlace({ run }: Statements, task: string): Promise<void> {
  await run("delete from sent where task = ?", task);
}
