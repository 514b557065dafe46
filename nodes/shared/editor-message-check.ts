/** Milliseconds after the last stroke of a key. */
const patience = 700;

export interface LiveCheck {
  /** Asks in a moment, when nothing more has changed. */
  changed(): void;
  /** Asks at once. */
  now(): void;
  close(): void;
}

/**
 * Asks again and again while somebody writes: once they pause, never twice at a time. What is answered is shown unless
 * something has changed meanwhile; then the newest is asked for.
 *
 * @param ask is given up by its signal when the form closes
 */
export function liveCheck<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  shown: (answer: Answer) => void,
  wait = patience,
): LiveCheck {
  const closing = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let outdated = false;
  async function run(): Promise<void> {
    clearTimeout(timer);
    if (asking) {
      outdated = true;
      return;
    }
    asking = true;
    outdated = false;
    const answer = await ask(closing.signal);
    asking = false;
    if (closing.signal.aborted) return;
    if (outdated) void run();
    else shown(answer);
  }
  return {
    changed() {
      if (closing.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(() => void run(), wait);
    },
    now: () => void run(),
    close() {
      clearTimeout(timer);
      closing.abort();
    },
  };
}
