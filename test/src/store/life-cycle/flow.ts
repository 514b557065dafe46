import type { JsonObject } from "../../../../src/contract/index.ts";
import type { HoldRequest, SendRequest, Task, WaitPlan } from "../../../../src/store/index.ts";

/**
 * The flow of the campaigns that are tried: audience → wait, and beside it a wait for the second webhook only; a decision
 * there is a letter, or `more` a second wait; a letter that is not sent is tried by another channel.
 */

export const nodes = ["audience", "webhook-0", "webhook-1", "wait", "beside", "wait-2", "print", "other"];
export const waitNodes = ["wait", "beside", "wait-2"];

/** What a letter stands for: a wait, or a webhook that the story went on from, and the decision there. */
interface Word {
  at: string;
  says: string;
}

/** What messages carry so that it can be seen where they come from. */
export interface Lineage {
  /** Ids of the events that the story went on by, the oldest first. */
  events: string[];
  words: Word[];
  /** It comes of the output of those who left. */
  leaving: boolean;
  letter: boolean;
}

export function lineageOf({ message, node, output, kind, journey }: Task): Lineage {
  const { lineage, event, payload, wait } = message as {
    lineage?: Lineage;
    event?: { id: string };
    payload?: { decision?: string };
    wait?: string;
  };
  const before = lineage ?? { events: [], words: [], leaving: false, letter: false };
  if (kind !== "event" || event === undefined || node === "print" || node === "other") return before;
  const leaves = waitNodes.includes(node) && output === 3;
  const says = payload?.decision ?? "";
  const at = node.startsWith("webhook") ? `${journey.id}/${node}` : (wait ?? "");
  const decides = output === 0;
  return {
    events: leaves ? before.events : [...before.events, event.id],
    words: decides ? [...before.words, { at, says }] : before.words,
    leaving: before.leaving || leaves,
    letter: decides,
  };
}

/** The first case is refused after its deadline, the second goes on, a person is asked about the third. */
function planOf(caseNumber: number, at: number): WaitPlan {
  const late = (["refuse", "continue", "ask"] as const)[caseNumber] ?? "refuse";
  const steps: WaitPlan["steps"] = [
    { at: at + 300, output: "reminder", number: 1 },
    { at: at + 1000, output: "too-late" },
  ];
  return { webhooks: [], steps, late };
}

export type Step = { hold: HoldRequest } | { send: SendRequest };

/** What the flow does with a task that is played. */
export function stepsOf(task: Task, at: number): Step[] {
  const { node, output, message, journey, campaign } = task;
  const lineage = lineageOf(task);
  const says = (message.payload as { decision?: string } | undefined)?.decision;
  const whose = { campaign, journey: journey.id, root: task.id, at };
  const kept = (more: JsonObject) => ({ lineage: { ...lineage }, ...more }) as unknown as JsonObject;
  const holdAt = (where: string, plan: WaitPlan): Step => {
    const id = `${where}/${task.id}`;
    return { hold: { ...whose, id, node: where, message: kept({ wait: id }), plan } };
  };
  const sendBy = (where: string): Step => ({
    send: { ...whose, id: `${where}/${task.id}`, node: where, message: kept({}), history: { kind: "send.queued" } },
  });
  const second: WaitPlan = { webhooks: ["webhook-1"], steps: [], late: "refuse" };
  if (node === "audience")
    return [holdAt("wait", planOf(Number(journey.caseKey?.slice(2)), at)), holdAt("beside", second)];
  if (node === "print") return output === 1 ? [sendBy("other")] : [];
  if (node === "other") return [];
  if (output === 0 && says === "more" && node !== "wait-2") return [holdAt("wait-2", second)];
  return [sendBy("print")];
}
