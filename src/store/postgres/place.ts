import type { ClientConfig } from "pg";
import { Fault } from "../../contract/index.ts";
import { isPostgres } from "../is-postgres.ts";

/** Where a store is kept in PostgreSQL. */
export interface Place {
  config: ClientConfig;
  /** Server and database in words, without user and password. */
  name: string;
  /** What tells two places apart, without the password. */
  key: string;
}

/** Milliseconds until a server that says nothing counts as gone. */
const patience = { connect: 10_000, answer: 35_000 };

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…`; `password` stands for the one of the URL.
 * @throws Fault `store.no-url`, which shows nothing of the text
 */
export function placeOf(url: string, password = ""): Place {
  if (!isPostgres(url) || !URL.canParse(url.trim())) throw new Fault("store.no-url");
  const parsed = new URL(url.trim());
  const { searchParams } = parsed;
  const server = searchParams.get("host") ?? (parsed.hostname || "localhost");
  const database = searchParams.get("database") ?? (parsed.pathname.slice(1) || parsed.username);
  const options = searchParams.get("options") ?? "";
  // A password of its own works with every form of the URL, also with that of a socket, which has no place for one.
  if (password !== "") searchParams.set("password", password);
  const name = `${server}:${searchParams.get("port") ?? (parsed.port || "5432")}/${database}`;
  return {
    name,
    key: ["postgres", name, searchParams.get("user") ?? parsed.username, options].join(" "),
    config: {
      connectionString: parsed.href,
      application_name: "belle-histoire",
      connectionTimeoutMillis: patience.connect,
      query_timeout: patience.answer,
      keepAlive: true,
    },
  };
}
