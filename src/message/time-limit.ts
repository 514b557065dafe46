import { Context, type Liquid } from "liquidjs";

/** Milliseconds that a rendering may compute, once it has taken the first few. */
const mostWork = 120;
const first = 25;
/** Milliseconds that it may take, however little of them was its own. */
const mostTime = 5_000;

/** Older versions of Node know the CPU time of all threads alone, which is never less. */
const used = () => (process.threadCpuUsage ?? process.cpuUsage)().user / 1000;

/**
 * Ends a rendering by what it computes. By the clock, a busy machine that lets it stand would end one that is sound.
 * The clock costs little and the CPU time much, so that this is asked only of those that take long.
 */
function workLimit(): Context["renderLimit"] {
  const began = performance.now();
  let due = began + first;
  let usedBefore: number | undefined;
  const check = (now: number) => {
    if (now <= due) return;
    const usedNow = used();
    usedBefore ??= usedNow;
    const left = mostWork - (usedNow - usedBefore);
    if (left <= 1 || now > began + mostTime) throw new Error("template render limit exceeded");
    due = now + left;
  };
  return { check, use: check } as unknown as Context["renderLimit"];
}

/** Where a rendering begins: its data, which all that it renders sees, and its time. */
export function newContext(liquid: Liquid, data: object): Context {
  const options = { sync: true, globals: data };
  return new Context(Object.create(null), liquid.options, options, { renderLimit: workLimit(), liquid } as never);
}
