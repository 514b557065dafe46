import { decided } from "../accepts.ts";

/**
 * What one would write without this store: an event that is known already is dropped; else its row, what it says of its
 * journey, a task, a line of history. As many rows as an accepted event has, with the same bytes in them.
 */
export const tables = `
  create table journey (id text primary key, case_key text not null unique, recipient text not null, node text not null,
    started_at bigint not null, decision text, event text);
  create table event (endpoint text not null, id text not null, body_hash text not null, receipt text not null,
    journey text not null, task text not null, status_token text not null, received_at bigint not null,
    primary key (endpoint, id));
  create table task (id text primary key, campaign text not null, journey text not null, kind text not null,
    node text not null, state text not null, message text not null, due_at bigint not null, created_at bigint not null);
  create index task_due on task (node, due_at) where state = 'ready'`;

export const journeyOf = (index: number) => `journey-${String(index).padStart(18, "0")}`;
export const caseKeyOf = (index: number) => `C-${index}`;

/** The values of an event, by the statements that take them; no two calls may have the same `turn`. */
export function eventOf(turn: number, index: number) {
  const at = Date.now();
  const [id, task, data] = [`msg_${index}`, `task-${String(turn).padStart(21, "0")}`, JSON.stringify(decided)];
  const message = JSON.stringify({
    event: { id, type: "decision", receivedAt: new Date(at).toISOString(), data: decided },
    payload: decided,
  });
  const told = JSON.stringify({ event: id, data: decided });
  return { at, id, task, data, message, told, caseKey: caseKeyOf(index) };
}

/** Every case once, each far from the one before, as `acceptsOf` has them. */
export const chosenOf = (turn: number, cases: number) => (turn * 7919) % cases;
