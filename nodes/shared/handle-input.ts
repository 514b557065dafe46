import type { Node, NodeMessage } from "node-red";
import { localeOf } from "../../src/language/index.ts";
import { inWords } from "./in-words.ts";
import { stepped } from "./settlement.ts";

export type Message = NodeMessage & Record<string, unknown>;
export type Send = (message: Message | (Message | Message[] | null)[]) => void;

/** The language of the message's campaign; English where there is none that can be read. */
function languageOf(message: Message): string {
  try {
    return localeOf((message.campaign as { locale: string }).locale) ?? "en";
  } catch {
    return "en";
  }
}

/**
 * The only way a message gets into a node. Whatever `work` does and whatever the message is, `done` is called once, an
 * error reaches catch nodes in the language of the message's campaign, and no rejection can end Node-RED. An error with
 * a message that cannot be copied for catch nodes is told to the log alone.
 */
export function handleInput(
  node: Node,
  work: (message: Message, send: Send) => void | Promise<void>,
  failed?: (message: Message, error: unknown) => void,
): void {
  node.on("input", (message, send, done) => {
    const received = message as Message;
    const run = async () => work(received, send as unknown as Send);
    run()
      .then(
        () => done(),
        (error: unknown) => {
          node.status({ fill: "red", shape: "dot", text: "status.error" });
          stepped(received, node, "failed");
          failed?.(received, error);
          done(new Error(inWords(error, languageOf(received)), { cause: error }));
        },
      )
      .catch((error: unknown) => node.error(inWords(error, "en")));
  });
}
