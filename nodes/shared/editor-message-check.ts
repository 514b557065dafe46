/** Milliseconds after the last stroke of a key. */
const patience = 700;

export interface LiveCheck {
  /** Asks in a moment, when nothing more has changed. */
  changed(): void;
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
  /** Something has changed since it was asked; the moment to ask again came while the answer was awaited. */
  let outdated = false;
  let due = false;
  async function run(): Promise<void> {
    clearTimeout(timer);
    if (asking) {
      due = true;
      return;
    }
    [asking, outdated, due] = [true, false, false];
    const answer = await ask(closing.signal).finally(() => {
      asking = false;
    });
    if (closing.signal.aborted) return;
    if (due) void run();
    else if (!outdated) shown(answer);
  }
  return {
    changed() {
      if (closing.signal.aborted) return;
      outdated = asking;
      clearTimeout(timer);
      timer = setTimeout(() => void run(), wait);
    },
    close() {
      clearTimeout(timer);
      closing.abort();
    },
  };
}
