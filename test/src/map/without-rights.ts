/** Does a piece of work as somebody who may not do everything: root, who may run the tests, cannot be kept out of a file. */
export async function withoutRights<Answer>(work: () => Answer): Promise<Awaited<Answer>> {
  if (process.geteuid?.() !== 0) return await work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
