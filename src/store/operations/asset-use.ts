import { hashesIn } from "./asset-hashes.ts";
import { marksFor, type Statements, text } from "./statements.ts";

/** Whose the letters and maps are: an asset of erased journeys alone is deleted. */

/** Notes which assets a message of a journey refers to, also one that comes to nothing: they are there all the same. */
export async function useAssets({ run }: Statements, journey: string, message: string): Promise<void> {
  for (const hash of hashesIn(message))
    await run(
      `insert into asset_use (journey, hash, gone)
       select id, ?, case when erased_at is null then 0 else 1 end from journey where id = ?
       on conflict (journey, hash) do nothing`,
      hash,
      journey,
    );
}

/** The journey needs its assets no more; answers how many were its own alone. */
export async function leaveAssets({ run }: Statements, journey: string): Promise<number> {
  // A picture that others use as well stays, and this journey is not to be told from it.
  await run(
    `delete from asset_use where journey = ? and exists
       (select 1 from asset_use as other where other.hash = asset_use.hash and other.journey <> asset_use.journey
        and other.gone = 0)`,
    journey,
  );
  return run("update asset_use set gone = 1 where journey = ?", journey);
}

export async function freeAssets({ all }: Statements, limit: number): Promise<string[]> {
  const rows = await all(
    `select distinct hash from asset_use where gone = 1 and not exists
       (select 1 from asset_use as other where other.hash = asset_use.hash and other.gone = 0) limit ?`,
    limit,
  );
  return rows.map(({ hash }) => text(hash));
}

export async function assetsFreed({ run }: Statements, hashes: string[]): Promise<void> {
  if (hashes.length === 0) return;
  await run(`delete from asset_use where gone = 1 and hash in (${marksFor(hashes)})`, ...hashes);
}

export async function assetsOf({ all }: Statements, journey: string): Promise<string[]> {
  const rows = await all("select hash from asset_use where journey = ? and gone = 0 order by hash", journey);
  return rows.map(({ hash }) => text(hash));
}
