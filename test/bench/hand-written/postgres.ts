import pg from "pg";
import { measure } from "../accepts.ts";
import { caseKeyOf, chosenOf, eventOf, journeyOf, tables } from "./tables.ts";

/** Transactions at the same time, as the store has them. */
const lanes = 4;

type Event = ReturnType<typeof eventOf>;
type Keep = (client: pg.Client, events: Event[]) => Promise<void>;

/** A round trip for each statement of each event. */
const oneByOne: Keep = async (client, events) => {
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  for (const { caseKey, ...one } of events) {
    const found = await run("find", "select id from journey where case_key = $1 for update", [caseKey]);
    const { id: journey } = found.rows[0] as { id: string };
    await run(
      "event",
      "insert into event values ('e', $1, $2, 'accepted', $3, $4, $5, $6) on conflict (endpoint, id) do nothing",
      [one.id, "0".repeat(64), journey, one.task, "t".repeat(26), one.at],
    );
    await run("decide", "update journey set decision = $1, event = $2 where id = $3", [one.data, one.id, journey]);
    await run("task", "insert into task values ($1, 'c', $2, 'event', 'webhook', 'ready', $3, $4, $4)", [
      one.task,
      journey,
      one.message,
      one.at,
    ]);
    await run(
      "line",
      "insert into history (journey, at, kind, node, data) values ($1, $2, 'event.accepted', 'webhook', $3)",
      [journey, one.at, one.told],
    );
  }
};

/** A statement for each table, of all events of the commit. */
const together: Keep = async (client, events) => {
  const of = (name: keyof Event) => events.map((event) => event[name]);
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  const found = await run("find-all", "select id, case_key from journey where case_key = any($1::text[]) for update", [
    of("caseKey"),
  ]);
  const byCase = new Map((found.rows as { id: string; case_key: string }[]).map((row) => [row.case_key, row.id]));
  const journeys = events.map(({ caseKey }) => byCase.get(caseKey));
  await run(
    "event-all",
    `insert into event select 'e', id, $4, 'accepted', journey, task, $5, at
     from unnest($1::text[], $2::text[], $3::text[], $6::bigint[]) as e (id, journey, task, at)
     on conflict (endpoint, id) do nothing`,
    [of("id"), journeys, of("task"), "0".repeat(64), "t".repeat(26), of("at")],
  );
  await run(
    "decide-all",
    `update journey set decision = e.data, event = e.id
     from unnest($1::text[], $2::text[], $3::text[]) as e (journey, data, id) where journey.id = e.journey`,
    [journeys, of("data"), of("id")],
  );
  await run(
    "task-all",
    `insert into task select id, 'c', journey, 'event', 'webhook', 'ready', message, at, at
     from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as t (id, journey, message, at)`,
    [of("task"), journeys, of("message"), of("at")],
  );
  await run(
    "line-all",
    `insert into history (journey, at, kind, node, data) select journey, at, 'event.accepted', 'webhook', data
     from unnest($1::text[], $2::text[], $3::bigint[]) as h (journey, data, at)`,
    [journeys, of("told"), of("at")],
  );
};

const ways = { "one by one": oneByOne, together } as const;

export interface HandWritten {
  /** Keeps `count` further events, `size` at the same time. */
  accept(way: keyof typeof ways, count: number, size: number): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** A group commit as one would write it by hand with `pg`, in a database of its own. */
export async function handWritten(url: string, cases: number): Promise<HandWritten> {
  const clients = Array.from({ length: lanes }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const [first] = clients as [pg.Client];
  await first.query(`${tables};
    create table history (seq bigint generated always as identity primary key, journey text not null, at bigint not null,
      kind text not null, node text not null, data text not null);
    create index history_journey on history (journey, seq)`);
  const indexes = Array.from({ length: cases }, (_, index) => index);
  await first.query(
    `insert into journey select id, case_key, 'R', 'audience', 0 from unnest($1::text[], $2::text[]) as j (id, case_key)`,
    [indexes.map(journeyOf), indexes.map(caseKeyOf)],
  );
  let turn = 0;

  function next(count: number): Event[] {
    return Array.from({ length: count }, () => {
      turn += 1;
      return eventOf(turn, chosenOf(turn, cases));
    });
  }

  async function commit(client: pg.Client, events: Event[], keep: Keep): Promise<void> {
    await client.query("begin");
    await keep(client, events);
    await client.query("commit");
  }

  return {
    accept: (way, count, size) =>
      measure(count, async () => {
        const share = Math.ceil(size / lanes);
        for (let from = 0; from < count; from += size) {
          const busy = clients.slice(0, Math.ceil(size / share));
          await Promise.all(busy.map((client) => commit(client, next(share), ways[way])));
        }
      }),
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
