/** Most bytes of what a visitor may send. Whoever reads a body takes one more at most: so it is told that there were too many. */
export const bodyLimit = 65_536;
