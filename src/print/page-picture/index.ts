import { runInPool, usePool } from "../../pool.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./picture-page.ts" : "./picture-page.js", import.meta.url);

/** As `picturePage`, in a worker thread. */
export async function letterPicture(pdf: Uint8Array, page: number): Promise<string | undefined> {
  const release = usePool();
  try {
    return await runInPool<string | undefined>(worker, "inWorker", { pdf, page });
  } finally {
    await release();
  }
}
