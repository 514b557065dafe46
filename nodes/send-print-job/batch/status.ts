import type { Node, NodeStatus } from "node-red";
import type { BatchView } from "../../../src/journey/index.ts";
import { languageOf, sentence } from "../../../src/language/index.ts";
import type { Batch } from "../../../src/store/index.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";

/** An instant of today as a time of day, of another day with its date. */
function clockOf({ locale, timeZone }: { locale: string; timeZone: string }) {
  const tag = languageOf(locale) === "fr" ? "fr-FR" : "en-GB";
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: "short", timeZone });
  const both = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  return (at: number) => (day.format(at) === day.format(Date.now()) ? time : both).format(at);
}

/** Shows what is collected and which batch waits for what, in the campaign's language. */
export function showsBatches(node: Node, { part }: CampaignNode): (view: BatchView) => void {
  const clock = clockOf(part);
  const say = (key: string, data: object) => sentence(`status.batch.${key}`, { ...data }, part.locale);
  let shown = "";

  function ofBatch({ state, approval, left, count, releaseAt, held }: Batch): string {
    if (state === "submitting") return say("going", { count });
    if (approval === "asked") return say("waits", { count: left });
    const { key, ...data } = held ?? {};
    if (typeof key === "string" && key !== "print.batch-approval" && key !== "print.batch-approval-cost")
      return say("held", { count: left, reason: sentence(key, data, part.locale).split(/(?<=[.!?])\s/u)[0] });
    if (releaseAt <= Date.now()) return say("going", { count: left });
    return say("goes", { count: left, until: clock(releaseAt) });
  }

  return ({ collected, closesAt, open }) => {
    const last = open.find(({ approval }) => approval === "asked") ?? open.at(-1);
    const words = last === undefined ? [] : [ofBatch(last)];
    if (open.length > 1) words.push(say("more", { count: open.length - 1 }));
    if (collected > 0)
      words.push(
        closesAt === undefined
          ? say("collected", { count: collected })
          : say("closes", { count: collected, until: clock(closesAt) }),
      );
    const text = words.join(" · ");
    if (text === shown) return;
    shown = text;
    const waits = open.some(({ approval, held }) => approval === "asked" || held !== undefined);
    const status: NodeStatus = { fill: waits ? "yellow" : "blue", shape: "ring", text };
    node.status(text === "" ? { fill: "green", shape: "dot", text: "status.no-batch" } : status);
  };
}
