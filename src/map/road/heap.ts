/** Binary heap of ids by cost, the cheapest first; an id may be pushed again with a lower cost. */
interface Heap {
  push(id: number, cost: number): void;
  /** Id of the cheapest entry, -1 when empty; its cost is in `cost`. */
  pop(): number;
  cost: number;
}

export function makeHeap(capacity: number): Heap {
  let ids = new Int32Array(capacity + 1);
  let costs = new Float64Array(capacity + 1);
  let size = 0;
  const heap: Heap = {
    cost: 0,
    push(id, cost) {
      if (size + 1 >= ids.length) {
        [ids, costs] = [doubled(ids, new Int32Array(ids.length * 2)), doubled(costs, new Float64Array(ids.length * 2))];
      }
      let i = ++size;
      while (i > 1 && costs[i >> 1]! > cost) {
        ids[i] = ids[i >> 1]!;
        costs[i] = costs[i >> 1]!;
        i >>= 1;
      }
      ids[i] = id;
      costs[i] = cost;
    },
    pop() {
      if (size === 0) return -1;
      const top = ids[1]!;
      heap.cost = costs[1]!;
      const [id, cost] = [ids[size]!, costs[size]!];
      size -= 1;
      let i = 1;
      for (let child = 2; child <= size; child = i * 2) {
        if (child < size && costs[child + 1]! < costs[child]!) child += 1;
        if (costs[child]! >= cost) break;
        ids[i] = ids[child]!;
        costs[i] = costs[child]!;
        i = child;
      }
      ids[i] = id;
      costs[i] = cost;
      return top;
    },
  };
  return heap;
}

function doubled<Typed extends Int32Array | Float64Array>(from: Typed, to: Typed): Typed {
  to.set(from);
  return to;
}
