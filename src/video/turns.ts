/** At most so many at a time, in the order in which they came. */
export interface Turns {
  /** Answers when it is one's turn; call the answer once when it is over. @throws the reason of the signal */
  take(signal: AbortSignal): Promise<() => void>;
}

export function turnsOf(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return Promise.resolve(leave);
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          waiting.splice(waiting.indexOf(mine), 1);
          reject(signal.reason);
        };
        const mine = () => {
          signal.removeEventListener("abort", onAbort);
          resolve(leave);
        };
        waiting.push(mine);
        signal.addEventListener("abort", onAbort, { once: true });
      });
    },
  };
}
