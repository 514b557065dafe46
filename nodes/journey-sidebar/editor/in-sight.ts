/** Looks again and again, as long as a page is in sight. */
export interface Looking {
  /** Looks now, and from then on. */
  start(): void;
  stop(): void;
}

/**
 * @param pause milliseconds between the end of a look and the next; in a browser tab that nobody sees none is begun
 * @param look never rejects
 */
export function lookInSight(pause: number, look: () => Promise<unknown>): Looking {
  let timer: number | undefined;
  let inSight = false;
  const again = () => {
    window.clearTimeout(timer);
    if (!inSight) return;
    timer = window.setTimeout(() => {
      if (document.hidden) again();
      else void look().finally(again);
    }, pause);
  };
  return {
    start() {
      inSight = true;
      window.clearTimeout(timer);
      void look().finally(again);
    },
    stop() {
      inSight = false;
      window.clearTimeout(timer);
    },
  };
}
