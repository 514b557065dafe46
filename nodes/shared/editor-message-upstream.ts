import { type Field, targetName } from "../../src/webhook/fields/field.ts";
import type { AudienceConfig } from "../audience/config.ts";
import type { SwitchRule } from "../decision-switch/config.ts";
import type { InboundWebhookConfig } from "../inbound-webhook/config.ts";
import type { PersonalPageConfig } from "../personal-page/config.ts";

/** What the nodes before a message bring to it, by the names that its flow gives. */
export interface Upstream {
  /** `attributes.<name>` of the lists. */
  attributes: string[];
  /** The fields that webhooks and pages put into the event. */
  fields: Field[];
  /** The branches of decision switches. */
  labels: string[];
  /** Under which maps lie in `map`. */
  maps: string[];
  /** Under which films lie in `video`. */
  films: string[];
}

const unique = <Value>(values: readonly Value[]) => [...new Set(values)];

/** Looks at the flow as the editor holds it, deployed or not. */
export function upstreamOf(node: EditorNode): Upstream {
  const nodes = RED.nodes.getAllUpstreamNodes(node);
  const ofType = <Saved>(type: string) => nodes.filter((one) => one.type === type) as unknown as Partial<Saved>[];
  const targets = ofType<AudienceConfig>("audience").flatMap(({ columns }) => columns ?? []);
  const asking = [...ofType<InboundWebhookConfig>("inbound-webhook"), ...ofType<PersonalPageConfig>("personal-page")];
  const fields = asking.flatMap((one) => one.fields ?? []);
  const rules = ofType<{ rules: SwitchRule[] }>("decision-switch").flatMap((branching) => branching.rules ?? []);
  const maps = ofType<{ mapName: string }>("route-map").map(({ mapName }) => mapName || "home");
  const films = ofType<{ channel: string; videoName: string }>("render-message")
    .filter(({ channel }) => channel === "video")
    .map(({ videoName }) => videoName || "film");
  const byName = new Map(fields.filter(({ target }) => target === "event").map((field) => [targetName(field), field]));
  return {
    attributes: unique(
      targets.map(({ target }) => String(target)).filter((target) => target.startsWith("attributes.")),
    ),
    fields: [...byName.values()],
    labels: unique(rules.map(({ label }) => label).filter((label) => typeof label === "string" && label !== "")),
    maps: unique(maps),
    films: unique(films),
  };
}

function exampleOf({ type, values, currency }: Field): unknown {
  const byType: Partial<Record<Field["type"], unknown>> = {
    enum: values?.[0]?.value,
    number: 12,
    date: "2026-03-31",
    money: { amount: 125_000, currency: currency || "EUR" },
    boolean: true,
    email: "anne@example.org",
    phone: "+33639980012",
  };
  return byType[type] ?? "…";
}

/** A message to begin a sample from: what may be said, with values that show how. */
export function blankSample({ fields, labels }: Upstream, locale: string): string {
  const told = fields.filter(({ type }) => type !== "address");
  const message = {
    recipient: { title: "Mme", firstName: "Anne", lastName: "Martin", locale: locale || "fr" },
    event: { data: Object.fromEntries(told.map((field) => [targetName(field), exampleOf(field)])) },
    ...(labels[0] !== undefined && { decision: { label: labels[0] } }),
  };
  return JSON.stringify(message, null, 2);
}
