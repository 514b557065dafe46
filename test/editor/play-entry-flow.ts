import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";

/** Nodes at which people come in, and some at which they do not. */

const at = (row: number) => ({ z: "orders", x: 200, y: 60 + row * 60, campaign: "shop" });
const field = (name: string, target: string, type = "text") => ({
  ...{ name, type, required: true, values: [], target, as: "" },
});
const hook = {
  ...{ type: "inbound-webhook", version: 3, kit: "", eventType: "order", credentials: { secret: mintSecret() } },
  fields: [field("order", "case-key"), field("amount", "event", "number")],
};

export function playEntryFlow(): object[] {
  return [
    { id: "orders", type: "tab", label: "Orders" },
    { id: "shop", type: "campaign", version: 1, name: "Shop", locale: "en", timeZone: "Europe/Paris", store: "" },
    { ...at(0), id: "list", type: "audience", name: "Customers", columns: [], wires: [["wait"], []] },
    { ...at(1), ...hook, id: "starts", name: "Orders", mode: "start", endpoint: mintEndpoint(), wires: [["wait"], []] },
    { ...at(2), ...hook, id: "goes-on", name: "News", mode: "continue", endpoint: mintEndpoint(), wires: [[], []] },
    { ...at(0), id: "wait", x: 480, type: "wait-for-decision", version: 1, name: "Paid?", wires: [[], [], [], []] },
  ];
}
