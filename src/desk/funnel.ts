import { stories, type Tree } from "./branches.ts";
import { type SavedNode, type Step, stepsOf } from "./wiring.ts";

export type FunnelRow =
  | {
      kind: "node";
      /** The id that it runs under, and that of the node on the canvas. */
      id: string;
      saved: string;
      type: string;
      depth: number;
    }
  /** What follows, deeper, has left a node by this output. */
  | { kind: "branch"; from: string; saved: string; type: string; port: number; depth: number };

export type Funnel = FunnelRow[];

const entries = ["audience", "inbound-webhook"];

/** Types of the nodes that a story is told with. */
const ours = new Set([
  ...entries,
  "wait-for-decision",
  "decision-switch",
  "call-service",
  "route-map",
  "render-message",
  "personal-page",
  "send-print-job",
  "send-email",
  "send-sms",
]);

/**
 * The nodes of a campaign in the order in which a person passes them: from where people come in along the wires, each branch
 * under the output that it begins with, and what several branches lead to behind the last of them. A wire that leads back is
 * not followed twice.
 */
export function funnelOf(flow: readonly SavedNode[], campaign: string): Funnel {
  const steps = stepsOf(flow);
  const mine = ({ saved }: Step) =>
    ours.has(saved.type) && (saved.campaign === undefined || saved.campaign === campaign || saved.campaign === "");
  const placed = inReadingOrder([...steps.values()], flow);
  const owned = placed.filter(({ saved }) => ours.has(saved.type) && saved.campaign === campaign);
  const roots = [
    ...entries.flatMap((type) => owned.filter(({ saved }) => saved.type === type)),
    // What another flow sends to, such as an http in or a timer, begins a story as well.
    ...startsOf(owned, steps),
  ];
  const trees = stories(
    steps,
    roots.map(({ id }) => id),
    mine,
  );
  return releasesBeforeWaits(rowsOf(trees, mine), steps);
}

/** Nodes that no other of these leads to; of a circle that nothing leads into, the first. */
function startsOf(owned: readonly Step[], steps: ReadonlyMap<string, Step>): Step[] {
  const fed = new Set([...steps.values()].flatMap(({ outputs }) => outputs.flat()));
  const free = owned.filter(({ id }) => !fed.has(id));
  return [...new Set([...free, ...owned])];
}

/** Tab by tab, from the top to the bottom. */
function inReadingOrder(steps: readonly Step[], flow: readonly SavedNode[]): Step[] {
  const tabs = new Map(flow.map(({ id }, index) => [id, index]));
  const tab = ({ saved }: Step) => tabs.get(saved.z ?? "") ?? 0;
  return [...steps].sort(
    (a, b) => tab(a) - tab(b) || (a.saved.y ?? 0) - (b.saved.y ?? 0) || (a.saved.x ?? 0) - (b.saved.x ?? 0) || 0,
  );
}

function rowsOf(trees: readonly Tree[], mine: (step: Step) => boolean): Funnel {
  const rows: Funnel = [];
  const write = ({ step, branches, after }: Tree, depth: number) => {
    const { id, saved } = step;
    const about = { saved: saved.id, type: saved.type };
    const own = mine(step);
    if (own || branches.length > 1) rows.push({ kind: "node", id, ...about, depth });
    // Of a node with one way on, the usual one needs no name.
    const named = branches.length > 1 || (own && (branches[0]?.port ?? 0) > 0);
    for (const { port, trees: inner } of branches) {
      const from = rows.length;
      for (const tree of inner) write(tree, named ? depth + 1 : depth);
      // What leads back shows nothing.
      if (named && rows.length > from)
        rows.splice(from, 0, { kind: "branch", from: id, ...about, port, depth: depth + 1 });
    }
    for (const tree of after) write(tree, depth);
  };
  for (const tree of trees) write(tree, 0);
  return rows;
}

/** A webhook whose word lets people go on from a wait stands before the first wait that listens to it. */
function releasesBeforeWaits(rows: Funnel, steps: ReadonlyMap<string, Step>): Funnel {
  const moved = new Map<FunnelRow, FunnelRow>();
  for (const [index, row] of rows.entries()) {
    const webhook = row.kind === "node" ? steps.get(row.id)?.saved : undefined;
    if (webhook?.type !== "inbound-webhook" || webhook.mode !== "release") continue;
    const next = rows[index + 1];
    if (next !== undefined && next.depth > row.depth) continue;
    const wait = rows.find((one) => {
      if (one.kind !== "node" || one.type !== "wait-for-decision") return false;
      const { webhooks = [] } = steps.get(one.id)?.saved ?? {};
      return webhooks.length === 0 || webhooks.includes(webhook.id);
    });
    if (wait !== undefined) moved.set(row, wait);
  }
  return rows.flatMap((row) => {
    if (moved.has(row)) return [];
    const before = [...moved].filter(([, wait]) => wait === row).map(([webhook]) => ({ ...webhook, depth: row.depth }));
    return [...before, row];
  });
}
