import type { Node, NodeAPI, NodeDef } from "node-red";
import type { WaitForDecisionConfig } from "./config.ts";
import { scheduleRoute } from "./schedule-route.ts";

/** Wait for decision. */
export default function register(RED: NodeAPI): void {
  scheduleRoute(RED);
  RED.nodes.registerType("wait-for-decision", function (this: Node, def: NodeDef & WaitForDecisionConfig) {
    RED.nodes.createNode(this, def);
  });
}
