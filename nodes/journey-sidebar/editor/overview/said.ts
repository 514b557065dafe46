import { languageOf } from "../../../../src/language/index.ts";
import { ask } from "../../../shared/editor-ask.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { SaidAnswer } from "../../overview/desk.ts";

/** Milliseconds in which statuses gather before they are asked for. */
const gathering = 300;
/** Statuses that are kept as being in no need of words. */
const mostPlain = 1_000;

/** What the runtime said under a node, and the same for whoever looks. */
const said = new Map<string, { shown: string; text: string }>();
/** Statuses that Node-RED has put into words itself: a busy node shows the same ones all day. */
const plain = new Set<string>();
/** What is asked for next: ids of nodes, and what they show. */
const wanted = new Map<string, string>();
let timer: number | undefined;

/** Whether a campaign speaks another language than whoever looks. */
function isForeign(node: EditorNode): boolean {
  const { campaign: id } = node as { campaign?: string };
  const campaign = id === undefined ? null : (RED.nodes.node(id) as { locale?: string } | null);
  return campaign?.locale !== undefined && languageOf(campaign.locale) !== languageOf(RED.i18n.lang());
}

const plainly = (id: string, text: string) => `${id} ${text}`;

/** Those that are still shown as they were when they were asked for, and of which the runtime knows nothing. */
function notePlain(asked: ReadonlyMap<string, string>): void {
  if (plain.size > mostPlain) plain.clear();
  for (const [id, text] of asked)
    if (said.get(id)?.shown !== text && RED.nodes.node(id)?.status?.text === text) plain.add(plainly(id, text));
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
  const text = node.status?.text;
  if (text === undefined || plain.has(plainly(node.id, text)) || !isForeign(node)) return;
  wanted.set(node.id, text);
  if (timer !== undefined) return;
  timer = window.setTimeout(async () => {
    timer = undefined;
    const asked = new Map(wanted);
    wanted.clear();
    const answer = await ask<SaidAnswer>("belle-histoire/journey/said", _, {});
    // The words of the campaign stay, which is better than none.
    if ("problem" in answer) return;
    for (const { id, ...words } of answer.value.said) said.set(id, words);
    notePlain(asked);
    for (const { id } of answer.value.said) then(id);
  }, gathering);
}
