import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openPostgresStore } from "../../../src/store/index.ts";
import { selfSigned } from "../../flows/self-signed.ts";
import { PostgresServer, sql } from "../../postgres/server.ts";
import { event, rows } from "./calls.ts";

describe("a database that is talked to in secret", () => {
  it("keeps what comes at once from many", async function () {
    this.timeout(60_000);
    const server = await PostgresServer.create({ tls: selfSigned("127.0.0.1") });
    try {
      const { store } = await openPostgresStore(`${server.url("postgres")}?sslmode=no-verify`);
      try {
        const people = rows(300);
        await store.enrol(people);
        const kept = await Promise.all(people.map((_, index) => store.accept(event(index))));
        assert.deepEqual(new Set(kept.map(({ receipt }) => receipt)), new Set(["accepted"]));
        const talks = await sql(
          server.url("postgres"),
          `select ssl, count(*)::int as n from pg_stat_ssl s join pg_stat_activity a on a.pid = s.pid
           where application_name = 'belle-histoire' group by ssl`,
        );
        assert.ok(talks.length === 1 && talks[0]?.ssl === true && Number(talks[0]?.n) > 1, JSON.stringify(talks));
      } finally {
        await store.close();
      }
    } finally {
      await server.remove();
    }
  });
});
