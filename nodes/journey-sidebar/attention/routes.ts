import { readFile } from "node:fs/promises";
import type { NodeAPI } from "node-red";
import { Fault } from "../../../src/contract/index.ts";
import { deployedCampaign } from "../../shared/deployed-campaigns.ts";
import { deskRoute, FileAnswer } from "../../shared/desk-route.ts";
import { act, readAct } from "./act.ts";
import { type ActAnswer, type AttentionAnswer, mostListed } from "./desk.ts";
import { listOf } from "./list.ts";

/** What the page “attention” of the sidebar asks. */
export function attentionRoutes(RED: NodeAPI): void {
  const houseOf = (campaign: string) => deployedCampaign(RED, campaign).house;

  deskRoute(RED, "get", "attention", async ({ query, language }): Promise<AttentionAnswer> => {
    const campaign = query.get("campaign") ?? "";
    const { store } = await houseOf(campaign);
    return listOf(RED, campaign, await store.attention(mostListed + 1, campaign), language);
  });

  deskRoute(RED, "get", "attention/proof", async ({ query }): Promise<FileAnswer | undefined> => {
    const id = query.get("batch") ?? "";
    const campaign = query.get("campaign") ?? "";
    const { store } = await houseOf(campaign);
    const batch = await store.batch(id);
    if (batch?.campaign !== campaign) return undefined;
    // The place comes from the node that made it, never from who asks.
    const place = batch.held?.proof;
    const none = new Fault("attention.no-proof", { id, place: typeof place === "string" ? place : "–" });
    if (typeof place !== "string") throw none;
    const content = await readFile(place).catch(() => {
      throw none;
    });
    return new FileAnswer(content, "application/pdf");
  });

  deskRoute(RED, "post", "attention/act", async ({ body, language, by }): Promise<ActAnswer> => {
    const read = readAct(body);
    const settler = { by: by(), why: read.why, at: Date.now() };
    return act(await houseOf(read.campaign), read, settler, language);
  });
}
