/** Looks again and again, as long as a page is in sight. */
export interface Looking {
  /** Looks now, and from then on. */
  start(): void;
  stop(): void;
}

/** When a page that is in sight looks again. All in milliseconds. */
export interface Pace {
  /** What Node-RED tells all editors when there may be something new. */
  told?: { topic: string; concerns(told: unknown): boolean };
  /** From the end of a look to the next, however often something is told. */
  least?: number;
  /** From the end of a look to the next where nothing is told; absent: none. */
  most?(): number;
}

/**
 * A browser tab that nobody sees asks nothing, and looks when it is seen again; so does one whose line to Node-RED was cut,
 * for it may not have been told.
 * @param look never rejects
 */
export function lookInSight({ told, least = 0, most }: Pace, look: () => Promise<unknown>): Looking {
  let inSight = false;
  let timer: number | undefined;
  /** Counts the looks; that which is under way, if one is, has this number. */
  let turn = 0;
  let underWay = false;
  let missed = false;
  let ended = 0;

  const begin = () => {
    window.clearTimeout(timer);
    turn += 1;
    const mine = turn;
    underWay = true;
    missed = false;
    void look().finally(() => {
      // Another has begun, or the page is out of sight.
      if (mine !== turn) return;
      underWay = false;
      ended = Date.now();
      if (missed) soon();
      else if (most !== undefined) after(most());
    });
  };
  const after = (pause: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => !document.hidden && begin(), pause);
  };
  const soon = () => {
    if (underWay) missed = true;
    else if (!document.hidden) after(Math.max(0, ended + least - Date.now()));
  };
  const seen = () => !document.hidden && soon();
  const hear = (_topic: string, word: unknown) => told?.concerns(word) && soon();

  return {
    start() {
      if (!inSight) {
        inSight = true;
        if (told !== undefined) RED.comms.subscribe(told.topic, hear);
        RED.comms.on("connect", soon);
        document.addEventListener("visibilitychange", seen);
      }
      begin();
    },
    stop() {
      if (!inSight) return;
      inSight = false;
      turn += 1;
      underWay = false;
      window.clearTimeout(timer);
      if (told !== undefined) RED.comms.unsubscribe(told.topic, hear);
      RED.comms.off("connect", soon);
      document.removeEventListener("visibilitychange", seen);
    },
  };
}
