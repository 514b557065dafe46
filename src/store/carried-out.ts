/** Takes one step after the other, each a transaction, until there are no more. */
export async function carriedOut(step: () => Promise<boolean>): Promise<void> {
  let more = true;
  while (more) more = await step();
}
