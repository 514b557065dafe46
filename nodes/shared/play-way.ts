import type { Node, NodeMessage } from "node-red";
import { inWords } from "./in-words.ts";
import { givenBy, goesBy, isHarmless, tellers } from "./play-nodes.ts";
import { asPlay, type Playing, playAround, wordsOf } from "./plays.ts";

/** A message between two nodes, as Node-RED's hooks show it. */
export interface OnTheWay {
  msg: NodeMessage;
  source?: { id?: string; port?: number };
  destination: { id: string; node?: Node };
}

/** What `settings.js` gives to function nodes beside data, by name. */
let given: readonly string[] = [];

/** `context`: `functionGlobalContext` of `settings.js`. */
export function mindGiven(context: unknown): void {
  given = givenBy(context);
}

/**
 * Judges a message that is about to reach a node. One of a play reaches only nodes by which nothing can leave.
 * @returns false: it does not reach it
 */
export function reaches({ msg, source, destination }: OnTheWay): boolean {
  const play = playAround(msg);
  if (play === undefined) return true;
  if (play === "over") return false;
  const { id, node } = destination;
  // Nobody is there: Node-RED drops it.
  if (node === undefined) return true;
  const { story } = play;
  const say = wordsOf(play);
  if (source?.id !== undefined) story.arrive({ from: source.id, port: source.port ?? 0, to: id });
  if (goesBy(node)) {
    story.tell(id, { kind: "passed", text: say("play.passed-by", { type: node.type }) });
    setImmediate(() => goOn(play, node, msg));
    return false;
  }
  if (!isHarmless(node, given)) {
    const why = node.type === "function" ? "play.kept-out-modules" : "play.kept-out";
    story.tell(id, { kind: "kept-out", text: say(why, { type: node.type }), says: node.type });
    return false;
  }
  if (!tellers.has(node.type)) passed(play, id, node.type);
  return true;
}

function goOn(play: Playing, node: Node, msg: NodeMessage): void {
  try {
    asPlay(play, () => node.send(msg));
  } catch (error) {
    // A message that cannot be copied ends the process here, for nobody called.
    const why = error instanceof Error ? error.message : String(error);
    play.story.tell(node.id, { kind: "failed", text: why, says: why });
  }
}

/** These are reached without a wire. */
const wireless: ReadonlySet<string> = new Set(["catch", "status", "complete"]);

/** A message has come to a node. */
export function received({ msg, destination: { id, node } }: OnTheWay): void {
  if (node === undefined || !wireless.has(node.type)) return;
  const play = playAround(msg);
  if (play !== undefined && play !== "over") passed(play, id, node.type);
}

function passed(play: Playing, id: string, type: string): void {
  const say = wordsOf(play);
  const own = say(`play.passed.${type}`);
  const known = !own.startsWith("play.passed.");
  play.story.tell(id, { kind: "passed", text: known ? own : say("play.passed", { type }) });
}

/** A node has ended its work on a message. */
export function completed(msg: object, node: string, error: unknown): void {
  const play = playAround(msg);
  if (play === undefined || play === "over") return;
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  const text = inWords(cause, play.language);
  play.story.tell(node, { kind: "failed", text, says: text });
}
