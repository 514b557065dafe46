import type { Node, NodeAPI } from "node-red";
import type { Message } from "../shared/handle-input.ts";
import { settle } from "../shared/settlement.ts";
import type { Rejection } from "./enrol-rows.ts";

/** Rejected rows that nodes behind the second output work on at the same time. */
const mostUnderWay = 500;

/** Sends rejected rows by the second output, as fast as the nodes behind it take them. */
export function rejects(RED: NodeAPI, node: Node): (base: Message, rejections: readonly Rejection[]) => Promise<void> {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const free = () => {
    underWay -= 1;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };

  function sendOne(base: Message, payload: Rejection): void {
    const message: Message = { ...base, _msgid: RED.util.generateId(), payload };
    let ended = false;
    const end = () => {
      if (!ended) free();
      ended = true;
    };
    underWay += 1;
    settle(node, String(message._msgid), () => node.send([null, message]), end).then(end, (error: unknown) => {
      end();
      node.error(error);
    });
  }

  return async (base, rejections) => {
    for (const rejection of rejections) {
      while (underWay >= mostUnderWay) await new Promise<void>((resolve) => waiting.push(resolve));
      sendOne(base, rejection);
    }
  };
}
