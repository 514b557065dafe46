import { availableParallelism } from "node:os";
import type { Piscina } from "piscina";

/**
 * One pool of worker threads a process for work that would hold up the event loop: maps, letters. It starts with the
 * first piece of work and ends when its last user has let go of it, so that no thread outlives a redeploy.
 */
let users = 0;
let pool: Promise<Piscina> | undefined;
const warm = new Set<string>();

async function start(): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  return new Piscina({
    minThreads: 1,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 30_000,
    maxQueue: 10_000,
  });
}

/** Takes part in the pool; call the answer once when the pool is no longer needed. */
export function usePool(): () => Promise<void> {
  users += 1;
  let released = false;
  return async () => {
    if (released) return;
    released = true;
    users -= 1;
    if (users > 0 || pool === undefined) return;
    const ending = pool;
    pool = undefined;
    warm.clear();
    await (await ending).destroy();
  };
}

/**
 * Calls the function exported as `name` by `module` with `input` in a worker thread.
 * Input and answer must survive structured cloning. An error loses its class and data on the way: a worker answers a
 * fault as plain data.
 */
export async function runInPool<Answer>(module: URL, name: string, input: unknown): Promise<Answer> {
  pool ??= start();
  return (await pool).run(input, { filename: module.href, name }) as Promise<Answer>;
}

/**
 * Does a piece of work once for as long as the pool lives, so that the first recipient does not wait for libraries,
 * fonts and areas to load. Whatever goes wrong shows itself when it is done in earnest.
 */
export function warmUp(what: string, work: () => Promise<unknown>): void {
  if (warm.has(what)) return;
  warm.add(what);
  work().catch(() => {});
}
