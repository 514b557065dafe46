/** Most bytes that bodies may hold in the whole process, from their first byte to their reply. */
export const mostHeld = 67_108_864;

let held = 0;

/** The bytes that one call holds. */
export interface Hold {
  /** Asks for more; false: the process holds too much already. */
  take(bytes: number): boolean;
  /** Gives all back; more than once does no harm. */
  release(): void;
}

/** Every endpoint draws on the same amount: memory is the process's, however many webhooks there are. */
export function hold(most = mostHeld): Hold {
  let mine = 0;
  return {
    take(bytes) {
      if (held + bytes > most) return false;
      held += bytes;
      mine += bytes;
      return true;
    },
    release() {
      held -= mine;
      mine = 0;
    },
  };
}
