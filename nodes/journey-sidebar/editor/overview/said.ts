import { ask } from "../../../shared/editor-ask.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { SaidAnswer } from "../../overview/desk.ts";

/** Milliseconds in which statuses gather before they are asked for. */
const gathering = 300;

/** What the runtime said under a node, and the same for whoever looks. */
const said = new Map<string, { shown: string; text: string }>();
let timer: number | undefined;

const shortOf = (tag: string): string => (tag.toLowerCase().startsWith("fr") ? "fr" : "en");

/** Whether a campaign speaks another language than whoever looks. */
function isForeign(node: EditorNode): boolean {
  const { campaign: id } = node as { campaign?: string };
  const campaign = id === undefined ? null : (RED.nodes.node(id) as { locale?: string } | null);
  return campaign?.locale !== undefined && shortOf(campaign.locale) !== shortOf(RED.i18n.lang());
}

/** The status of a node in the viewer's language; undefined: it is so already, or that is not known yet. */
export function translated(node: EditorNode): NodeStatus | undefined {
  const { status } = node;
  const words = said.get(node.id);
  if (status?.text === undefined || words === undefined || words.shown !== status.text) return undefined;
  return words.text === words.shown ? undefined : { ...status, text: words.text };
}

/** Asks for what a node shows, where its campaign speaks another language; `then` hears of nodes whose words are there. */
export function askForWords(node: EditorNode, _: Translate, then: (id: string) => void): void {
  if (timer !== undefined || !isForeign(node)) return;
  timer = window.setTimeout(async () => {
    timer = undefined;
    const answer = await ask<SaidAnswer>("belle-histoire/journey/said", _, {});
    // The words of the campaign stay, which is better than none.
    if ("problem" in answer) return;
    for (const { id, ...words } of answer.value.said) {
      said.set(id, words);
      then(id);
    }
  }, gathering);
}
