/**
 * Ids by a whole cost, the cheapest first, in buckets of one cost each that are used again in a circle (Dial 1969): what
 * is pushed may cost at most `span` more than what was popped last. The same id may be in it more than once.
 */
export interface Queue {
  push(id: number, cost: number): void;
  /** Id of the cheapest entry, -1 when empty; its cost is in `cost`. */
  pop(): number;
  cost: number;
}

export function makeQueue(span: number): Queue {
  const mask = 2 ** Math.ceil(Math.log2(span + 1)) - 1;
  const first = new Int32Array(mask + 1).fill(-1);
  let ids = new Int32Array(4096);
  let after = new Int32Array(4096);
  /** Entries that were given back, linked; those from `fresh` on were never used. */
  let free = -1;
  let fresh = 0;
  let held = 0;
  let at = 0;
  const queue: Queue = {
    cost: 0,
    push(id, cost) {
      let entry = free;
      if (entry !== -1) free = after[entry]!;
      else {
        if (fresh === ids.length) [ids, after] = [doubled(ids), doubled(after)];
        entry = fresh++;
      }
      const bucket = cost & mask;
      ids[entry] = id;
      after[entry] = first[bucket]!;
      first[bucket] = entry;
      held += 1;
    },
    pop() {
      if (held === 0) return -1;
      while (first[at & mask] === -1) at += 1;
      const entry = first[at & mask]!;
      first[at & mask] = after[entry]!;
      after[entry] = free;
      free = entry;
      held -= 1;
      queue.cost = at;
      return ids[entry]!;
    },
  };
  return queue;
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
