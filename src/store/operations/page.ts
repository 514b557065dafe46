import type { JsonObject, PagePart, Purpose } from "../../contract/index.ts";
import type { KeptPage, PageRequest } from "../store.ts";
import { useAssets } from "./asset-use.ts";
import { stillWanted, write } from "./journeys.ts";
import { type Parent, parentOf, wasRecalled } from "./lineage.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** Pages of recipients: published, found by their address, and ended. */

/** Keeps a page, or renews the one that is there. */
export async function publish(
  statements: Statements,
  page: PageRequest,
): Promise<"published" | "renewed" | "over" | "revoked"> {
  const { id, journey, node, token, expires, at } = page;
  const { one, run } = statements;
  const wanted = await stillWanted(statements, page);
  const { recipient: _, ...shown } = page.message;
  const message = JSON.stringify(shown);
  await useAssets(statements, journey, message);
  if (wanted === undefined) return "over";
  const added = await run(
    `insert into page (id, token, journey, node, message, parent, flow, published_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
    id,
    token,
    journey,
    node,
    message,
    wanted.parent,
    page.flow ?? null,
    at,
    expires,
  );
  if (added === 1) {
    const data = {
      until: new Date(expires).toISOString(),
      ...(page.flow !== undefined && { flow: page.flow }),
    };
    await write(statements, journey, at, [{ kind: "page.published", node, data }]);
    return "published";
  }
  const row = await one("select parent, published_at, recalled_at, revoked_at from page where id = ?", id);
  if (row === undefined || row.revoked_at !== null) return "revoked";
  const shownFrom = parentOf(row);
  // A task that is played again says nothing newer than one that began after it.
  if (row.recalled_at === null && isOlder(wanted.parent, shownFrom)) return "renewed";
  // Who has seen it before it was played again has seen it.
  const since = wanted.parent === shownFrom ? Number(row.published_at) : at;
  await run(
    `update page set message = ?, parent = ?, flow = ?, published_at = ?, expires_at = ?, recalled_at = null
     where id = ? and revoked_at is null`,
    message,
    wanted.parent,
    page.flow ?? null,
    since,
    expires,
    id,
  );
  return "renewed";
}

const isOlder = (one: Parent, other: Parent) => one !== null && other !== null && one < other;

/** Columns of a page, with those of its journey that say whose it is. */
const columns = `p.id, p.journey, p.node, p.message, p.parent, p.expires_at, p.revoked_at, p.recalled_at, p.visits,
  p.first_visit_at, p.response_id, p.response_at, p.response, j.campaign, j.recipient, j.test`;

/** The page of a token, whether its address has ended or not. */
export async function pageOf({ one }: Statements, token: string): Promise<Row | undefined> {
  return one(`select ${columns} from page p join journey j on j.id = p.journey where p.token = ?`, token);
}

/** Whether somebody may see it. */
export const isOpen = (row: Row, now: number): boolean =>
  row.revoked_at === null && row.recalled_at === null && row.message !== null && Number(row.expires_at) > now;

export async function page(statements: Statements, token: string, now: number): Promise<KeptPage | undefined> {
  const row = await pageOf(statements, token);
  if (row === undefined || !isOpen(row, now)) return undefined;
  const message = json(row.message);
  const { purpose = "service" } = (message.content ?? {}) as { purpose?: Purpose };
  return {
    id: text(row.id),
    campaign: text(row.campaign),
    journey: text(row.journey),
    node: text(row.node),
    recipient: text(row.recipient),
    message,
    purpose,
    test: row.test === 1,
    expires: Number(row.expires_at),
    ...(row.first_visit_at !== null && { firstVisit: Number(row.first_visit_at) }),
    visits: Number(row.visits),
    ...(row.response_id !== null && {
      response: { id: text(row.response_id), at: Number(row.response_at), data: json(row.response) },
    }),
  };
}

/**
 * Whether what a visitor does may set something going: the journey was not left since, and the decision that the page's
 * message grew from was not recalled. Nothing is left or recalled until the transaction ends.
 */
export async function goesOn(statements: Statements, { journey, parent }: Row): Promise<boolean> {
  const { one, lock } = statements;
  await lock("select id from journey where id = ?", text(journey));
  const found = await one("select floor from journey where id = ?", text(journey));
  if (found === undefined) return false;
  const from = parentOf({ parent: parent ?? null });
  // Of a page of which nobody knows what it grew from, it was there before the journey was left.
  if (found.floor !== null && (from === null || from < Number(found.floor))) return false;
  return from === null || !(await wasRecalled(statements, text(journey), from));
}

/** What goes on from a page carries its message, and what was done there. */
export function messageFrom(row: Row, part: PagePart, more: JsonObject): JsonObject {
  const message = row.message == null ? {} : json(row.message);
  return { ...message, page: { ...part }, ...more };
}

export async function revokePages(
  statements: Statements,
  { campaign, recipient, node }: { campaign: string; recipient: string; node?: string },
  at: number,
): Promise<number> {
  const { all, run, lock } = statements;
  const theirs = "from journey where campaign = ? and recipient = ?";
  await lock(`select id ${theirs}`, campaign, recipient);
  let revoked = 0;
  for (const { id: journey } of await all(`select id ${theirs}`, campaign, recipient)) {
    const pages = await all("select id, node from page where journey = ? and revoked_at is null", text(journey));
    for (const page of pages) {
      if (node !== undefined && page.node !== node) continue;
      // Nobody will see it any more, whatever is published there.
      const ended = await run(
        "update page set revoked_at = ?, message = null where id = ? and revoked_at is null",
        at,
        text(page.id),
      );
      if (ended === 0) continue;
      revoked += 1;
      await write(statements, text(journey), at, [{ kind: "page.revoked", node: text(page.node) }]);
    }
  }
  return revoked;
}

/** Also people whose journey goes on for long need not have kept what nobody can see any more. */
export async function forgetPages({ run, unlocked }: Statements, before: number, most: number): Promise<number> {
  return run(
    `update page set message = null where id in
       (select id from page where message is not null and expires_at < ? order by expires_at limit ? ${unlocked})`,
    before,
    most,
  );
}
