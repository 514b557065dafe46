import type { Node, NodeAPI, NodeDef } from "node-red";
import type { settle } from "../../../nodes/shared/settlement.ts";
import { answer } from "../in-node-red/answer.ts";

/** Of the built package. */
interface Parts {
  settle: typeof settle;
}

export interface HopsOrder {
  messages: number;
  /** Under way at the same time. */
  most: number;
  /** As the engine plays tasks; else as any other flow sends. */
  ours: boolean;
}

/** Microseconds of CPU of this process. */
export interface HopsMeasured {
  cpu: number;
}

let arrived = 0;
let oneArrived = () => {};

export function register(RED: NodeAPI, { settle }: Parts): void {
  RED.nodes.registerType("bench-end", function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    this.on("input", (_message, _send, done) => {
      done();
      arrived += 1;
      oneArrived();
    });
  });
  RED.nodes.registerType("bench-source", function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    answer<HopsOrder>(RED, "/bench/hops", (order) => send(this, order, settle));
  });
}

let round = 0;

async function send(node: Node, { messages, most, ours }: HopsOrder, play: typeof settle): Promise<HopsMeasured> {
  const began = process.cpuUsage();
  round += 1;
  arrived = 0;
  let sent = 0;
  const ended: Promise<unknown>[] = [];
  await new Promise<void>((resolve) => {
    const fill = () => {
      if (arrived === messages) resolve();
      while (sent < messages && sent - arrived < most) {
        const task = `task-${round}-${sent}`;
        const message = { _msgid: task, payload: sent, journey: { id: "j", task }, event: { id: task } };
        const leave = () => node.send(message);
        if (ours) ended.push(play(node, task, leave, () => {}));
        else leave();
        sent += 1;
      }
    };
    oneArrived = fill;
    fill();
  });
  const played = await Promise.all(ended);
  if (played.some((word) => word !== "settled")) throw new Error("a task was lost");
  const { user, system } = process.cpuUsage(began);
  return { cpu: user + system };
}
