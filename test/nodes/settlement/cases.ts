import {
  batch,
  change,
  code,
  decisionSwitch,
  delay,
  filming,
  join,
  joinAgain,
  legacy,
  line,
  linkCall,
  type Parts,
  pass,
  rate,
  request,
  sleep,
  split,
  subflow,
  template,
  trigger,
  worker,
} from "./flow.ts";

/** Milliseconds of the tests; in earnest they are 5 s and 15 min. */
export const patience = { quiet: 400, longest: 5_000 };
/** Within the quiet time, beyond it, and so far beyond it that even a busy machine has ended the task before. */
const short = 150;
const long = 900;
const far = 3_000;

export interface Case {
  name: string;
  parts: Parts;
  effects: number;
  /** Milliseconds at which its tasks start; one, at once, where absent. */
  tasks?: number[];
  /**
   * `quiet`: settled a quiet time after the last effect. `longest`: something holds it, and the maximum ends it.
   * `beyond`: settled a quiet time after the last effect, which comes after the maximum.
   * `early`: settled before the last effect, a limit that docs/known-limits.md names. `unwatched`: whenever, for the
   * message shows no sign of the task; its effect comes all the same.
   */
  ends: "quiet" | "longest" | "beyond" | "early" | "unwatched";
  /** The messages of its tasks become one: what comes of it counts for each. */
  together?: boolean;
}

const later = (ms: number, then: string) => `setTimeout(() => { ${then} }, ${ms}); return null;`;

