import type { Profiler } from "node:inspector";
import { Session } from "node:inspector";

/** CPU profiles of this process while something runs: of its main thread, and of the worker threads that are there. */
export interface Profiles {
  main: Profiler.Profile;
  workers: Profiler.Profile[];
}

type Post = (method: string, params?: object) => Promise<unknown>;

const microseconds = 500;

export async function profileWhile(work: () => Promise<void>): Promise<Profiles> {
  const session = new Session();
  session.connect();
  const post: Post = (method, params = {}) =>
    new Promise((resolve, reject) => {
      session.post(method, params, (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
  const workers = await workersOf(session, post);
  const threads = [post, ...workers];
  for (const thread of threads) {
    await thread("Profiler.enable");
    await thread("Profiler.setSamplingInterval", { interval: microseconds });
    await thread("Profiler.start");
  }
  await work();
  const profiles: Profiler.Profile[] = [];
  for (const thread of threads) {
    const { profile } = (await thread("Profiler.stop")) as { profile: Profiler.Profile };
    profiles.push(profile);
  }
  await post("NodeWorker.disable");
  session.disconnect();
  const [main, ...others] = profiles as [Profiler.Profile, ...Profiler.Profile[]];
  return { main, workers: others };
}

/** The inspectors of the worker threads, reached through that of the main thread. */
async function workersOf(session: Session, post: Post): Promise<Post[]> {
  const waiting = new Map<string, (answer: unknown) => void>();
  const ids: string[] = [];
  let last = 0;
  session.on("NodeWorker.attachedToWorker", ({ params }) => ids.push(params.sessionId));
  session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
    const { id, result } = JSON.parse(params.message) as { id?: number; result?: unknown };
    waiting.get(`${params.sessionId} ${id}`)?.(result);
  });
  await post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  return ids.map((sessionId) => (method, params = {}) => {
    last += 1;
    const id = last;
    const answered = new Promise<unknown>((resolve) => {
      waiting.set(`${sessionId} ${id}`, resolve);
    });
    const message = JSON.stringify({ id, method, params });
    return post("NodeWorker.sendMessageToWorker", { sessionId, message }).then(() => answered);
  });
}
