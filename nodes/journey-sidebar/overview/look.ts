import { figuresOf } from "../../../src/desk/index.ts";
import type { Store } from "../../../src/store/index.ts";
import type { OverviewAnswer } from "./desk.ts";

/** How a campaign stands, node by node. */
export async function look(store: Store, campaign: string, now: number): Promise<OverviewAnswer> {
  const [tallies, standings] = await Promise.all([store.tally(), store.standings(campaign, now)]);
  const left = new Map(standings.map((standing) => [standing.node, standing]));
  const answer: OverviewAnswer = { campaign, at: now, nodes: {}, asks: 0, gone: [] };
  for (const { node, type = "", counts } of tallies.filter((one) => one.campaign === campaign))
    answer.nodes[node] = figuresOf(type, counts, left.get(node));
  for (const standing of standings) {
    const { node: id, type, name, deployed, asks = 0 } = standing;
    answer.nodes[id] ??= figuresOf(type, {}, standing);
    answer.asks += asks;
    if (!deployed) answer.gone.push({ id, type, name });
  }
  return answer;
}
