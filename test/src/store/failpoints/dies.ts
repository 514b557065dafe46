import { openSqliteStore, type Store } from "../../../../src/store/index.ts";
import { play, type Run } from "./campaign.ts";

/** A process that dies at one border of one step: `node dies.ts <folder> <way> <recovery> <breaks off> <border>`. */

const [folder = "", way, recovery, breaksOff, border] = process.argv.slice(2);

function failpoint(name: string): void {
  // Nothing is flushed, nobody is told: as the kernel ends a process that has no memory left.
  if (name === border) process.kill(process.pid, "SIGKILL");
}

const done = new Set<string>();
/** The last step that was begun, until it is done: a look meanwhile may or may not find what it leaves. */
let begun: Promise<unknown> = Promise.resolve();

/** The name of the step that a call of the store is; undefined: a look that finds nothing to do, or no step of interest. */
function stepOf(name: string, input: readonly unknown[]): string | undefined {
  const [first] = input as [{ kind?: string; task?: string }];
  if (name === "claim") return first.kind === "send" && done.has("enqueue") ? "claim" : undefined;
  if (name === "elapse") return done.has("hold") ? "elapse" : undefined;
  if (name === "finish") {
    if (first.task?.startsWith("send/")) return "finish of a send";
    return done.has("enqueue") ? "finish of an event" : undefined;
  }
  return ["accept", "hold", "enqueue", "answer", "resolve", "publish", "visited", "responded"].includes(name)
    ? name
    : undefined;
}

const found = (name: string, answer: unknown) =>
  name === "claim" ? (answer as unknown[]).length > 0 : name !== "elapse" || Number(answer) > 0;

function dying(store: Store): Store {
  return new Proxy(store, {
    get(target, key: keyof Store) {
      const method = target[key] as ((...input: unknown[]) => Promise<unknown>) | undefined;
      if (method === undefined) return undefined;
      return async (...input: unknown[]) => {
        if (["claim", "elapse", "finish"].includes(key)) await begun;
        const step = stepOf(key, input);
        if (step === undefined) return method.apply(target, input);
        failpoint(`before ${step}`);
        const ends = method.apply(target, input).then((answer) => {
          if (found(key, answer)) failpoint(`after ${step}`);
          done.add(step);
          return answer;
        });
        begun = ends.catch(() => {});
        return ends;
      };
    },
  });
}

const store = dying(await openSqliteStore(`${folder}/store.sqlite`));
await play({
  store,
  folder,
  way: way as Run["way"],
  recovery: recovery as Run["recovery"],
  breaksOff: breaksOff === "true",
  failpoint,
});
