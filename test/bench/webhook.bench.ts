import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mintSecret } from "../../src/webhook/index.ts";
import { type Figure, median, type Result } from "./figures.ts";
import { cases } from "./webhook/calls.ts";
import { countKept } from "./webhook/cases.ts";
import { type Contender, start, startAll } from "./webhook/contenders.ts";
import type { Order, Round } from "./webhook/load.ts";
import { cpuOf } from "./webhook/process-time.ts";

const rounds = 3;
const milliseconds = 2_500;
const warmUp = 1_500;
/** Requests a second that are made ready: what no contender reaches, or the round would end early. */
const mostPerSecond = { a: 100_000, b: 80_000, c: 40_000, d: 60_000, e: 40_000, f: 60_000 };

interface Measured extends Round {
  /** CPU time in microseconds a request, until all that it brought with it was done. */
  cpuToTheEnd: number;
}

/** Orders rounds from the load process, and counts what was accepted. */
class Course {
  private readonly load: ChildProcess;
  private next = new Map<string, number>();

  constructor(load: ChildProcess) {
    this.load = load;
  }

  accepted(letter: Contender["letter"]): number {
    return this.next.get(letter) ?? 0;
  }

  async run(contender: Contender, connections: number, time: number): Promise<Measured> {
    const { letter, url, secret, pid } = contender;
    const first = this.accepted(letter);
    const wanted = Math.ceil((mostPerSecond[letter] * time) / 1000);
    const most = letter === "e" ? Math.min(wanted, cases - first) : wanted;
    const order: Order = { url, secret, pid, connections, milliseconds: time, first, most };
    this.load.send(order);
    const [word] = (await once(this.load, "message")) as [{ round: Round } | { failed: string }];
    if ("failed" in word) throw new Error(`${contender.name}: ${word.failed}`);
    const { round } = word;
    assert.deepEqual(round.wrong, {}, `${contender.name}: every call must be answered 202`);
    assert.ok(round.used < most, `${contender.name}: ${most} calls were not enough for ${time} ms`);
    this.next.set(letter, first + round.used);
    await contender.idle();
    return { ...round, cpuToTheEnd: (cpuOf(pid) - round.cpuBefore) / round.used };
  }
}

const middle = (runs: Measured[], of: (run: Measured) => number) => median(runs.map(of));
const rate = (runs: Measured[]) => middle(runs, ({ requests, seconds }) => requests / seconds);
const cpu = (runs: Measured[]) => middle(runs, (run) => (run.cpuAfter - run.cpuBefore) / run.requests);

function figure(name: string, runs: Measured[]): Figure {
  return {
    name,
    values: {
      "requests/s": rate(runs),
      "p50 ms": middle(runs, ({ p50 }) => p50),
      "p99 ms": middle(runs, ({ p99 }) => p99),
      "CPU µs/request": cpu(runs),
      "… until all is done": middle(runs, ({ cpuToTheEnd }) => cpuToTheEnd),
    },
  };
}

/** How the inbound webhook compares, by number of connections. */
function claimsOf(
  connections: number,
  of: (letter: Contender["letter"]) => Measured[],
  least: { a: number; c: number },
) {
  const atLeast = (claim: string, measured: number, aim: number) => ({
    claim: `${claim}, ${connections} connections`,
    measured,
    aim: `≥ ${aim}`,
    met: measured >= aim,
  });
  const atMost = (claim: string, measured: number, aim: number) => ({
    ...atLeast(claim, measured, aim),
    aim: `≤ ${aim}`,
    met: measured <= aim,
  });
  const [a, c, e, f] = [of("a"), of("c"), of("e"), of("f")];
  return [
    atLeast("e / a, requests/s", rate(e) / rate(a), least.a),
    atLeast("e / c, requests/s", rate(e) / rate(c), least.c),
    atMost("e / c, CPU a request", cpu(e) / cpu(c), 0.4),
    atMost("e / c, p99", middle(e, ({ p99 }) => p99) / middle(c, ({ p99 }) => p99), 0.5),
    // What an aim is worth on this machine: whoever keeps one row a call, and nothing else, is asked for the same.
    ...(["a", "c"] as const).map((letter) => ({
      claim: `the least: f / ${letter}, requests/s, ${connections} connections`,
      measured: rate(f) / rate(of(letter)),
      aim: `≥ ${least[letter]} is asked of e`,
      met: rate(f) / rate(of(letter)) >= least[letter],
    })),
  ];
}

/**
 * The inbound webhook against what one would build without it. All run at the same time, each in a process of its own,
 * and take turns, so that a busy neighbour meets them alike.
 */
export async function run(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const secret = mintSecret();
  const contenders: Contender[] = [];
  const { child: load } = await start("./load.ts");
  const figures: Figure[] = [];
  const claims: Result["claims"] = [];
  try {
    contenders.push(...(await startAll(secret, folder, cases)));
    const course = new Course(load);
    for (const [connections, least] of [
      [32, { a: 0.45, c: 2.5 }],
      [256, { a: 0.7, c: 3 }],
    ] as const) {
      for (const contender of contenders) await course.run(contender, connections, warmUp);
      const runs = new Map(contenders.map(({ letter }): [string, Measured[]] => [letter, []]));
      for (let round = 0; round < rounds; round += 1)
        for (const contender of contenders)
          runs.get(contender.letter)?.push(await course.run(contender, connections, milliseconds));
      const of = (letter: string) => runs.get(letter) ?? [];
      for (const { letter, name } of contenders)
        figures.push(figure(`${connections} connections  (${letter}) ${name}`, of(letter)));
      claims.push(...claimsOf(connections, of, least));
    }
    const kept = countKept(join(folder, "store.sqlite"));
    assert.equal(kept.events, course.accepted("e"), "every call that was answered 202 is on disk");
  } finally {
    load.disconnect();
    for (const contender of contenders) await contender.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const title = `webhook: median of ${rounds} rounds of ${milliseconds / 1000} s, taking turns`;
  return { subject: title, figures, claims };
}
