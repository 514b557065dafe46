import type { Spending } from "../store.ts";
import { type Statements, text } from "./statements.ts";

/** What services do in a day, counted in one row a day that whoever takes a part of it has locked. */

/** Days for which it is known which send was counted on which day. */
const kept = 60;

export async function spend(statements: Statements, spending: Spending): Promise<"counted" | "over"> {
  const { one, run } = statements;
  const { task, service, day, pieces, cost, most } = spending;
  const opened = await run(
    "insert into allowance (service, day, pieces, cost) values (?, ?, 0, 0) on conflict (service, day) do nothing",
    service,
    day,
  );
  if (opened === 1) await forgetBefore(statements, service, day);
  await lockDay(statements, service, day);
  // It was counted before its last try was cut short.
  if ((await one("select task from spent where task = ?", task)) !== undefined) return "counted";
  const soFar = await one("select pieces, cost from allowance where service = ? and day = ?", service, day);
  const over = (limit: number | undefined, value: number) => limit !== undefined && value > limit;
  if (over(most.pieces, Number(soFar?.pieces) + pieces) || over(most.cost, Number(soFar?.cost) + cost)) return "over";
  await run(
    "insert into spent (task, service, day, pieces, cost) values (?, ?, ?, ?, ?)",
    task,
    service,
    day,
    pieces,
    cost,
  );
  await change(statements, service, day, pieces, cost);
  return "counted";
}

/** Nothing of this send went out: what it took of its day is there for another. */
export async function unspend(statements: Statements, task: string): Promise<void> {
  const { one, run } = statements;
  const row = await one("select service, day, pieces, cost from spent where task = ?", task);
  if (row === undefined) return;
  const [service, day] = [text(row.service), text(row.day)];
  await lockDay(statements, service, day);
  if ((await run("delete from spent where task = ?", task)) === 1)
    await change(statements, service, day, -Number(row.pieces), -Number(row.cost));
}

/** The same of all sends of a batch, and of the batch itself. */
export async function unspendBatch(statements: Statements, batch: string): Promise<void> {
  const { all } = statements;
  const ofBatch = "task in (select task from piece where batch = ? union select id from batch where id = ?)";
  const days = await all(
    `select distinct service, day from spent where ${ofBatch} order by service, day`,
    batch,
    batch,
  );
  for (const row of days) {
    const [service, day] = [text(row.service), text(row.day)];
    await lockDay(statements, service, day);
    const gone = await all(
      `delete from spent where service = ? and day = ? and ${ofBatch} returning pieces, cost`,
      service,
      day,
      batch,
      batch,
    );
    const sum = (name: "pieces" | "cost") => gone.reduce((total, one) => total + Number(one[name]), 0);
    await change(statements, service, day, -sum("pieces"), -sum("cost"));
  }
}

async function lockDay({ lock }: Statements, service: string, day: string): Promise<void> {
  await lock("select service, day from allowance where service = ? and day = ?", service, day);
}

async function change({ run }: Statements, service: string, day: string, pieces: number, cost: number): Promise<void> {
  await run(
    "update allowance set pieces = pieces + ?, cost = cost + ? where service = ? and day = ?",
    pieces,
    cost,
    service,
    day,
  );
}

async function forgetBefore({ run }: Statements, service: string, day: string): Promise<void> {
  const before = new Date(Date.parse(day) - kept * 86_400_000).toISOString().slice(0, 10);
  await run("delete from spent where service = ? and day < ?", service, before);
  await run("delete from allowance where service = ? and day < ?", service, before);
}
