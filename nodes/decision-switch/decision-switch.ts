import type { Node, NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { type Fault, Recipient } from "../../src/contract/index.ts";
import {
  assign,
  type Branch,
  checkRules,
  checkSplit,
  decide,
  type Expressions,
  expressionFaults,
  expressionsIn,
  loadExpressions,
  reasonInWords,
} from "../../src/decision/index.ts";
import { timeZoneOf } from "../../src/policy/index.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { tellPlay } from "../shared/plays.ts";
import { stepped } from "../shared/settlement.ts";
import { armsToDraw, branchesOf, type DecisionSwitchConfig, migrate } from "./config.ts";
import { copyMessage } from "./copy-message.ts";
import { expressionRoute } from "./expression-route.ts";

/** Decision switch: the rules, or chance, give the branch; what fits none leaves by "other", never nowhere. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("decision-switch", function (this: Node, def: NodeDef & DecisionSwitchConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const { mode, rules } = config;
    const last = branchesOf(config).length;
    const table = { ...config, match: mode === "all" ? ("all" as const) : ("first" as const) };
    // In a subflow the id changes with every deploy; that of the node in its template stays.
    const own = (this as { _alias?: string })._alias ?? this.id;
    const arms = armsToDraw(config.arms);
    const split = { ...config, arms, experiment: config.experiment.trim() || own };
    const warn = (faults: readonly Fault[]) => {
      for (const fault of faults) this.warn(inWords(fault, "en"));
    };
    warn(mode === "split" ? checkSplit(arms) : checkRules(rules, table.match));
    const sources = mode === "split" ? [] : expressionsIn(config);
    const loading = sources.length > 0 ? loadExpressions(sources) : undefined;
    if (sources.length > 0)
      expressionFaults(rules, "en").then(warn, (error: unknown) => this.error(inWords(error, "en")));
    let expressions: Expressions | undefined;

    handleInput(this, async (message, send) => {
      if (loading !== undefined) expressions ??= await loading;
      const about = { ...surroundings(message, config.zone), ...(expressions !== undefined && { expressions }) };
      const branches = mode === "split" ? [assign(message, split, about)] : decide(message, table, about);
      const left = branches.some(({ output }) => output === last);
      const text = left ? "status.other" : branches.map(({ label }) => label).join(", ");
      this.status({ fill: left ? "yellow" : "green", shape: "dot", text });
      for (const [index, { output }] of branches.entries()) {
        stepped(message, this, output);
        if (index > 0) stepped(message, this, "more");
      }
      for (const branch of branches)
        tellPlay(message, this.id, (say, { language }) => ({
          kind: "branch",
          text: say("play.step.branch", { label: branch.label, why: reasonInWords(branch, language) }),
          says: branch.label,
        }));
      send(portsOf(message, branches, last + 1, (original) => copyMessage(original, RED.util.cloneMessage)));
    });
  });
  expressionRoute(RED);
}

/** The message on the outputs of its branches: itself on the first, a copy of its own on each other. */
function portsOf(
  message: Message,
  branches: readonly Branch[],
  outputs: number,
  copy: (original: Message) => Message,
): (Message | null)[] {
  const ports: (Message | null)[] = Array.from({ length: outputs }, () => null);
  const messages = branches.map((_branch, index) => (index === 0 ? message : copy(message)));
  for (const [index, { output, ...decision }] of branches.entries())
    ports[output] = Object.assign(messages[index]!, { decision, payload: decision.label });
  return ports;
}

function surroundings(message: Message, zone: DecisionSwitchConfig["zone"]) {
  const { locale, timeZone } = (message.campaign ?? {}) as { locale?: string; timeZone?: string };
  // A task that is played again, perhaps on another day, goes the same way.
  const { at } = (message.journey ?? {}) as { at?: unknown };
  const kept = typeof at === "string" ? Date.parse(at) : Number.NaN;
  const now = Number.isNaN(kept) ? systemClock.now() : kept;
  const usual = typeof timeZone === "string" ? timeZone : "UTC";
  const { data: recipient } = zone === "recipient" ? Recipient.safeParse(message.recipient) : {};
  const own = recipient === undefined ? usual : timeZoneOf(recipient, usual, now);
  return { language: locale ?? "en", timeZone: own, now };
}
