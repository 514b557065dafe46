import type { Clock } from "../clock.ts";
import { Fault, fold, type Recipient } from "../contract/index.ts";
import type { Assets, Erased, EraseRequest, Store } from "../store/index.ts";
import { clearAssets } from "./clear-assets.ts";

type Means = Pick<Store, "erase" | "freeAssets" | "assetsFreed" | "clean">;

/** Milliseconds for which a send that is being handed over is waited for, and between two looks. */
const patience = { whole: 10_000, look: 250 };

/**
 * Erases a person: from the database, then their letters and maps, then what the disk still has of both.
 * @throws Fault `erase.nobody`, `erase.log-busy`; `erase.being-sent` when a carrier takes longer than ten seconds
 */
export async function erasePerson(
  store: Means,
  assets: Pick<Assets, "remove">,
  request: EraseRequest,
  clock: Clock,
): Promise<Erased> {
  const erased = await eraseWhenStill(store, request, clock);
  await finishErasing(store, assets);
  return erased;
}

/** What is to be done after somebody was removed from the database, and may be done again. @throws Fault `erase.log-busy` */
export async function finishErasing(
  store: Pick<Store, "freeAssets" | "assetsFreed" | "clean">,
  assets: Pick<Assets, "remove">,
): Promise<void> {
  await clearAssets(store, assets);
  await store.clean();
}

async function eraseWhenStill(store: Means, request: EraseRequest, clock: Clock): Promise<Erased> {
  const end = clock.now() + patience.whole;
  for (;;) {
    try {
      return await store.erase({ ...request, at: clock.now() });
    } catch (error) {
      const later = error instanceof Fault && error.key === "erase.being-sent" && clock.now() < end;
      if (!later) throw error;
      await new Promise<void>((resolve) => clock.after(patience.look, resolve));
    }
  }
}

/** A reason stays when the person is gone. @throws Fault `erase.why-names` where it names them */
export function checkWhy(why: string, { id, lastName, email, phone }: Recipient): void {
  const told = ` ${fold(why).replace(/[^\p{L}\p{N}@.+]+/gu, " ")} `;
  const names = [id, lastName, email, phone].flatMap((name) => (name === undefined ? [] : [fold(name)]));
  const found = names.some((name) => name.length > 1 && told.includes(` ${name.replace(/[^\p{L}\p{N}@.+]+/gu, " ")} `));
  if (found) throw new Fault("erase.why-names");
}
