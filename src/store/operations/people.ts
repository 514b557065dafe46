import type { Recipient } from "../../contract/index.ts";
import type { FoundPeople, FoundPerson } from "../store.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";
import { lastAt } from "./stories.ts";

/** Who is found at a desk. Nothing here reads more rows than it says, however many people a campaign has. */

/** Keys that are looked at for one beginning. */
const mostKeys = 300;
/** Lines of histories that are looked at for the last people, and how many at once. */
const lastLines = { rounds: 10, together: 300 };
const mostCases = 5;

export async function people(
  statements: Statements,
  campaign: string,
  begins: string,
  limit: number,
): Promise<FoundPeople> {
  const { ids, more } =
    begins === ""
      ? { ids: await lastPeople(statements, campaign, limit), more: false }
      : await beginning(statements, campaign, begins);
  const found = await told(statements, campaign, [...ids], begins);
  // Whoever is named by the whole key is meant.
  const meant = ({ id, cases }: FoundPerson) => (id === begins || cases[0]?.caseKey === begins ? 1 : 0);
  found.sort((a, b) => meant(b) - meant(a) || b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  return { people: found.slice(0, limit), more: more || (begins !== "" && found.length > limit) };
}

/**
 * Ids of those whose id or a case key of theirs begins so. Read onwards from the beginning in the order of an index: where
 * the database sorts as a language does, other keys stand between those that begin so, and are passed over.
 */
async function beginning(
  { all }: Statements,
  campaign: string,
  begins: string,
): Promise<{ ids: Set<string>; more: boolean }> {
  const ids = new Set<string>();
  let more = false;
  for (const start of new Set([begins, begins.toUpperCase(), begins.toLowerCase()])) {
    const named = await all(
      "select id, id as begun from recipient where campaign = ? and id >= ? order by id limit ?",
      campaign,
      start,
      mostKeys,
    );
    const ofCase = await all(
      `select recipient as id, case_key as begun from journey where campaign = ? and case_key >= ?
       order by case_key limit ?`,
      campaign,
      start,
      mostKeys,
    );
    // The key itself, wherever a language sorts it.
    const exact = await all(
      `select id, id as begun from recipient where campaign = ? and id = ?
       union all select recipient as id, case_key as begun from journey where campaign = ? and case_key = ?`,
      campaign,
      start,
      campaign,
      start,
    );
    for (const rows of [named, ofCase, exact]) {
      const fitting = rows.filter(({ begun }) => text(begun).startsWith(start));
      for (const { id } of fitting) ids.add(text(id));
      more ||= rows.length === mostKeys && fitting.includes(rows.at(-1)!);
    }
  }
  return { ids, more };
}

/** Those to whom something happened last; in a store where other campaigns are busier, those known to be the last before. */
async function lastPeople({ all }: Statements, campaign: string, limit: number): Promise<Set<string>> {
  const ids = new Set<string>();
  let before = Number.MAX_SAFE_INTEGER;
  for (let round = 0; round < lastLines.rounds && ids.size < limit; round += 1) {
    const lines = await all(
      "select seq, journey from history where seq < ? order by seq desc limit ?",
      before,
      lastLines.together,
    );
    const journeys = [...new Set(lines.map(({ journey }) => text(journey)))];
    if (journeys.length === 0) break;
    before = Number(lines.at(-1)?.seq);
    const rows = await all(
      `select id, recipient from journey where campaign = ? and erased_at is null and id in (${marksFor(journeys)})`,
      campaign,
      ...journeys,
    );
    const whose = new Map(rows.map(({ id, recipient }) => [text(id), text(recipient)]));
    for (const journey of journeys) {
      const id = whose.get(journey);
      if (id !== undefined && ids.size < limit) ids.add(id);
    }
  }
  if (ids.size < limit) {
    const seen = await all(
      "select recipient from journey where campaign = ? and erased_at is null order by seen_at desc, id desc limit ?",
      campaign,
      limit,
    );
    for (const { recipient } of seen) if (ids.size < limit) ids.add(text(recipient));
  }
  return ids;
}

async function told({ all }: Statements, campaign: string, ids: string[], begins: string): Promise<FoundPerson[]> {
  const found: FoundPerson[] = [];
  for (let at = 0; at < ids.length; at += 100) {
    const some = ids.slice(at, at + 100);
    const known = await all(
      `select id, data, created_at from recipient where campaign = ? and id in (${marksFor(some)})`,
      campaign,
      ...some,
    );
    const journeys = await all(
      `select j.id, j.recipient, j.case_key, j.test, j.started_at,
         ${lastAt} as last_at
       from journey j where j.campaign = ? and j.recipient in (${marksFor(some)})`,
      campaign,
      ...some,
    );
    const whose = Map.groupBy(journeys, ({ recipient }) => text(recipient));
    found.push(...known.map((row) => personOf(row, whose.get(text(row.id)) ?? [], begins)));
  }
  return found;
}

const lastOf = (row: Row): number => Number(row.last_at ?? row.started_at);

function personOf({ id, data, created_at }: Row, journeys: Row[], begins: string): FoundPerson {
  const { title, firstName, lastName } = json(data) as unknown as Recipient;
  const latest = [...journeys].sort((a, b) => lastOf(b) - lastOf(a));
  const cases = latest.flatMap(({ id: journey, case_key, test }) =>
    case_key === null || case_key === undefined
      ? []
      : [{ journey: text(journey), caseKey: text(case_key), test: test === 1 }],
  );
  cases.sort((a, b) => Number(b.caseKey === begins) - Number(a.caseKey === begins));
  return {
    id: text(id),
    ...(title !== undefined && { title }),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    cases: cases.slice(0, mostCases),
    journeys: journeys.length,
    lastAt: latest[0] === undefined ? Number(created_at) : lastOf(latest[0]),
  };
}
