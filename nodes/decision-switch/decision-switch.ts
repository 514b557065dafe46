import type { Node, NodeAPI, NodeDef } from "node-red";
import { checkRules, decide, readPath } from "../../src/decision/index.ts";
import { handleInput, inWords, type Message } from "../shared/handle-input.ts";
import { type DecisionSwitchConfig, migrate } from "./config.ts";

/** Decision switch: the first rule that fits gives the branch; what fits none leaves by "other", never nowhere. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("decision-switch", function (this: Node, def: NodeDef & DecisionSwitchConfig) {
    RED.nodes.createNode(this, def);
    const { property, rules } = migrate(def);
    for (const fault of checkRules(rules)) this.warn(inWords(fault, "en"));
    handleInput(this, (message, send) => {
      const language = (message.campaign as { locale?: string } | undefined)?.locale ?? "en";
      const { output, ...decision } = decide(readPath(message, property), rules, language);
      const ports: (Message | null)[] = Array.from({ length: rules.length + 1 }, () => null);
      ports[output] = Object.assign(message, { decision, payload: decision.label });
      const other = output === rules.length;
      this.status({ fill: other ? "yellow" : "green", shape: "dot", text: other ? "status.other" : decision.label });
      send(ports);
    });
  });
}
