import { descendants } from "./lineage.ts";
import { type Row, type Statements, text } from "./statements.ts";

/** Pages whose message grew from a decision that is recalled. */

/** Those of a journey that show what came of a line, which begins with `firsts`. */
export async function pagesOfLine(statements: Statements, journey: string, firsts: readonly number[]): Promise<Row[]> {
  const rows = await statements.all(
    `select id, parent, published_at, last_visit_at, response_at from page
     where journey = ? and parent is not null and recalled_at is null`,
    journey,
  );
  const parents = rows.map(({ parent }) => Number(parent));
  const line = await descendants(statements, firsts, parents);
  return rows.filter(({ parent }) => line.has(Number(parent)));
}

/** Who has seen a decision on their page was told of it, as by a letter. */
export const wasSeen = ({ published_at, last_visit_at, response_at }: Row): boolean =>
  Math.max(Number(last_visit_at ?? -1), Number(response_at ?? -1)) >= Number(published_at);

/** Their addresses show nothing until something else is published there. */
export async function recallPages({ run }: Statements, pages: readonly Row[], at: number): Promise<void> {
  for (const { id } of pages) await run("update page set recalled_at = ? where id = ?", at, text(id));
}