export const cases: Case[] = [
  { name: "a chain", parts: line(code("return msg;"), change, pass("hello"), template), effects: 1, ends: "quiet" },
  { name: "a switch that drops", parts: line(pass("other")), effects: 0, ends: "quiet" },
  { name: "a legacy node", parts: line(legacy(0)), effects: 1, ends: "quiet" },
  { name: "a legacy node that sends within the quiet time", parts: line(legacy(short)), effects: 1, ends: "quiet" },
  { name: "a legacy node that sends after it", parts: line(legacy(far)), effects: 1, ends: "early" },
  {
    name: "a legacy node that lets nothing else happen for longer than the quiet time",
    parts: line({ type: "settle-blocking", ms: [patience.quiet + short] }, legacy(0)),
    // When the others have nothing left that must be early.
    tasks: [2 * long],
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a node of ours that is at work for longer than the maximum",
    parts: line(filming(patience.longest + short)),
    effects: 1,
    ends: "beyond",
  },
  { name: "a subflow", parts: subflow(delay(long)), effects: 1, ends: "quiet" },
  { name: "a function that throws", parts: line(code("throw new Error('on purpose')")), effects: 0, ends: "quiet" },
  { name: "a handler that throws", parts: line({ type: "settle-throws" }), effects: 0, ends: "longest" },
  {
    name: "three wires",
    parts: {
      fork: { ...change, to: [["a", "b", "c"]] },
      a: { ...worker(short), to: [["effect"]] },
      b: { ...worker(2 * short), to: [["effect"]] },
      c: worker(long),
    },
    effects: 3,
    ends: "quiet",
  },
  {
    name: "a decision switch that takes all matches",
    parts: {
      choose: { ...decisionSwitch(false, "he", "no", "hello"), to: [["a", "b"], ["effect"], ["c"], ["effect"]] },
      a: { ...worker(short), to: [["effect"]] },
      b: { ...delay(2 * short), to: [["effect"]] },
      c: worker(long),
    },
    tasks: [0, short],
    effects: 6,
    ends: "quiet",
  },
  {
    name: "a decision switch that finds no match",
    parts: { choose: { ...decisionSwitch(false, "no"), to: [["effect"], ["late"]] }, late: worker(long) },
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a strict decision switch that finds no match",
    parts: { choose: { ...decisionSwitch(true, "no"), to: [["effect"], ["effect"]] } },
    effects: 0,
    ends: "quiet",
  },
  { name: "a function that returns null", parts: line(code("return null;")), effects: 0, ends: "quiet" },
  {
    name: "a function that returns a new object",
    parts: line(code("return { payload: 1 };"), delay(long)),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a function that sends later and says done",
    parts: line(code(later(long, "node.send(msg); node.done();"))),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a function that sends within the quiet time and never says done",
    parts: line(code(later(short, "node.send(msg);"))),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a function that sends after it and never says done",
    parts: line(code(later(far, "node.send(msg);"))),
    effects: 1,
    ends: "early",
  },
  {
    name: "clones",
    parts: line(code("node.send(msg); node.send(msg); return RED.util.cloneMessage(msg);"), worker(short, long, short)),
    effects: 3,
    ends: "quiet",
  },
  {
    name: "the same object twice, the second time later",
    parts: line({ type: "settle-twice" }, worker(short, long)),
    effects: 2,
    ends: "quiet",
  },
  { name: "interleaved tasks", parts: line(worker(long, short)), tasks: [0, 0], effects: 2, ends: "quiet" },
  { name: "a delay", parts: line(delay(long)), effects: 1, ends: "quiet" },
  {
    name: "a rate queue",
    parts: line(code("return [[msg, msg, msg]];"), rate(500, false)),
    effects: 3,
    ends: "quiet",
  },
  {
    name: "a rate limit that drops",
    parts: line(code("return [[msg, msg, msg]];"), rate(500, true)),
    effects: 1,
    ends: "quiet",
  },
  { name: "a batch", parts: line(batch(2)), tasks: [0, long], effects: 2, ends: "quiet", together: true },
  { name: "a batch that is never full", parts: line(batch(2)), effects: 0, ends: "longest" },
  {
    name: "link out and in",
    parts: {
      out: { type: "link out", mode: "link", links: ["@in"], to: [["in"]] },
      in: { type: "link in", links: ["@out"] },
      next: delay(long),
    },
    effects: 1,
    ends: "quiet",
  },
  { name: "a link call", parts: linkCall(delay(long)), effects: 1, ends: "quiet" },
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: Node-RED's own way to name a variable
  { name: "a slow request", parts: line(request("${SETTLE_SLOW}")), effects: 1, ends: "quiet" },
  { name: "a request that is refused", parts: line(request("http://127.0.0.1:1/")), effects: 1, ends: "quiet" },
  {
    name: "a file",
    parts: line({ type: "file", filename: "${SETTLE_FILE}", filenameType: "str", overwriteFile: "true" }, delay(long)),
    effects: 1,
    ends: "quiet",
  },
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
  { name: "a command", parts: line(sleep(long / 1000)), effects: 1, ends: "quiet" },
  {
    name: "a debug node",
    parts: { debug: { type: "debug", active: true, tosidebar: true, complete: "payload", targetType: "msg", to: [] } },
    effects: 0,
    ends: "quiet",
  },
  {
    name: "split",
    parts: line(code("msg.payload = [1, 2, 3]; return msg;"), split, worker(long)),
    effects: 3,
    ends: "quiet",
  },
  {
    name: "split and join",
    parts: line(code("msg.payload = [1, 2, 3]; return msg;"), split, joinAgain, delay(long)),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a function that overwrites _msgid",
    parts: line(code("msg._msgid = 'other'; return msg;"), delay(long)),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a function that takes every mark off the message",
    parts: line(code("msg._msgid = 'another'; delete msg.journey; return msg;"), delay(long)),
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a message of somebody else that cannot be read",
    parts: line({ type: "settle-unreadable" }, code("return { payload: 1 };")),
    effects: 1,
    ends: "unwatched",
  },
  { name: "a disabled target", parts: line({ ...delay(long), d: true }), effects: 0, ends: "quiet" },
  { name: "a missing target", parts: { n0: { ...change, to: [["nowhere"]] } }, effects: 0, ends: "quiet" },
  { name: "a join of two tasks", parts: line(join(2)), tasks: [0, long], effects: 1, ends: "quiet", together: true },
  {
    name: "a join of two tasks with slow work behind it",
    parts: line(join(2), delay(far)),
    tasks: [0, short],
    effects: 1,
    ends: "early",
    together: true,
  },
  { name: "a join that is never full", parts: line(join(2)), effects: 0, ends: "longest" },
  { name: "a trigger within the quiet time", parts: line(trigger(short)), effects: 1, ends: "quiet" },
  { name: "a trigger after it", parts: line(trigger(far)), effects: 1, ends: "early" },
  {
    name: "an error that is caught",
    parts: {
      fails: { ...code("node.error('on purpose', msg);"), to: [] },
      catch: { type: "catch", scope: ["@fails"] },
      next: delay(long),
    },
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a complete node",
    parts: {
      work: { ...code("return msg;"), to: [] },
      complete: { type: "complete", scope: ["@work"] },
      next: delay(long),
    },
    effects: 1,
    ends: "quiet",
  },
  {
    name: "a status node",
    parts: {
      work: { ...code("node.status({ text: 'x' });"), to: [] },
      status: { type: "status", scope: ["@work"] },
      next: change,
    },
    effects: 1,
    ends: "unwatched",
  },
  {
    name: "a status node with slow work behind it",
    parts: {
      work: { ...code("node.status({ text: 'x' });"), to: [] },
      status: { type: "status", scope: ["@work"] },
      next: delay(far),
    },
    effects: 1,
    ends: "early",
  },
  { name: "a handler that forgets done", parts: line({ type: "settle-forgetful" }), effects: 1, ends: "longest" },
  {
    name: "a loop without end",
    parts: { again: { ...code(later(50, "node.send(msg); node.done();")), to: [["again"]] } },
    effects: 0,
    ends: "longest",
  },
];
