import {
  batch,
  change,
  code,
  delay,
  join,
  legacy,
  line,
  linkCall,
  type Parts,
  rate,
  request,
  sleep,
  subflow,
  trigger,
  worker,
} from "./flow.ts";

export const patience = { quiet: 1_000, longest: 10_000 };
/** Of a task's start to the deploy, in milliseconds. */
export const before = 100;
/** Which the slowest node takes to close: for so long the messages of a deploy meet nobody. */
const closing = 500;
const long = 700;

export interface Redeploy {
  name: string;
  parts: Parts;
  /** The part that is another one after the deploy, or that it takes away. */
  changed?: string;
  removed?: string;
  /** Its task starts while the deploy stops nodes; before the deploy where absent. */
  during?: true;
  /** What becomes of the first attempt. */
  first: "lost" | "settled";
  /** Effects that the last attempt must have had; it may have none where the message ends in what was removed. */
  effects: number;
  /** The last attempt is held again, until the maximum: what comes of it is not waited for. */
  heldAgain?: boolean;
}

const holding: [string, Parts, string][] = [
  ["a delay", line(delay(long)), "n0"],
  ["a rate queue", line(code("return [[msg, msg]];"), rate(long, false)), "n1"],
  ["a worker", line(worker(long)), "n0"],
  ["a legacy node", line(legacy(long)), "n0"],
  ["a trigger", line(trigger(long)), "n0"],
  ["a function that says done later", line(code(`setTimeout(() => { node.send(msg); node.done(); }, ${long});`)), "n0"],
  ["a command", line(sleep(long / 1000)), "n0"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Node-RED's own way to name a variable
  ["a request in flight", line(request("${SETTLE_SLOW}")), "n0"],
  ["a link call", linkCall(delay(long)), "call"],
  ["what a link call has called", linkCall(delay(long)), "inside0"],
  ["the inside of a subflow", subflow(delay(long)), "inside"],
];

export const redeploys: Redeploy[] = [
  ...holding.map(([name, parts, changed]): Redeploy => ({ name, parts, changed, first: "lost", effects: 1 })),
  ...holding
    .filter(([, parts, removed]) => Object.keys(parts)[0] === removed)
    .map(
      ([name, parts, removed]): Redeploy => ({ name: `${name} for good`, parts, removed, first: "lost", effects: 0 }),
    ),
  { name: "a batch", parts: line(batch(2)), changed: "n0", first: "lost", effects: 0, heldAgain: true },
  { name: "a join", parts: line(join(2)), changed: "n0", first: "lost", effects: 0, heldAgain: true },
  { name: "a node that the message has passed", parts: line(change), changed: "n0", first: "lost", effects: 1 },
  ...[worker, legacy].map(
    (holds): Redeploy => ({
      name: `the node behind a ${holds.name} that holds the message`,
      parts: line(holds(before + closing / 2), change),
      changed: "n1",
      first: "lost",
      effects: 1,
    }),
  ),
  {
    name: "the node in front, while the message is beyond",
    parts: line(change, delay(long)),
    changed: "n0",
    first: "lost",
    effects: 1,
  },
  { name: "another flow", parts: line(delay(4 * long)), first: "settled", effects: 1 },
  {
    name: "the next node, before the task starts",
    parts: line(change),
    changed: "n0",
    during: true,
    first: "settled",
    effects: 1,
  },
];

/** What makes the deploy take its time. */
export const slowToClose: Parts = line({ type: "settle-slow-close", ms: [closing] });
