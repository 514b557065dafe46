import { marksFor, type Row, type Statements } from "./statements.ts";

/**
 * What tasks grew from, by their numbers: of an event that follows a send, the send; of a send or a wait, the task whose
 * message it came with; of a decision, the wait. It is read upwards, from the few tasks that are asked about, so that no
 * index of children is written with every task.
 */

/** The parent of a task that a line begins with. `null` is that of which nobody knows. */
export const fromNothing = 0;
export type Parent = number | null;

export const parentOf = ({ parent }: Row): Parent => (parent == null ? null : Number(parent));

interface Ancestry {
  /** The task and all that it is known to have grown from. */
  tasks: Set<number>;
  /** The oldest of them, where nobody knows what that grew from: it may be anything of its journey that is older. */
  unclear?: number;
}

/** The ancestry of each task. */
async function ancestries({ all }: Statements, tasks: readonly number[]): Promise<Map<number, Ancestry>> {
  const found = new Map<number, Ancestry>();
  if (tasks.length === 0) return found;
  const rows = await all(
    `with recursive line (task, seq, parent) as (
       select seq, seq, parent from task where seq in (${marksFor(tasks)})
       union all select line.task, older.seq, older.parent from line join task older on older.seq = line.parent)
     select task, seq, parent from line`,
    ...tasks,
  );
  for (const row of rows) {
    const task = Number(row.task);
    const ancestry = found.get(task) ?? { tasks: new Set() };
    found.set(task, ancestry);
    ancestry.tasks.add(Number(row.seq));
    if (parentOf(row) === null) ancestry.unclear = Number(row.seq);
  }
  return found;
}

/** Those tasks that grew from one of `firsts`, or are one; where nobody knows, those that are younger. */
export async function descendants(
  statements: Statements,
  firsts: readonly number[],
  tasks: readonly number[],
): Promise<Set<number>> {
  const found = await ancestries(statements, tasks);
  const grew = ({ tasks: line, unclear }: Ancestry) =>
    firsts.some((first) => line.has(first) || (unclear !== undefined && unclear > first));
  return new Set([...found].filter(([, ancestry]) => grew(ancestry)).map(([task]) => task));
}

/** Whether a task is of a line that was recalled. */
export async function wasRecalled(statements: Statements, journey: string, task: number): Promise<boolean> {
  const lines = await statements.all(
    "select first, after from recalled where journey = ? and first <= ?",
    journey,
    task,
  );
  // Nearly always, and then nothing more is read.
  if (lines.length === 0) return false;
  const ancestry = (await ancestries(statements, [task])).get(task);
  if (ancestry === undefined) return false;
  const { tasks, unclear } = ancestry;
  return lines.some(({ first, after }) => {
    const guessed = unclear !== undefined && Number(first) <= unclear && unclear < Number(after);
    return guessed || tasks.has(Number(first));
  });
}
