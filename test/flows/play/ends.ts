import { mintEndpoint, mintSecret } from "../../../src/webhook/index.ts";
import type { FlowNode } from "../runtime.ts";

const place = { z: "f1", x: 0, y: 0 };
const field = (name: string, target: string, more: object = {}) => ({
  ...{ name, type: "text", required: false, values: [], target, as: "" },
  ...more,
});
const fields = [
  field("order", "case-key", { required: true }),
  field("amount", "event", { type: "number", required: true }),
  field("email", "recipient", { type: "email" }),
];
const customer = field("customer", "recipient", { as: "id" });
const ear = (id: string, name: string, mode: string, to: string) => ({
  ...{ ...place, id, name, mode, type: "inbound-webhook", version: 3, campaign: "c1", kit: "" },
  ...{ endpoint: mintEndpoint(), credentials: { secret: mintSecret() }, wires: [[to], []] },
  fields: mode === "start" ? [...fields, customer] : fields,
});
const list = (id: string, name: string, to: string) => ({
  ...{ ...place, id, name, type: "audience", campaign: "c1", source: "message", columns: [], wires: [[to], []] },
});
const wait = (id: string, name: string, days: number, wires: string[][]) => ({
  ...{ ...place, id, name, type: "wait-for-decision", campaign: "c1", webhooks: [], reminders: [], wires },
  deadline: { kind: "after", amount: days, unit: "days" },
});
const debug = (id: string, name: string) => ({ ...place, id, name, type: "debug", active: false, wires: [] });
const sleep = (id: string, seconds: number, to: string[]) => ({
  ...{ ...place, id, type: "function", outputs: 1, libs: [], wires: [to] },
  func: `setTimeout(() => { node.send(msg); node.done(); }, ${seconds * 1000});`,
});

/** Orders that start journeys and wait for a word by each of a webhook's modes; and journeys that have no end of their own. */
export function endsFlow(): FlowNode[] {
  return [
    { id: "f1", type: "tab", label: "Ends" },
    { id: "c1", type: "campaign", name: "Ends", timeZone: "Europe/Paris", locale: "en", store: "", baseUrl: "" },
    ear("order", "Order", "start", "wait"),
    wait("wait", "Decision", 10, [["decided"], [], ["late"], ["gone"]]),
    ear("go", "Go", "release", "other"),
    ear("news", "News", "update", "other"),
    ear("exit", "Exit", "exit", "other"),
    ear("aside", "Aside", "continue", "other"),
    ...[debug("decided", "Decided"), debug("late", "Late"), debug("gone", "Gone"), debug("other", "Other")],
    // A year goes by in a moment, and comes again.
    list("years", "Years", "year"),
    wait("year", "Year", 365, [[], [], ["year"], []]),
    // Something is always at work, and never for long enough to be given up.
    list("endless", "Endless", "nap"),
    sleep("nap", 20, ["day"]),
    wait("day", "Day", 1, [[], [], ["nap"], []]),
    list("slow", "Slow", "sleep"),
    sleep("sleep", 30, []),
  ] as FlowNode[];
}
