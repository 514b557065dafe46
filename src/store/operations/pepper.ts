import { randomBytes } from "node:crypto";
import { type Statements, text } from "./statements.ts";

/** Secrets that the store makes for itself when it first needs one: 32 random bytes each, in hex. */
type Name = "fingerprints" | "links";

async function known({ one }: Statements, name: Name): Promise<string | undefined> {
  const row = await one("select value from pepper where id = ?", name);
  return row === undefined ? undefined : text(row.value);
}

async function own(statements: Statements, name: Name): Promise<string> {
  const before = await known(statements, name);
  if (before !== undefined) return before;
  await statements.run(
    "insert into pepper (id, value) values (?, ?) on conflict (id) do nothing",
    name,
    randomBytes(32).toString("hex"),
  );
  return (await known(statements, name)) ?? "";
}

/** The key of the store's fingerprints; undefined: none was needed yet, so nobody is on a list. */
export const pepperOf = (statements: Statements): Promise<string | undefined> => known(statements, "fingerprints");

/** The same, made where there is none. */
export const ownPepper = (statements: Statements): Promise<string> => own(statements, "fingerprints");

/** What the addresses that recipients follow are sealed with. */
export const linkSecret = (statements: Statements): Promise<string> => own(statements, "links");
