import { randomBytes } from "node:crypto";
import { type Statements, text } from "./statements.ts";

const kept = "select value from pepper where id = 'fingerprints'";

/** The key of the store's fingerprints; undefined: none was needed yet, so nobody is on a list. */
export async function pepperOf({ one }: Statements): Promise<string | undefined> {
  const row = await one(kept);
  return row === undefined ? undefined : text(row.value);
}

/** The same, made where there is none. */
export async function ownPepper(statements: Statements): Promise<string> {
  const known = await pepperOf(statements);
  if (known !== undefined) return known;
  await statements.run(
    "insert into pepper (id, value) values ('fingerprints', ?) on conflict (id) do nothing",
    randomBytes(32).toString("hex"),
  );
  return (await pepperOf(statements)) ?? "";
}
