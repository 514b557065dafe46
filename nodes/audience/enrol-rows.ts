import { type RowSettings, readRow } from "../../src/audience/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { EnrolRequest, EnrolResult, EnrolTerms } from "../../src/store/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** Where a row stands: its number in a message, or its line in a list. */
type RowAt = { row: number } | { line: number };

export type GivenRow = RowAt & ({ value: unknown } | { value: string; reason: string });

/** A row that nobody was enrolled for, as it leaves by the second output. */
export type Rejection = RowAt & { value: unknown; reasons: string[] };

/** Rows that were read, about to be enrolled. */
export interface Batch {
  /** One for each of the rows that make a person. */
  requests: EnrolRequest[];
  rows: GivenRow[];
  rejections: Rejection[];
}

const numberOf = (at: RowAt) => ("row" in at ? at.row : at.line);
const placeOf = (at: RowAt): RowAt => ("row" in at ? { row: at.row } : { line: at.line });

/** Reads rows as the people of a campaign. */
export function readBatch(
  given: readonly GivenRow[],
  settings: RowSettings,
  node: string,
  { part }: CampaignNode,
): Batch {
  const batch: Batch = { requests: [], rows: [], rejections: [] };
  const at = Date.now();
  for (const row of given) {
    const { value } = row;
    const read =
      "reason" in row ? { ok: false as const, problems: [row.reason] } : readRow(value, settings, part.locale);
    if (!read.ok) {
      batch.rejections.push({ ...placeOf(row), value, reasons: read.problems });
      continue;
    }
    const { recipient, caseKey } = read;
    batch.rows.push(row);
    batch.requests.push({ campaign: part.id, node, recipient, caseKey, test: part.test, at });
  }
  return batch;
}

/** Answers of the store that enrol or know the person of a row; all others reject it. */
const taken: ReadonlySet<EnrolResult["state"]> = new Set(["enrolled", "updated", "already"]);

/** Enrols rows in one commit; answers what became of them, with those that the store has rejected. */
export async function enrolBatch(
  { requests, rows, rejections }: Batch,
  { house, part }: CampaignNode,
  terms: EnrolTerms,
): Promise<{ enrolled: number; updated: number; rejections: Rejection[] }> {
  const { store, engine } = await house;
  const answers = await store.enrol(requests, terms);
  engine.wake();
  const refused = answers.flatMap(({ state }, index): Rejection[] => {
    const [row, request] = [rows[index], requests[index]];
    if (taken.has(state) || row === undefined || request === undefined) return [];
    const data = { row: numberOf(row), caseKey: request.caseKey };
    return [{ ...placeOf(row), value: row.value, reasons: [sentence(`audience.${state}`, data, part.locale)] }];
  });
  const count = (state: EnrolResult["state"]) => answers.filter((answer) => answer.state === state).length;
  return {
    enrolled: count("enrolled"),
    updated: count("updated"),
    rejections: [...rejections, ...refused].sort((a, b) => numberOf(a) - numberOf(b)),
  };
}
