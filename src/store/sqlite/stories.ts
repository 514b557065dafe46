import type { Recipient } from "../../contract/index.ts";
import type { Story } from "../store.ts";
import { journeyColumns, journeyJoin, journeyOf } from "./journeys.ts";
import { json, type Statements, text } from "./statements.ts";

export function story(statements: Statements, key: string, campaign?: string): Story[] {
  const { all } = statements;
  const rows = all(
    `select ${journeyColumns} from journey j ${journeyJoin}
     where (j.case_key = ?1 or j.recipient = ?1) and (?2 is null or j.campaign = ?2) order by j.started_at`,
    key,
    campaign ?? null,
  );
  return rows.map((row) => ({
    journey: journeyOf(row),
    lines: all("select at, kind, node, data from history where journey = ? order by seq", text(row.journey_id)).map(
      (line) => ({
        at: Number(line.at),
        kind: text(line.kind),
        node: line.node === null ? undefined : text(line.node),
        data: json(line.data),
      }),
    ),
  }));
}

export function sample({ all }: Statements, campaign: string, limit: number): Recipient[] {
  const rows = all("select data from recipient where campaign = ? order by created_at limit ?", campaign, limit);
  return rows.map((row) => json(row.data) as unknown as Recipient);
}
