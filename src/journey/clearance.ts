import { CampaignMessage, Fault } from "../contract/index.ts";
import { judge, judged, type Rules, redirected, redirectedMessage, testClock } from "../policy/index.ts";
import type { Counting, Task } from "../store/index.ts";
import type { NodeWork, Performer } from "./work.ts";

/** What the policies of its campaign say of a claimed send. */
export type Clearance =
  /** `task`: as the carrier gets it; of a test journey with the addresses of tests. */
  | { state: "cleared"; task: Task }
  | { state: "held"; until: number; reason: Fault }
  | { state: "refused"; reason: Fault };

const day = 86_400_000;

/** A node whose campaign says nothing. */
const rulesOf = (work: NodeWork): Rules =>
  work.rules?.() ?? { timeZone: work.campaign().timeZone, laws: true, testing: { faster: 1 } };

/** How the sends of a node are counted when they are claimed; undefined: they are not. */
export function countingOf(work: NodeWork | undefined): Counting | undefined {
  if (work?.performer === undefined || !judged.has(work.performer.channel)) return undefined;
  const { cap, testing } = rulesOf(work);
  const { channel } = work.performer;
  if (cap === undefined) return { channel };
  return { channel, service: cap.service, window: cap.days * day, faster: testing.faster };
}

/** How the sends of several nodes are counted, by node. */
export function countingsOf(nodes: readonly string[], work: ReadonlyMap<string, NodeWork>): Record<string, Counting> {
  const counted = nodes.map((node) => [node, countingOf(work.get(node))] as const);
  return Object.fromEntries(counted.filter((one): one is [string, Counting] => one[1] !== undefined));
}

/**
 * Judges a claimed send by what is known of its person now: the recipient, the list of those not written to, and what
 * they were sent, all read with the claim. In a test journey the clock is that of the test.
 */
export async function clearanceOf(task: Task, performer: Performer, work: NodeWork, now: number): Promise<Clearance> {
  const rules = rulesOf(work);
  const { channel } = performer;
  const { test, startedAt } = task.journey;
  const clock = testClock(startedAt, test ? rules.testing.faster : 1);
  const { suppressed = [], sent = [] } = task.standing ?? {};
  const past = sent.map((one) => ({ ...one, at: clock.ahead(one.at) }));
  const send = { channel, purpose: purposeOf(task, performer) };
  const verdict = await judge({ recipient: task.recipient, suppressed, sent: past }, rules, send, clock.ahead(now));
  if (verdict.verdict !== "go") {
    const reason = new Fault(verdict.reason.key, verdict.reason.data);
    if (verdict.verdict === "never") return { state: "refused", reason };
    // What holds a send now holds it for a moment at least, however fast the clock is.
    return { state: "held", until: Math.max(clock.back(verdict.until), now + 1), reason };
  }
  const release = releaseOf(task, performer, test ? rules.testing.faster : 1);
  if (release > now) return { state: "held", until: release, reason: new Fault("print.cancel-window") };
  return test && !rules.testing.played ? redirectedTask(task, performer, rules) : { state: "cleared", task };
}

/** Until when a send can be taken back: the time from its queueing on passes faster in a test. */
function releaseOf(task: Task, performer: Performer, faster: number): number {
  const at = performer.notBefore?.(task) ?? 0;
  return at <= task.createdAt ? 0 : Math.ceil(task.createdAt + (at - task.createdAt) / faster);
}

/** A service call has no purpose, whatever content the message carries. */
function purposeOf(task: Task, { channel }: Performer): "marketing" | "service" {
  if (!judged.has(channel)) return "service";
  const content = CampaignMessage.shape.content.safeParse(task.message.content);
  return content.data?.purpose ?? "service";
}

function redirectedTask(task: Task, performer: Performer, { testing }: Rules): Clearance {
  try {
    const recipient = redirected(task.recipient, performer, testing);
    return { state: "cleared", task: { ...task, recipient, message: redirectedMessage(task.message, recipient) } };
  } catch (error) {
    if (error instanceof Fault) return { state: "refused", reason: error };
    throw error;
  }
}
