import type { Node, NodeAPI, NodeDef, NodeMessage } from "node-red";
import registerSwitch from "../../../nodes/decision-switch/decision-switch.ts";
import { atWork, useSettlement } from "../../../nodes/shared/settlement.ts";

/** Nodes of the test: ours that forks a message, a source, an effect, and the kinds of node that other palettes bring. */
export const types = [
  "decision-switch",
  "settle-source",
  "settle-effect",
  "settle-worker",
  "settle-film",
  "settle-legacy",
  "settle-forgetful",
  "settle-twice",
  "settle-throws",
  "settle-unreadable",
  "settle-blocking",
  "settle-slow-close",
];

export interface Effect {
  /** Node that saw it. */
  place: string;
  task: string | undefined;
  at: number;
}

export const sources = new Map<string, Node>();
export const effects: Effect[] = [];
/** Node-RED, once a node was registered with it. */
export let red: NodeAPI | undefined;

interface Config extends NodeDef {
  /** Milliseconds of work for the first message, the second …; the last stands for all that follow. */
  ms?: number[];
}
type CampaignMessage = NodeMessage & { journey?: { task: string } };

function workOf(config: Config): () => number {
  const { ms = [0] } = config;
  let count = 0;
  return () => ms[Math.min(count++, ms.length - 1)] ?? 0;
}

export default function register(RED: NodeAPI): void {
  red = RED;
  registerSwitch(RED);

  const type = (name: string, make: (node: Node, config: Config) => void) =>
    RED.nodes.registerType(name, function (this: Node, config: Config) {
      RED.nodes.createNode(this, config);
      make(this, config);
    });

  type("settle-source", (node) => {
    const release = useSettlement(RED);
    sources.set(node.id, node);
    node.on("close", () => {
      if (sources.get(node.id) === node) sources.delete(node.id);
      release();
    });
  });

  type("settle-effect", (node) => {
    node.on("input", (message: CampaignMessage) => {
      effects.push({ place: node.id, task: message.journey?.task, at: performance.now() });
    });
  });

  type("settle-film", (node, config) => {
    const next = workOf(config);
    node.on("input", (msg, send, done) => {
      const rest = atWork(msg);
      setTimeout(() => {
        send(msg);
        rest();
        done();
      }, next());
    });
  });
  type("settle-worker", (node, config) => {
    const work = workOf(config);
    node.on("input", (message, send, done) => {
      setTimeout(() => {
        send(message);
        done();
      }, work());
    });
  });

  type("settle-legacy", (node, config) => {
    const work = workOf(config);
    node.on("input", (message: NodeMessage) => {
      const ms = work();
      if (ms === 0) node.send(message);
      else setTimeout(() => node.send(message), ms);
    });
  });

  type("settle-forgetful", (node) => {
    node.on("input", (message, send, _done) => send(message));
  });

  type("settle-twice", (node) => {
    node.on("input", (message: NodeMessage) => {
      node.send(message);
      node.send(message);
    });
  });

  type("settle-throws", (node) => {
    node.on("input", (_message, _send, _done) => {
      throw new Error("on purpose");
    });
  });

  type("settle-unreadable", (node) => {
    node.on("input", () => {
      const unreadable = {
        get journey() {
          throw new Error("on purpose");
        },
      };
      node.send(unreadable as NodeMessage);
    });
  });

  type("settle-blocking", (node, config) => {
    const work = workOf(config);
    node.on("input", (message: NodeMessage) => {
      node.send(message);
      const end = performance.now() + work();
      while (performance.now() < end);
    });
  });

  type("settle-slow-close", (node, config) => {
    const work = workOf(config);
    node.on("input", (message, send, done) => {
      send(message);
      done();
    });
    node.on("close", (done: () => void) => setTimeout(done, work()));
  });
}
