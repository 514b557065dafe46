/**
 * Deliveries of one message object to one node: the same object may be sent there again before it is done. While it is
 * under way every node holds it; the event loop may stand still for longer than the quiet time before a message arrives.
 */
interface Hold {
  underWay: number;
  received: number;
}

/** What holds a task open: messages that are under way to a node, or at one that will say `done`. */
export class OpenDeliveries {
  readonly #open = new Map<object, Map<string, Hold>>();

  get any(): boolean {
    return this.#open.size > 0;
  }

  sent(msg: object, node: string): void {
    const hold = this.#holdOf(msg, node);
    hold.underWay += 1;
  }

  /** @param saysDone whether the node can say that it is done with it */
  received(msg: object, node: string, saysDone: boolean): void {
    const hold = this.#holdOf(msg, node);
    // Catch, complete and link nodes receive what was never under way.
    hold.underWay = Math.max(0, hold.underWay - 1);
    if (saysDone) hold.received += 1;
    this.#dropIfFree(msg, node, hold);
  }

  /** @returns whether the node had it */
  done(msg: object, node: string): boolean {
    const hold = this.#open.get(msg)?.get(node);
    if (hold === undefined || hold.received === 0) return false;
    hold.received -= 1;
    this.#dropIfFree(msg, node, hold);
    return true;
  }

  #holdOf(msg: object, node: string): Hold {
    const nodes = this.#open.get(msg) ?? new Map<string, Hold>();
    const hold = nodes.get(node) ?? { underWay: 0, received: 0 };
    this.#open.set(msg, nodes.set(node, hold));
    return hold;
  }
  #dropIfFree(msg: object, node: string, { underWay, received }: Hold): void {
    if (underWay + received > 0) return;
    const nodes = this.#open.get(msg);
    nodes?.delete(node);
    if (nodes?.size === 0) this.#open.delete(msg);
  }
}
