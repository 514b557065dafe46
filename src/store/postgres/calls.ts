import { setTimeout as pause } from "node:timers/promises";
import { Fault } from "../../contract/index.ts";
import { mostWaiting } from "../most-waiting.ts";
import { asks } from "../operations/index.ts";
import type { Connections } from "./connections.ts";
import { type Call, performAsking, performTogether } from "./transaction.ts";
import { faultOf, isRace, LostConnection, UnknownCommit } from "./trouble.ts";

/** The calls of one process: how they are brought into few transactions, and tried again where that is safe. */

export interface CallOptions {
  /** For people. */
  place: string;
  /** Transactions at the same time. */
  lanes: number;
  /** Numbers from 0 to below 1, for the jitter of retries. */
  chance: () => number;
  /** These calls were committed. */
  committed(calls: readonly Call[]): void;
}

export interface Calls {
  call(name: Call["name"], input: unknown[]): Promise<unknown>;
  /** Turns further calls away; resolves when those of before have their answers. */
  end(): Promise<void>;
}

interface Waiting extends Call {
  resolve(value: unknown): void;
  reject(fault: Fault): void;
  tries: number;
  /** When its first try found no connection. */
  lostAt?: number;
}

const mostInOneTransaction = 128;
/** Tries of a call that met another process's. */
const mostTries = 10;
/** Milliseconds for which a connection is sought: somebody is waiting, or else work that was done would have to be done again. */
const patience = { waited: 1_500, work: 8_000 };

/** Accepts lock a journey each; in one order for all, so that no two transactions wait for each other. */
function inOrder(calls: Waiting[]): Waiting[] {
  const key = ({ name, input }: Call) => (name === "accept" ? (input[0] as { caseKey: string }).caseKey : "");
  return calls.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export function callsOver(connections: Connections, options: CallOptions): Calls {
  const queue: Waiting[] = [];
  let waiting = 0;
  let working = 0;
  let planned = false;
  let ended: Fault | undefined;
  let idle: (() => void) | undefined;

  const jitter = (tries: number) => pause(20 + options.chance() * Math.min(1_000, 40 * 2 ** tries));

  async function again(calls: Waiting[], error: LostConnection): Promise<void> {
    const now = performance.now();
    const patient = calls.filter((call) => {
      call.lostAt ??= now;
      const waited = ended !== undefined || call.name === "accept" || asks.has(call.name);
      return now - call.lostAt < (waited ? patience.waited : patience.work);
    });
    for (const call of calls) if (!patient.includes(call)) call.reject(faultOf(error, options.place));
    if (patient.length === 0) return;
    for (const call of patient) call.tries += 1;
    await jitter(patient[0]?.tries ?? 0);
    await serve(patient);
  }

  async function serve(calls: Waiting[]): Promise<void> {
    const [only] = calls;
    if (only === undefined) return;
    try {
      const asking = asks.has(only.name);
      const answers = asking ? [await performAsking(connections, only)] : await performTogether(connections, calls);
      calls.forEach((call, index) => {
        call.resolve(answers[index]);
      });
      if (!asking) options.committed(calls);
    } catch (error) {
      if (error instanceof LostConnection) return again(calls, error);
      if (error instanceof UnknownCommit) {
        for (const call of calls) call.reject(faultOf(error, options.place));
        return;
      }
      // One of them failed, and takes back nothing of the others.
      if (calls.length > 1) {
        for (const call of calls) await serve([call]);
        return;
      }
      if (!isRace(error) || only.tries >= mostTries) return only.reject(faultOf(error, options.place));
      only.tries += 1;
      await jitter(only.tries);
      await serve([only]);
    }
  }

  function work(calls: Waiting[]): void {
    working += 1;
    void serve(calls).finally(() => {
      working -= 1;
      pump();
    });
  }

  /** Calls of one turn of the event loop, and those that came while all lanes were busy, travel together. */
  function pump(): void {
    planned = false;
    while (queue.length > 0 && working < options.lanes) {
      const share = Math.ceil(queue.length / (options.lanes - working));
      work(inOrder(queue.splice(0, Math.min(mostInOneTransaction, share))));
    }
    if (waiting === 0) idle?.();
  }

  function call(name: Call["name"], input: unknown[]): Promise<unknown> {
    if (ended !== undefined) return Promise.reject(ended);
    if (waiting >= mostWaiting) return Promise.reject(new Fault("store.behind", { waiting }));
    waiting += 1;
    const answered = new Promise<unknown>((resolve, reject) => {
      const one: Waiting = { name, input, resolve, reject, tries: 0 };
      if (asks.has(name)) void serve([one]);
      else queue.push(one);
      if (!planned) setImmediate(pump);
      planned = true;
    });
    return answered.finally(() => {
      waiting -= 1;
      if (waiting === 0) idle?.();
    });
  }

  return {
    call,
    async end() {
      ended = new Fault("store.closed");
      if (waiting === 0) return;
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
    },
  };
}
