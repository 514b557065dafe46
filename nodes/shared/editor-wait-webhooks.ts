import type { Translate } from "./editor-catalogue.ts";
import { switchInput } from "./editor-rows.ts";

/** The webhooks of a campaign, by id. */
function webhooksOf(campaign: string): Map<string, string> {
  const all = RED.nodes.filterNodes({ type: "inbound-webhook" }).filter((node) => node.campaign === campaign);
  return new Map(all.map((node) => [node.id, String(node.name ?? "")]));
}

/** The ids that name no webhook of the campaign: it was deleted, moved to another campaign, or this node was copied. */
export function strayWebhooks(ids: readonly string[], campaign: string): string[] {
  const known = webhooksOf(campaign);
  return ids.filter((id) => !known.has(id));
}

/** Two webhooks that nobody named are told apart by their flow. */
function nameOf(id: string, name: string, _: Translate): string {
  const flow = RED.nodes.node(id)?.z ?? "";
  const place = RED.nodes.workspace(flow)?.label ?? RED.nodes.subflow(flow)?.name ?? "";
  return place === "" ? name || _("label.webhook") : `${name || _("label.webhook")} · ${place}`;
}

export interface WebhookChoice {
  ids(): string[];
  /** Offers the webhooks of another campaign. */
  offer(campaign: string): void;
}

/**
 * Boxes to tick: any webhook, or some of the campaign's. Ticking one unticks “any”, ticking “any” unticks them all, so
 * that no choice leaves none. A chosen one that is gone stays in sight until it is unticked.
 */
export function prepareWebhooks(chosen: readonly string[], campaign: string, _: Translate): WebhookChoice {
  const place = $("#belle-webhooks");
  let ids = new Set(chosen);
  let offered = campaign;
  const show = () => {
    const focus = place.find("input:focus").attr("data-webhook");
    const stray = strayWebhooks([...ids], offered);
    const box = (id: string, text: string, on: boolean, tick: (on: boolean) => void) => {
      const label = switchInput(text, on, (now) => {
        tick(now);
        show();
      });
      label.find("input").attr("data-webhook", id);
      return label;
    };
    const tickOne = (id: string) => (on: boolean) => {
      if (on) ids.add(id);
      else ids.delete(id);
    };
    place.empty().append(
      box("any", _("label.any-webhook"), ids.size === 0, () => {
        ids = new Set();
      }),
      [...webhooksOf(offered)].map(([id, name]) => box(id, nameOf(id, name, _), ids.has(id), tickOne(id))),
      stray.map((id) => box(id, _("label.stray-webhook"), true, tickOne(id)).addClass("belle-stray")),
    );
    $("#belle-webhooks-problem").text(stray.length === 0 ? "" : _("problem.webhooks"));
    if (focus !== undefined) place.find(`[data-webhook="${focus}"]`).trigger("focus");
  };
  show();
  return {
    ids: () => [...ids],
    offer(next) {
      offered = next;
      show();
    },
  };
}
