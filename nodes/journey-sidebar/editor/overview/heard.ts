import { ask } from "../../../shared/editor-ask.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { type OverviewAnswer, type OverviewsAnswer, type OverviewTold, overviewTopic } from "../../overview/desk.ts";

type Listener = (figures: OverviewAnswer) => void;

/** Milliseconds between two looks at what another process may have changed; Node-RED tells of everything else. */
const interval = 60_000;

/** The figures of all campaigns that run, as they were last told. */
const known = new Map<string, OverviewAnswer>();
const listeners = new Set<Listener>();

function heed(answer: OverviewTold | OverviewAnswer): void {
  // What was asked before may be answered after what was told since.
  const before = known.get(answer.campaign);
  if (before !== undefined && before.at > answer.at) return;
  const figures = { gone: before?.gone ?? [], ...answer };
  known.set(answer.campaign, figures);
  for (const listener of listeners) listener(figures);
}

export const figuresOfCampaign = (campaign: string): OverviewAnswer | undefined => known.get(campaign);
export const allFigures = (): OverviewAnswer[] => [...known.values()];

/** Hears of all figures from now on. */
export function onFigures(listener: Listener): void {
  listeners.add(listener);
}

/** Asks for the figures of a campaign; answers the sentence that says why there are none. */
export async function lookAt(campaign: string, _: Translate): Promise<string | undefined> {
  const answer = await ask<OverviewAnswer>("belle-histoire/journey/overview", _, { data: { campaign } });
  if ("problem" in answer) return answer.problem;
  heed(answer.value);
  return undefined;
}

/** Follows all campaigns for as long as the editor is open; where it is in the background, it asks nothing. */
export function followFigures(_: Translate): void {
  let asking = false;
  const look = async () => {
    if (asking || document.visibilityState === "hidden") return;
    asking = true;
    const answer = await ask<OverviewsAnswer>("belle-histoire/journey/overviews", _, {});
    asking = false;
    if (!("value" in answer)) return;
    const running = new Set(answer.value.overviews.map(({ campaign }) => campaign));
    for (const campaign of known.keys()) if (!running.has(campaign)) known.delete(campaign);
    for (const one of answer.value.overviews) heed(one);
  };
  RED.comms.subscribe(overviewTopic, (_topic, payload) => heed(payload as OverviewTold));
  // Somebody, here or at another editor, has deployed.
  RED.comms.subscribe("notification/runtime-deploy", () => void look());
  RED.events.on("deploy", () => void look());
  RED.events.on("flows:loaded", () => void look());
  document.addEventListener("visibilitychange", () => void look());
  setInterval(() => void look(), interval);
}
