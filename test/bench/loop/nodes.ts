import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { answer } from "../in-node-red/answer.ts";

/** Milliseconds by which a timer of one millisecond came later than it was asked for, that one included. */
export interface Delays {
  p50: number;
  p99: number;
  max: number;
}

/** Measures how long the event loop of this Node-RED is busy with something else, between "begin" and "end". */
export function register(RED: NodeAPI): void {
  RED.nodes.registerType("bench-meter", function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    let delay: ReturnType<typeof monitorEventLoopDelay> | undefined;
    answer(RED, "/bench/delay/begin", async () => {
      delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      return {};
    });
    answer(RED, "/bench/delay/end", async (): Promise<Delays> => {
      if (delay === undefined) throw new Error("nothing is measured");
      delay.disable();
      return { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
    });
  });
}
