import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { Kysely, SqliteDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";

type Schema = Record<string, never>;

/** Ordered by name; a migration that has been released is never changed. */
const migrations: Record<string, Migration> = {
  "0001_journeys": {
    async up(db) {
      await db.schema
        .createTable("recipient")
        .addColumn("campaign", "text", (c) => c.notNull())
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("data", "text", (c) => c.notNull())
        .addColumn("created_at", "bigint", (c) => c.notNull())
        .addPrimaryKeyConstraint("recipient_pk", ["campaign", "id"])
        .execute();
      await db.schema
        .createTable("journey")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("campaign", "text", (c) => c.notNull())
        .addColumn("recipient", "text", (c) => c.notNull())
        .addColumn("case_key", "text")
        .addColumn("node", "text", (c) => c.notNull())
        .addColumn("test", "integer", (c) => c.notNull())
        .addColumn("started_at", "bigint", (c) => c.notNull())
        .addColumn("ended_at", "bigint")
        .addUniqueConstraint("journey_case", ["campaign", "case_key"])
        .execute();
      await db.schema.createIndex("journey_recipient").on("journey").columns(["campaign", "recipient"]).execute();
      await db.schema
        .createTable("event")
        .addColumn("endpoint", "text", (c) => c.notNull())
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("body_hash", "text", (c) => c.notNull())
        .addColumn("receipt", "text", (c) => c.notNull())
        .addColumn("first_event", "text", (c) => c.notNull())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("data", "text", (c) => c.notNull())
        .addColumn("received_at", "bigint", (c) => c.notNull())
        .addPrimaryKeyConstraint("event_pk", ["endpoint", "id"])
        .execute();
      await db.schema
        .createTable("decision")
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("endpoint", "text", (c) => c.notNull())
        .addColumn("type", "text", (c) => c.notNull())
        .addColumn("digest", "text", (c) => c.notNull())
        .addColumn("event", "text", (c) => c.notNull())
        .addPrimaryKeyConstraint("decision_pk", ["journey", "endpoint", "type"])
        .execute();
      await db.schema
        .createTable("task")
        .addColumn("id", "text", (c) => c.primaryKey().notNull())
        .addColumn("campaign", "text", (c) => c.notNull())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("node", "text", (c) => c.notNull())
        .addColumn("output", "integer", (c) => c.notNull())
        .addColumn("state", "text", (c) => c.notNull())
        .addColumn("message", "text", (c) => c.notNull())
        .addColumn("outcome", "text")
        .addColumn("due_at", "bigint", (c) => c.notNull())
        .addColumn("owner", "text")
        .addColumn("interrupted", "integer", (c) => c.notNull().defaultTo(0))
        .addColumn("attempt", "integer", (c) => c.notNull().defaultTo(0))
        .addColumn("version", "integer", (c) => c.notNull().defaultTo(0))
        .addColumn("created_at", "bigint", (c) => c.notNull())
        .addColumn("ended_at", "bigint")
        .execute();
      // Only live tasks stand in the index of the claim, however many have ended.
      await sql`create index task_due on task (node, kind, due_at) where state in ('ready', 'leased')`.execute(db);
      await db.schema.createIndex("task_journey").on("task").column("journey").execute();
      await db.schema
        .createTable("history")
        .addColumn("seq", "integer", (c) => c.primaryKey().autoIncrement())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("at", "bigint", (c) => c.notNull())
        .addColumn("kind", "text", (c) => c.notNull())
        .addColumn("node", "text")
        .addColumn("data", "text", (c) => c.notNull())
        .execute();
      await db.schema.createIndex("history_journey").on("history").columns(["journey", "seq"]).execute();
    },
  },
  "0002_receipts": {
    async up(db) {
      await db.schema.alterTable("event").addColumn("status_token", "text").execute();
      await db.schema
        .alterTable("event")
        .addColumn("id_proven", "integer", (c) => c.notNull().defaultTo(1))
        .execute();
      await db.schema.alterTable("event").addColumn("task", "text").execute();
      // Only events whose id proves nothing are looked up by their body.
      await sql`create index event_body on event (endpoint, body_hash) where id_proven = 0`.execute(db);
      await db.schema.createIndex("event_age").on("event").columns(["endpoint", "received_at"]).execute();
      await db.schema
        .createTable("secret_use")
        .addColumn("endpoint", "text", (c) => c.notNull())
        .addColumn("slot", "text", (c) => c.notNull())
        .addColumn("at", "bigint", (c) => c.notNull())
        .addPrimaryKeyConstraint("secret_use_pk", ["endpoint", "slot"])
        .execute();
    },
  },
  "0003_lasting_receipts": {
    async up(db) {
      // The word of a receipt names its row: a number that is declared survives `vacuum`. What the call said is in the history.
      await db.schema
        .createTable("event_kept")
        .addColumn("seq", "integer", (c) => c.primaryKey().notNull())
        .addColumn("endpoint", "text", (c) => c.notNull())
        .addColumn("id", "text", (c) => c.notNull())
        .addColumn("body_hash", "text", (c) => c.notNull())
        .addColumn("id_proven", "integer", (c) => c.notNull())
        .addColumn("receipt", "text", (c) => c.notNull())
        .addColumn("first_event", "text", (c) => c.notNull())
        .addColumn("journey", "text", (c) => c.notNull())
        .addColumn("task", "text")
        .addColumn("status_token", "text")
        .addColumn("received_at", "bigint", (c) => c.notNull())
        .addUniqueConstraint("event_id", ["endpoint", "id"])
        .execute();
      await sql`insert into event_kept select rowid, endpoint, id, body_hash, id_proven, receipt, first_event, journey, task,
        status_token, received_at from event`.execute(db);
      await db.schema.dropTable("event").execute();
      await db.schema.alterTable("event_kept").renameTo("event").execute();
      await sql`create index event_body on event (endpoint, body_hash) where id_proven = 0`.execute(db);
      await db.schema.createIndex("event_age").on("event").columns(["endpoint", "received_at"]).execute();
      // What becomes of an event is read from its own task and from those that follow: no index of all tasks, which every
      // accepted event would have to be put into.
      await db.schema.dropIndex("task_journey").execute();
      await db.schema
        .alterTable("task")
        .addColumn("follows", "integer", (c) => c.notNull().defaultTo(0))
        .execute();
      // Older events do not say which task is theirs: what is open in their journeys counts.
      await sql`update task set follows = 1 where state <> 'done'`.execute(db);
      await sql`create index task_following on task (journey) where follows = 1 and state <> 'done'`.execute(db);
    },
  },
};

const answersRows = /^\s*(select|with|pragma|explain)\b|\breturning\b/i;

/** Shows `node:sqlite` to Kysely as the driver it knows. */
function asKyselyDatabase(database: DatabaseSync) {
  return {
    close: () => {},
    prepare(text: string) {
      const statement = database.prepare(text);
      return {
        reader: answersRows.test(text),
        all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters: readonly unknown[]) =>
          statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
}

/** Brings the file to the present schema, or to that of one migration; throws when a newer version has written it. */
export async function migrate(database: DatabaseSync, target?: string): Promise<void> {
  const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await (target === undefined ? migrator.migrateToLatest() : migrator.migrateTo(target));
  if (error !== undefined) throw error;
}
