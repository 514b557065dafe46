import type { Figures } from "../../../../src/desk/figures.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { allFigures, onFigures } from "./heard.ts";
import { outputLabel } from "./outputs.ts";
import { askForWords, translated } from "./said.ts";
import { comingInWords, inNumber, inWords, type Word } from "./words.ts";

/**
 * Numbers on the canvas. Node-RED shows a status as its runtime half has said it, in the language of the campaign, and each
 * message anew. Here those of our nodes are said again in the language of whoever looks, from the figures, and stand still.
 * What the runtime says of a fault, or of work that takes a while, stays, in the viewer's language; Status nodes hear what they
 * have always heard.
 */

/** Words that fit under a node. */
const most = 3;
const fills = { bad: "red", look: "yellow", busy: "blue", calm: "green" } as const;
const gravest = ["bad", "look", "busy", "calm"] as const;
/** Their blue says what they are at. */
const atWork = new Set(["audience", "render-message", "route-map"]);

const ours = new Map<string, NodeStatus>();

/** Statuses that were put here; what the runtime says comes as another object. */
const written = new WeakSet<NodeStatus>();

/** Something that the figures do not tell of: settings that do not hold, work under way, a fault that nobody counts. */
function saysMore(status: NodeStatus, type: string, instead: NodeStatus): boolean {
  if (written.has(status) || status.text === undefined) return false;
  if (status.fill === "blue") return atWork.has(type);
  if (status.fill !== "red") return false;
  return status.shape === "ring" || instead.fill === "green" || instead.fill === "grey" || instead.fill === "blue";
}

function statusOf(node: EditorNode, figures: Figures, now: number, _: Translate): NodeStatus {
  const branches = node.type === "decision-switch" ? branchesInWords(node, figures) : [];
  const told = inWords(figures, node.type, now, _);
  const coming: Word[] =
    branches.length > 0 ||
    ["wait-for-decision", "send-email", "send-sms", "send-print-job", "call-service"].includes(node.type)
      ? []
      : [{ text: comingInWords(figures, node.type, _), tone: "calm" }];
  // What went wrong stands last in a sentence, and is never left out.
  const all = [...branches, ...coming, ...told];
  const grave = all.filter(({ tone }) => tone === "bad");
  const shown = [...all.filter(({ tone }) => tone !== "bad").slice(0, Math.max(1, most - grave.length)), ...grave];
  const tone = gravest.find((one) => shown.some((word) => word.tone === one)) ?? "calm";
  const nothing = node.type === "wait-for-decision" && (figures.waiting ?? 0) === 0 && tone === "calm";
  return {
    fill: nothing ? "grey" : fills[tone],
    shape: tone === "busy" || nothing ? "ring" : "dot",
    text: shown.map(({ text }) => text).join(", "),
  };
}

function branchesInWords(node: EditorNode, { outputs = [] }: Figures): Word[] {
  return outputs.flatMap((count, port): Word[] =>
    count === 0 ? [] : [{ text: `${outputLabel(node, port)} ${inNumber(count)}`, tone: "calm" }],
  );
}

/** A node of a subflow is one on the canvas and several that run: those are added up by nobody, and it shows its own words. */
function show(campaign: { at: number; nodes: Record<string, Figures> }, _: Translate): void {
  for (const [id, figures] of Object.entries(campaign.nodes)) {
    const node = RED.nodes.node(id);
    if (node === null || node === undefined) continue;
    const status = statusOf(node, figures, campaign.at, _);
    ours.set(id, status);
    put(node, status, _);
  }
}

/** What the runtime says stays, in the words of whoever looks as soon as they are known. */
function sayAgain(node: EditorNode, _: Translate): void {
  const status = translated(node);
  if (status !== undefined) draw(node, status);
  else
    askForWords(node, _, (id) => {
      const found = RED.nodes.node(id);
      const words = found ? translated(found) : undefined;
      if (found && words !== undefined) draw(found, words);
    });
}

function put(node: EditorNode, status: NodeStatus, _: Translate): void {
  if (node.status !== undefined && saysMore(node.status, node.type, status)) {
    sayAgain(node, _);
    return;
  }
  written.add(status);
  draw(node, status);
}

function draw(node: EditorNode, status: NodeStatus): void {
  const { fill, shape, text } = node.status ?? {};
  if (fill === status.fill && shape === status.shape && text === status.text) return;
  node.status = status;
  node.dirtyStatus = true;
  node.dirty = true;
  RED.view.redrawStatus(node);
}

export function numbersOnCanvas(_: Translate): void {
  onFigures((figures) => show(figures, _));
  RED.comms.subscribe("status/#", (topic) => {
    const id = topic.slice("status/".length);
    const status = ours.get(id);
    // After the editor itself has taken it, whoever of the two hears of it first.
    queueMicrotask(() => {
      const node = RED.nodes.node(id);
      if (node === null || node === undefined) return;
      if (status === undefined) sayAgain(node, _);
      else put(node, status, _);
    });
  });
  // What was deployed anew has no status, and is told none until something happens.
  RED.events.on("flows:loaded", () => {
    for (const figures of allFigures()) show(figures, _);
  });
}
