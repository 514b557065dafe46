import type { PastSend } from "../../policy/index.ts";
import type { ClaimRequest, Counting, Task } from "../store.ts";
import { unspend } from "./spend.ts";
import { type Row, type Statements, text } from "./statements.ts";
import { suppressedAmong } from "./suppression.ts";

/**
 * What policies ask of claimed sends, and the place of each in the ledger of what was sent: taken with the claim, so that
 * two sends of one person at the same time cannot both pass a cap. Each text asks for one send, whatever their number: a
 * driver that can asks for all of them at once.
 */
export async function reserve(
  statements: Statements,
  tasks: Task[],
  { now, counted }: Pick<ClaimRequest, "now" | "counted">,
): Promise<void> {
  const suppressed = await suppressedAmong(statements, tasks);
  await Promise.all(
    tasks.map(async (task, index) => {
      task.standing = { suppressed: suppressed[index] ?? [], sent: [], counted: false };
      const counting = counted?.[task.node];
      const purpose = purposeOf(task);
      if (counting === undefined || (purpose === "service" && !counting.service)) return;
      task.standing.sent = await takePlace(statements, task, purpose, counting, now);
      task.standing.counted = true;
    }),
  );
}

const purposeOf = ({ message }: Task): PastSend["purpose"] =>
  ((message.content ?? {}) as { purpose?: PastSend["purpose"] }).purpose ?? "service";

/** Enters a send into the ledger; answers those before it that a cap counts. */
async function takePlace(
  { lock, one, all }: Statements,
  { id, campaign, recipient, journey }: Task,
  purpose: PastSend["purpose"],
  { channel, window, faster = 1 }: Counting,
  now: number,
): Promise<PastSend[]> {
  // Another process that claims for this person sees what this one has entered, or comes first.
  if (window !== undefined)
    await lock("select id from recipient where campaign = ? and id = ?", campaign, recipient.id);
  const test = journey.test ? 1 : 0;
  // Claimed again, it has its place already.
  const row = await one(
    `insert into sent (campaign, recipient, channel, purpose, task, test, at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (task) do update set at = excluded.at returning seq`,
    campaign,
    recipient.id,
    channel,
    purpose,
    id,
    test,
    now,
  );
  if (window === undefined) return [];
  // Of a test journey the cap looks back a shorter time, and only to tests.
  const before = await all(
    `select channel, purpose, at from sent
     where campaign = ? and recipient = ? and test = ? and seq < ? and at > ? order by at`,
    campaign,
    recipient.id,
    test,
    Number(row?.seq),
    now - window / (journey.test ? faster : 1),
  );
  return before.map(pastOf);
}

const pastOf = (row: Row): PastSend => ({
  channel: text(row.channel) as PastSend["channel"],
  purpose: text(row.purpose) as PastSend["purpose"],
  at: Number(row.at),
});

/** Nothing of this send went out: its place is free again. */
export async function giveUpPlace(statements: Statements, task: string): Promise<void> {
  await statements.run("delete from sent where task = ?", task);
  await unspend(statements, task);
}
