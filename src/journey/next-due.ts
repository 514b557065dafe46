import type { Store } from "../store/index.ts";
import type { NodeWork } from "./work.ts";

/** When the next task of nodes falls due: one that is played, or a wait's instant. */
export async function nextDueOf(
  store: Store,
  nodes: ReadonlyMap<string, NodeWork>,
): Promise<{ played?: number; wait?: number }> {
  const of = (is: (work: NodeWork) => boolean) => [...nodes].filter(([, work]) => is(work)).map(([node]) => node);
  const senders = of(({ performer }) => performer !== undefined);
  const waits = of(({ wait }) => wait !== undefined);
  const [event, send, wait] = await Promise.all([
    store.nextDue([...nodes.keys()], "event"),
    store.nextDue(senders, "send"),
    store.nextDue(waits, "wait"),
  ]);
  const played = event === undefined ? send : Math.min(event, send ?? event);
  return { ...(played !== undefined && { played }), ...(wait !== undefined && { wait }) };
}
