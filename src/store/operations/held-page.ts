import type { HeldPage } from "../store.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** What is held of the pages of a journey; nobody learns an address from it. */
export async function pagesOf({ all }: Statements, journey: string): Promise<HeldPage[]> {
  const rows = await all(
    `select id, node, message, flow, published_at, expires_at, revoked_at, recalled_at, visits, doubtful, first_visit_at,
       last_visit_at, response_id, response_at, response from page where journey = ? order by published_at, id`,
    journey,
  );
  return rows.map(heldPage);
}

const heldPage = (row: Row): HeldPage => ({
  id: text(row.id),
  node: text(row.node),
  ...(row.message !== null && { message: json(row.message) }),
  ...(row.flow !== null && { flow: text(row.flow) }),
  publishedAt: Number(row.published_at),
  expiresAt: Number(row.expires_at),
  ...(row.revoked_at !== null && { revokedAt: Number(row.revoked_at) }),
  ...(row.recalled_at !== null && { recalledAt: Number(row.recalled_at) }),
  visits: Number(row.visits),
  doubtful: Number(row.doubtful),
  ...(row.first_visit_at !== null && { firstVisitAt: Number(row.first_visit_at) }),
  ...(row.last_visit_at !== null && { lastVisitAt: Number(row.last_visit_at) }),
  ...(row.response_id !== null && {
    response: { id: text(row.response_id), at: Number(row.response_at), data: json(row.response) },
  }),
});
