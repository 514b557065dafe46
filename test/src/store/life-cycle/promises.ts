import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import type {
  AcceptRequest,
  AcceptResult,
  AttentionItem,
  EnrolResult,
  ReceiptState,
  Task,
} from "../../../../src/store/index.ts";
import { type Lineage, waitNodes } from "./flow.ts";

/** What the store promises, seen from outside: what it answered, what the carrier was given, what the tables hold. */
export type Promises = ReturnType<typeof promises>;

interface Token {
  endpoint: string;
  event: string;
  receipt: string;
  /** Its task was seen taken. */
  taken: boolean;
}

const rows = (beside: DatabaseSync, sql: string) => beside.prepare(sql).all();

export function promises() {
  const journeys = new Map<string, string>();
  const seen = new Set<string>();
  const tokens = new Map<string, Token>();
  const left = new Map<string, number>();
  const lines = new Map<string, number>();
  const recalled = new Set<string>();
  /** Journeys with a wait whose time was up. */
  const late = new Set<string>();
  const emissions = new Map<string, string>();
  const ends = new Map<string, Set<number>>();
  const effects = new Map<string, number>();
  const allowed = new Map<string, number>();
  const letters = new Map<string, Set<string>>();
  let replays = 0;

  const line = (kind: string) => lines.set(kind, (lines.get(kind) ?? 0) + 1);

  /** Recalled, or of a journey that was left before. */
  function over({ journey }: Task, { events, leaving }: Lineage): string | undefined {
    const word = events.find((event) => recalled.has(event));
    if (word !== undefined) return `${word} was recalled`;
    return left.has(journey.id) && !leaving ? "the journey was left" : undefined;
  }

  function allowedOnly(task: Task, lineage: Lineage, answer: string): void {
    const why = over(task, lineage);
    if (why !== undefined) assert.equal(answer, "over", `${task.id} sets something going, though ${why}`);
    else assert.notEqual(answer, "over", `${task.id} is over, though nothing that it comes of was recalled`);
  }

  return {
    enrolled(caseKey: string, answer: EnrolResult | undefined): void {
      if (answer?.state !== "enrolled") return;
      journeys.set(caseKey, answer.journey);
      line("journey.started");
    },

    answered(request: AcceptRequest, answer: AcceptResult, turn: number): void {
      const { caseKey, endpoint, eventId, mode } = request;
      const key = `${endpoint}/${eventId}`;
      const again = seen.has(key);
      const knew = journeys.has(caseKey);
      const { receipt } = answer;
      if (receipt === "unknown-case") {
        assert.ok(!again, `${key} was kept before, and is unknown now`);
        assert.ok(!knew || request.early === undefined, `${caseKey} is known`);
        return;
      }
      if (receipt === "forbidden") throw new Error("there are no tests here");
      if (receipt === "reused-id") {
        assert.ok(again, `${key} is new`);
        return;
      }
      if (receipt === "ended") {
        const over = left.has(answer.journey ?? "") || late.has(answer.journey ?? "");
        assert.ok(over, `${key} is told that ${caseKey} has ended, which it has not`);
        return;
      }
      if (mode === "start" && !knew && answer.journey !== undefined) {
        journeys.set(caseKey, answer.journey);
        line("journey.started");
      }
      if (answer.statusToken !== undefined && !again && receipt !== "duplicate")
        tokens.set(answer.statusToken, { endpoint, event: eventId, receipt, taken: false });
      if (again) {
        assert.ok(receipt === "duplicate" || receipt === "conflict", `${key} came again and is ${receipt}`);
        return;
      }
      seen.add(key);
      if (receipt === "duplicate") {
        assert.equal(answer.reason, "same-decision", `${key} is new`);
        assert.ok(!recalled.has(answer.firstEvent), `${key} repeats ${answer.firstEvent}, which was recalled`);
      }
      if (answer.journey !== undefined && answer.journey !== "") line(`event.${receipt}`);
      if (receipt === "accepted" && mode === "exit") {
        left.set(answer.journey, turn);
        line("journey.left");
      }
    },

    claimed(task: Task): void {
      const { wait, event } = task.message as { wait?: string; event?: { id: string } };
      if (task.kind !== "event" || wait === undefined || !waitNodes.includes(task.node) || task.output === 1) return;
      const outputs = ends.get(`${task.journey.id}/${wait}`) ?? new Set<number>();
      ends.set(`${task.journey.id}/${wait}`, outputs.add(task.output));
      // Only who may still decide after the deadline is heard by two outputs.
      const most = task.journey.caseKey === "D-0" ? 1 : 2;
      assert.ok(
        outputs.size <= most && !(outputs.has(3) && outputs.has(0)),
        `${wait} ended by ${[...outputs].join(", ")}`,
      );
      if (task.output !== 0 || event === undefined) return;
      const emission = `${wait} by ${event.id}`;
      const before = emissions.get(emission) ?? task.id;
      emissions.set(emission, before);
      assert.equal(task.id, before, `${emission} goes on twice`);
    },

    held(task: Task, lineage: Lineage, answer: string): void {
      allowedOnly(task, lineage, answer);
      if (answer === "waiting" || answer === "released") line("wait.started");
      if (answer === "released") line("event.accepted");
    },

    queued(task: Task, lineage: Lineage, answer: string): void {
      allowedOnly(task, lineage, answer);
      if (answer === "queued") line("send.queued");
    },

    /** A carrier is given a send, and may have sent it unless it says otherwise. */
    carried(task: Task, lineage: Lineage, claimedAt: number, ends: string): void {
      const since = left.get(task.journey.id);
      assert.ok(lineage.leaving || since === undefined || claimedAt <= since, `${task.id} is sent after the exit`);
      const word = lineage.events.find((event) => recalled.has(event));
      assert.equal(word, undefined, `${task.id} is sent, though ${word ?? ""} was recalled`);
      const count = effects.get(task.id) ?? 0;
      assert.ok(count < (allowed.get(task.id) ?? 1), `${task.id} may have been sent already, and is sent again`);
      if (ends === "not-sent" || ends === "again") return;
      effects.set(task.id, count + 1);
      if (!lineage.letter) return;
      for (const { at, says } of lineage.words) {
        const all = (letters.get(at) ?? new Set<string>()).add(says);
        letters.set(at, all);
        assert.equal(all.size, 1, `both letters go out at ${at}: ${[...all].join(", ")}`);
      }
    },

    /** What is taken before its recipient has arrived is heard when they do. */
    resolved({ id }: AttentionItem, choice: string, beside: DatabaseSync): void {
      line(`resolved.${choice}`);
      const waits = rows(beside, "select 'kept-' || seq as id from kept where reason = 'early'");
      if (choice === "take" && !waits.some((row) => row.id === id)) line("event.accepted");
      if (choice === "again") allowed.set(id, (effects.get(id) ?? 0) + 1);
    },
    replayed(): void {
      line("task.replayed");
      replays += 1;
    },
    personAnswered(): void {
      line("event.answered");
    },

    /** What holds at any time. */
    check(beside: DatabaseSync): void {
      for (const { data } of rows(beside, "select data from history where kind = 'event.recalled'"))
        recalled.add((JSON.parse(String(data)) as { event: string }).event);
      for (const { journey } of rows(
        beside,
        "select journey from task where kind = 'wait' and outcome like '%\"late\"%'",
      ))
        late.add(String(journey));
      const told = new Map(
        rows(beside, "select kind, count(*) as n from history group by kind").map(({ kind, n }) => [kind, n]),
      );
      for (const [kind, n] of lines) assert.equal(told.get(kind) ?? 0, n, `lines of the history that say ${kind}`);
      const takenBack = rows(
        beside,
        `select journey, message from task where kind in ('send', 'wait') and outcome like '%"recalled"%'`,
      );
      for (const { journey, message } of takenBack) {
        const { lineage } = JSON.parse(String(message)) as { lineage: Lineage };
        const wanted = !left.has(String(journey)) && !lineage.events.some((event) => recalled.has(event));
        assert.ok(!wanted, `taken back, though nothing that it comes of was: ${lineage.events.join(", ")}`);
      }
      const orphaned = rows(
        beside,
        `select e.id from event e where e.receipt in ('early', 'held') and e.task is null
         and not exists (select 1 from kept k where k.endpoint = e.endpoint and k.event = e.id)`,
      );
      assert.deepEqual(orphaned, [], "events that wait, and nothing keeps them");
      const unheard = rows(
        beside,
        `select k.event, t.id from kept k join journey j on j.campaign = k.campaign and j.case_key = k.case_key
           join task t on t.journey = j.id and t.kind = 'wait' and t.state = 'ready'
         where k.reason = 'early' and (t.node = 'wait' or k.node = 'webhook-1')`,
      );
      assert.deepEqual(unheard, [], "events that came early, and a wait that is open");
    },

    waiting(beside: DatabaseSync, node: string, told: { count: number }): void {
      const open = rows(beside, "select node from task where kind = 'wait' and state = 'ready'");
      assert.equal(told.count, open.filter((row) => row.node === node).length, `the counter of ${node}`);
    },

    async receipts(ask: (endpoint: string, token: string) => Promise<ReceiptState | undefined>): Promise<void> {
      const asked = [...tokens].map(async ([token, known]) => ({ known, state: await ask(known.endpoint, token) }));
      for (const { known, state } of await Promise.all(asked)) {
        assert.equal(state?.eventId, known.event, "a receipt that can be asked for");
        assert.ok(
          state.receipt === known.receipt || known.receipt !== "accepted",
          `the receipt of ${known.event}: ${known.receipt}, then ${state.receipt}`,
        );
        if (known.taken && replays === 0) assert.notEqual(state.state, "accepted", `${known.event} goes back`);
        known.taken ||= state.state !== "accepted" && state.state !== "waiting";
      }
    },

    /** What holds when all has come to its end. */
    ended(beside: DatabaseSync): void {
      const stuck = rows(beside, "select id, state from task where state in ('ready', 'leased') and due_at < 8e15");
      assert.deepEqual(stuck, [], "tasks that are stuck");
    },
  };
}
