import type { Statements, Value } from "../operations/index.ts";
import type { Answer, Asked } from "./ask-many.ts";
import { isAborted } from "./trouble.ts";

/**
 * Calls of one transaction side by side. Whenever every one of them waits for an answer, those that ask the same are
 * answered by one statement, so that a transaction of many calls takes as few round trips as one of a few.
 *
 * What PostgreSQL does for transactions that meet is done here for the calls of one: a row that one call has locked is
 * waited for until that call has ended. Where calls wait for each other, each is to be made by itself.
 */

/** A call; `alone`: no other with this word is under way at the same time. */
export interface Part {
  alone?: string;
  perform(statements: Statements): Promise<unknown>;
}

/** Asks what all of them ask with one text; answers in their order. */
type AskMany = (asked: readonly Asked[]) => Promise<Answer[]>;

/** Each of some calls has a row that another waits for. */
export class Tangle extends Error {
  constructor() {
    super("calls of one transaction wait for each other");
    this.name = "Tangle";
  }
}

interface Player {
  /** Answers that it waits for. */
  open: number;
  /** Rows that are its own until it has ended. */
  holds: string[];
}

interface Question extends Asked {
  player: Player;
  lock: boolean;
  resolve(answer: Answer): void;
}

/** For all processes the same, so that no two transactions wait for each other's rows. */
const inOneOrder = (a: Question, b: Question) => (JSON.stringify(a.values) < JSON.stringify(b.values) ? -1 : 1);

/** Which rows a select of locks has found, by its table. */
function keysOf({ sql, lock }: Question, { rows }: Answer): string[] {
  if (!lock) return [];
  const table = /\bfrom (\w+)/.exec(sql)?.[1] ?? sql;
  return rows.map((row) => `${table} ${JSON.stringify(row)}`);
}

class Rounds {
  /** Resolves when all have ended; rejects with what one of them threw, when nothing is being asked any more. */
  readonly ended: Promise<void>;
  private readonly askMany: AskMany;
  private readonly held = new Map<string, Player>();
  private asked: Question[] = [];
  private parked: { player: Player; keys: string[]; go(): void }[] = [];
  /** Calls that do not wait for an answer. */
  private thinking = 0;
  private answering = 0;
  private left = 0;
  private failure: { error: unknown } | undefined;
  private settle: { resolve(): void; reject(error: unknown): void };

  constructor(askMany: AskMany) {
    this.askMany = askMany;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ended = promise;
    this.settle = { resolve, reject };
  }

  play(parts: readonly Part[], told: (index: number, answer: unknown) => void): void {
    this.left = parts.length;
    this.together(() => {
      parts.forEach(({ alone, perform }, index) => {
        const player: Player = { open: 0, holds: [] };
        const start = () => {
          this.thinking += 1;
          perform(this.statementsOf(player)).then(
            (answer) => {
              told(index, answer);
              this.end(player);
            },
            (error: unknown) => this.fail(error),
          );
        };
        this.take(player, alone === undefined ? [] : [alone], start);
      });
    });
  }

  /** Nobody is answered before the work is done: who goes on first waits for those who go on after. */
  private together(work: () => void): void {
    this.thinking += 1;
    work();
    this.thinking -= 1;
    this.next();
  }

  /** Gives the player all of these rows, at once or when those who have them have ended. */
  private take(player: Player, keys: string[], go: () => void): void {
    if (keys.some((key) => (this.held.get(key) ?? player) !== player)) {
      this.parked.push({ player, keys, go });
      return;
    }
    for (const key of keys) this.held.set(key, player);
    player.holds.push(...keys);
    go();
  }

  private end(player: Player): void {
    this.together(() => {
      this.left -= 1;
      this.thinking -= 1;
      for (const key of player.holds) this.held.delete(key);
      const { parked } = this;
      this.parked = [];
      for (const { player: next, keys, go } of parked) this.take(next, keys, go);
    });
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.next();
  }

  private next(): void {
    if (this.answering > 0 || (this.thinking > 0 && this.failure === undefined)) return;
    if (this.failure !== undefined) this.settle.reject(this.failure.error);
    else if (this.left === 0) this.settle.resolve();
    else if (this.asked.length > 0) void this.answer();
    else this.fail(new Tangle());
  }

  private async answer(): Promise<void> {
    const questions = this.asked;
    this.asked = [];
    this.answering += 1;
    const found: [Question, Answer][] = [];
    const groups = [...Map.groupBy(questions, ({ sql }) => sql).values()];
    for (const same of groups) if (same[0]?.lock) same.sort(inOneOrder);
    // One after the other for the server, which is not waited for in between.
    const answers = await Promise.allSettled(groups.map((same) => this.askMany(same)));
    const errors = answers.flatMap((told) => (told.status === "rejected" ? [told.reason as unknown] : []));
    // What comes behind an error of the server is turned away by it.
    if (errors.length > 0) this.failure ??= { error: errors.find((error) => !isAborted(error)) ?? errors[0] };
    for (const [index, told] of answers.entries())
      if (told.status === "fulfilled")
        for (const [place, answer] of told.value.entries()) found.push([groups[index]![place]!, answer]);
    this.answering -= 1;
    if (this.failure !== undefined) return this.next();
    this.together(() => {
      for (const [question, answer] of found)
        this.take(question.player, keysOf(question, answer), () => this.goOn(question, answer));
    });
  }

  private goOn({ player, resolve }: Question, answer: Answer): void {
    player.open -= 1;
    if (player.open === 0) this.thinking += 1;
    resolve(answer);
  }

  private question(player: Player, sql: string, values: Value[], lock = false): Promise<Answer> {
    return new Promise((resolve) => {
      this.asked.push({ player, sql, values, lock, resolve });
      if (player.open === 0) this.thinking -= 1;
      player.open += 1;
      this.next();
    });
  }

  private statementsOf(player: Player): Statements {
    return {
      one: async (sql, ...values) => (await this.question(player, sql, values)).rows[0],
      all: async (sql, ...values) => (await this.question(player, sql, values)).rows,
      run: async (sql, ...values) => (await this.question(player, sql, values)).count,
      insert: async (sql, ...values) =>
        Number((await this.question(player, `${sql} returning seq`, values)).rows[0]?.seq),
      lock: async (sql, ...values) => void (await this.question(player, `${sql} for update`, values, true)),
      still: async (table) => void (await this.question(player, `lock table ${table} in share row exclusive mode`, [])),
      unlocked: "for update skip locked",
    };
  }
}

/** Performs the parts, and answers in their order; what one of them throws is thrown, and the others are left where they are. */
export async function performInRounds(askMany: AskMany, parts: readonly Part[]): Promise<unknown[]> {
  const answers: unknown[] = new Array(parts.length).fill(undefined);
  if (parts.length === 0) return answers;
  const rounds = new Rounds(askMany);
  rounds.play(parts, (index, answer) => {
    answers[index] = answer;
  });
  await rounds.ended;
  return answers;
}
