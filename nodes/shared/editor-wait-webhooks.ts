import type { Translate } from "./editor-catalogue.ts";
import { switchInput } from "./editor-rows.ts";

/** What may release: a webhook by its calls, a personal page by its responses. */
const types = ["inbound-webhook", "personal-page"] as const;
type Releasing = EditorNode & Record<string, unknown>;

/** The webhooks and pages of a campaign, webhooks first. */
function releasing(campaign: string): Releasing[] {
  return types.flatMap((type) => RED.nodes.filterNodes({ type })).filter((node) => node.campaign === campaign);
}

/** The ids that name nothing of the campaign: it was deleted, moved to another campaign, or this node was copied. */
export function strayWebhooks(ids: readonly string[], campaign: string): string[] {
  const known = new Set(releasing(campaign).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** A page says that it is one; two that nobody named are told apart by their flow. */
function nameOf({ type, name, z }: Releasing, _: Translate): string {
  const given = String(name ?? "");
  const place = RED.nodes.workspace(z)?.label ?? RED.nodes.subflow(z)?.name ?? "";
  const kind = type === "personal-page" ? _("label.page") : _("label.webhook");
  const called = type === "personal-page" && given !== "" ? `${given} (${kind})` : given || kind;
  return place === "" ? called : `${called} · ${place}`;
}

export interface WebhookChoice {
  ids(): string[];
  /** Offers the webhooks and pages of another campaign. */
  offer(campaign: string): void;
}

/**
 * Boxes to tick: any webhook, or some of the campaign's webhooks and pages. Ticking one unticks “any”, ticking “any” unticks
 * them all, so that no choice leaves none. A chosen one that is gone stays in sight until it is unticked.
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
      releasing(offered).map((node) => box(node.id, nameOf(node, _), ids.has(node.id), tickOne(node.id))),
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
