import type { Node, NodeStatus } from "node-red";
import { languageOf } from "../../src/language/index.ts";

/**
 * Statuses with something in them: a number, a reason, a time. Node-RED's editor translates a status that is a key alone. These
 * are shown in the language of the campaign, for Status nodes and logs as well, and kept so that an editor in another
 * language can ask for them in its own.
 */

type Language = ReturnType<typeof languageOf>;
/** A status in a language. */
export type SayStatus = (language: Language) => NodeStatus;

interface Said {
  text: string;
  say: SayStatus;
}

const said = new Map<string, Said>();
const followed = new WeakSet<Node>();

/** Shows a status. @param locale of the campaign, BCP 47 */
export function sayStatus(node: Node, say: SayStatus, locale: string): void {
  const status = say(languageOf(locale));
  node.status(status);
  said.set(node.id, { text: status.text ?? "", say });
  if (followed.has(node)) return;
  followed.add(node);
  node.on("close", () => said.delete(node.id));
}

/** What was shown last under a node, as it was shown and in a language. */
export interface SaidStatus {
  id: string;
  shown: string;
  text: string;
}

/** All that was shown last, in a language. @param tag BCP 47 */
export function saidStatuses(tag: string): SaidStatus[] {
  const language = languageOf(tag);
  return [...said].map(([id, { text, say }]) => ({ id, shown: text, text: say(language).text ?? "" }));
}
