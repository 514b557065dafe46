import type { Node, NodeMessage } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";

export type Message = NodeMessage & Record<string, unknown>;
export type Send = (message: Message | (Message | Message[] | null)[]) => void;

/** The sentence of an error for people: a fault's own, or what was thrown. */
export function inWords(error: unknown, language: string): string {
  if (error instanceof Fault) return sentence(error.key, error.data, language);
  return error instanceof Error ? error.message : String(error);
}

/**
 * The only way a message gets into a node. Whatever `work` does, `done` is called once, an error reaches catch nodes in
 * the language of the message's campaign, and no rejection can end Node-RED.
 */
export function handleInput(
  node: Node,
  work: (message: Message, send: Send) => void | Promise<void>,
  failed?: (message: Message, error: unknown) => void,
): void {
  node.on("input", (message, send, done) => {
    const received = message as Message;
    const run = async () => work(received, send as unknown as Send);
    run().then(
      () => done(),
      (error: unknown) => {
        const language = (received.campaign as { locale?: string } | undefined)?.locale ?? "en";
        node.status({ fill: "red", shape: "dot", text: "status.error" });
        failed?.(received, error);
        done(new Error(inWords(error, language), { cause: error }));
      },
    );
  });
}
