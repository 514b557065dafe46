import type { ClientBase } from "pg";
import type { Row, Value } from "../operations/index.ts";
import { type Many, ofMany } from "./many.ts";
import { ask, nameOf } from "./statements.ts";

export interface Asked {
  sql: string;
  values: Value[];
}

export interface Answer {
  rows: Row[];
  /** Rows that were found or changed. */
  count: number;
}

/** What is known of a text; `each`: it has no form for many. */
const known = new Map<string, Many | "each">();

async function askOne(client: ClientBase, { sql, values }: Asked): Promise<Answer> {
  const { rows, rowCount } = await ask(client, sql, values);
  return { rows, count: rowCount ?? 0 };
}

/** The server's names of the types of a statement's values, once the connection has prepared it. */
async function typesOf(client: ClientBase, sql: string): Promise<string[]> {
  const { rows } = await ask(
    client,
    "select parameter_types::text[] as types from pg_prepared_statements where name = ?",
    [nameOf(sql)],
  );
  return (rows[0]?.types ?? []) as unknown as string[];
}

/**
 * Answers questions of one text, in their order, as if one had been asked after the other. The first time that a text is
 * asked by many, one asks by itself, and the server tells the types of its values.
 */
export async function askMany(client: ClientBase, asked: readonly Asked[]): Promise<Answer[]> {
  const [first, ...others] = asked;
  if (first === undefined) return [];
  if (others.length === 0) return [await askOne(client, first)];
  // What is asked without a value has one answer for all.
  if (first.values.length === 0 && first.sql.startsWith("select ")) {
    const answer = await askOne(client, first);
    return asked.map(() => answer);
  }
  const form = known.get(first.sql);
  if (form === undefined) {
    const answer = await askOne(client, first);
    known.set(first.sql, ofMany(first.sql, await typesOf(client, first.sql)) ?? "each");
    return [answer, ...(await askMany(client, others))];
  }
  if (form !== "each") return inWaves(client, asked, form);
  const answers: Answer[] = [];
  for (const one of asked) answers.push(await askOne(client, one));
  return answers;
}

/** Values that meet each other in one insert go one after the other. */
async function inWaves(client: ClientBase, asked: readonly Asked[], many: Many): Promise<Answer[]> {
  const answers = new Map<Asked, Answer>();
  let rest = asked;
  while (rest.length > 0) {
    const taken = new Set<string>();
    const later: Asked[] = [];
    const wave: Asked[] = [];
    for (const one of rest) {
      const key = many.key === undefined ? undefined : keyOf(one, many.key);
      if (key !== undefined && taken.has(key)) later.push(one);
      else wave.push(one);
      if (key !== undefined) taken.add(key);
    }
    for (const [index, answer] of (await askAtOnce(client, wave, many)).entries()) answers.set(wave[index]!, answer);
    rest = later;
  }
  return asked.map((one) => answers.get(one)!);
}

const keyOf = ({ values }: Asked, key: readonly number[]): string => JSON.stringify(key.map((place) => values[place]));

async function askAtOnce(client: ClientBase, asked: readonly Asked[], many: Many): Promise<Answer[]> {
  if (asked.length === 1) return [await askOne(client, asked[0]!)];
  const lists = asked[0]!.values.map((_, place) => asked.map(({ values }) => values[place] ?? null));
  const { rows } = await ask(client, many.sql, lists);
  if (many.answer === "ordered") {
    if (rows.length !== asked.length) throw new Error(`${rows.length} rows of ${asked.length}: ${many.sql}`);
    return rows.map((row) => ({ rows: [row], count: 1 }));
  }
  if (many.answer === "keyed") {
    const inserted = new Set(rows.map((row) => JSON.stringify(many.told?.map((name) => row[name]))));
    return asked.map((one) => ({ rows: [], count: inserted.has(keyOf(one, many.key ?? [])) ? 1 : 0 }));
  }
  const found = Map.groupBy(rows, ({ nr }) => Number(nr) - 1);
  const answers: Answer[] = [];
  for (const [index, one] of asked.entries()) {
    const own = found.get(index)?.map(({ nr: _, ...row }) => row) ?? [];
    // A row that two of them change is changed by one: the other sees what became of it.
    const again = own.length === 0 && many.changes === true;
    answers.push(again ? await askOne(client, one) : { rows: own, count: own.length });
  }
  return answers;
}
