import { openPostgresStore } from "../../../src/store/index.ts";
import { PostgresServer, sql } from "../../postgres/server.ts";
import type { Keeping } from "./cluster.ts";

/** Milliseconds until one Node-RED takes over what the other had begun: well above what a slow printer takes. */
const lease = 4_000;

/** PostgreSQL, two Node-REDs; the server is one of its own, so that it can be killed as well. */
export function inDatabase(): Keeping {
  let server: PostgresServer | undefined;
  const running = () => {
    if (server === undefined) throw new Error("begin first");
    return server;
  };
  const url = () => running().url("crash");
  return {
    name: "PostgreSQL with two instances",
    instances: 2,
    prelude: `process.env.BELLE_HISTOIRE_LEASE = "${lease}"`,
    async begin() {
      server = await PostgresServer.create();
      await sql(server.url("postgres"), "create database crash");
    },
    get store() {
      const address = new URL(url());
      address.password = "";
      return { store: address.href, storePassword: running().password };
    },
    ask: (_folder, query) => sql(url(), query),
    open: async () => (await openPostgresStore(url())).store,
    check: async () => {},
    async crash() {
      await running().kill();
      await running().start();
    },
    remove: async () => server?.remove(),
  };
}
