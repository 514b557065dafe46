import type * as z from "zod";
import {
  CampaignPart,
  DecisionPart,
  EventPart,
  JourneyPart,
  MapPart,
  PagePart,
  PostalAddress,
  Recipient,
  ServicePart,
  VideoPart,
} from "../../src/contract/index.ts";
import { type Field, targetName } from "../../src/webhook/fields/field.ts";
import { type FlowBefore, givesEvents, type SavedNode } from "./flow-before.ts";

/** The definition of a schema, as zod keeps it. */
interface Definition {
  type: string;
  shape?: Readonly<Record<string, z.ZodType>>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  in?: z.ZodType;
}

/** Schemas that say all that they may hold by themselves. */
const plain = new Set(["string", "number", "boolean", "enum", "literal"]);

/** The paths of the data that a schema allows, as templates write them; all below a path ends in `.*`. */
function pathsOf(schema: z.ZodType, path: string): string[] {
  const { type, shape, innerType, element, in: input } = schema.def as unknown as Definition;
  if (shape !== undefined) return Object.entries(shape).flatMap(([name, one]) => pathsOf(one, `${path}.${name}`));
  const inner = innerType ?? element ?? input;
  if (inner !== undefined) return pathsOf(inner, path);
  return [plain.has(type) ? path : `${path}.*`];
}

const ofContract = [
  ...pathsOf(Recipient, "recipient"),
  ...pathsOf(EventPart.omit({ data: true }), "event"),
  ...pathsOf(DecisionPart.omit({ why: true }), "decision"),
  ...pathsOf(JourneyPart, "journey"),
  ...pathsOf(CampaignPart, "campaign"),
  ...pathsOf(ServicePart, "service"),
  ...pathsOf(PagePart, "page"),
  ...["reminder.number", "reminder.since", "link.unsubscribe", "link.page"],
];
const parts = ["recipient", "event", "decision", "map", "video", "page", "journey", "campaign", "service", "reminder"];

/** The fields of webhooks and pages, as far as they are saved in their shape. */
export function fieldsOf(nodes: readonly SavedNode[]): Field[] {
  const asking = nodes.filter(({ type }) => givesEvents.has(type));
  return asking.flatMap(({ fields }) => (Array.isArray(fields) ? (fields as Field[]) : []));
}

function eventPaths(nodes: readonly SavedNode[]): string[] {
  const asking = nodes.filter(({ type }) => givesEvents.has(type));
  // Without one nobody knows what an event holds, and a webhook may keep what its table does not name.
  if (asking.length === 0 || asking.some(({ unknown }) => unknown === "keep")) return ["event.data.*"];
  return fieldsOf(nodes)
    .filter(({ target }) => target === "event")
    .flatMap((field) => {
      const path = `event.data.${targetName(field)}`;
      if (field.type === "address") return pathsOf(PostalAddress, path);
      return field.type === "money" ? [`${path}.amount`, `${path}.currency`] : [path];
    });
}

/**
 * The variables that a message brings to a template, from what stands before its node. Where a node may have written anything,
 * only the names of the message's parts are known.
 */
export function knownVariables({ nodes, known }: FlowBefore): string[] {
  if (!known) return [...parts.map((part) => `${part}.*`), "link.unsubscribe", "link.page"];
  const maps = nodes.filter(({ type }) => type === "route-map").map(({ mapName }) => String(mapName ?? "home"));
  const films = nodes.filter(({ type, channel }) => type === "render-message" && channel === "video");
  return [
    ...ofContract,
    ...eventPaths(nodes),
    ...maps.flatMap((name) => pathsOf(MapPart, `map.${name}`)),
    ...films.flatMap(({ videoName }) => pathsOf(VideoPart, `video.${String(videoName ?? "film")}`)),
  ];
}
