/** Calls that may wait for the disk before further ones are turned away: a queue without bound would lose its promise. */
export const mostWaiting = 20_000;
