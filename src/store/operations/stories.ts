import type { Recipient } from "../../contract/index.ts";
import type { Story, StoryLine } from "../store.ts";
import { journeyColumns, journeyJoin, journeyOf } from "./journeys.ts";
import { json, type Statements, text, type Value } from "./statements.ts";

const ofKey = `select ${journeyColumns} from journey j ${journeyJoin} where (j.case_key = ? or j.recipient = ?)`;
const inOrder = "order by j.started_at, j.id";

export async function story(statements: Statements, key: string, campaign?: string): Promise<Story[]> {
  const { all } = statements;
  const rows =
    campaign === undefined
      ? await all(`${ofKey} ${inOrder}`, key, key)
      : await all(`${ofKey} and j.campaign = ? ${inOrder}`, key, key, campaign);
  const stories: Story[] = [];
  for (const row of rows) stories.push({ journey: journeyOf(row), lines: await linesOf(statements, row.journey_id) });
  return stories;
}

/** Whether people read a line: that a message has passed a node is there to be counted, and what came of it is told. */
export const lineOfStory = (kind: string): string => `${kind} not like 'step.%'`;

/** In a select of journeys `j`: when something last happened in each. */
export const lastAt = `(select l.at from history l where l.seq in
      ((select max(a.seq) from history a where a.journey = j.id and a.task is null),
       (select max(b.seq) from task t join history b on b.task = t.seq where t.journey = j.id))
    order by l.seq desc limit 1)`;

export async function linesOf({ all }: Statements, journey: Value | undefined): Promise<StoryLine[]> {
  const lines = await all(
    `select at, kind, node, data from story_line where journey = ? and ${lineOfStory("kind")} order by seq`,
    text(journey),
  );
  return lines.map((line) => ({
    at: Number(line.at),
    kind: text(line.kind),
    node: line.node === null ? undefined : text(line.node),
    data: json(line.data),
  }));
}

export async function sample({ all }: Statements, campaign: string, limit: number): Promise<Recipient[]> {
  const rows = await all("select data from recipient where campaign = ? order by created_at limit ?", campaign, limit);
  return rows.map((row) => json(row.data) as unknown as Recipient);
}
