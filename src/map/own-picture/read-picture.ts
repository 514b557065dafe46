import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Fault } from "../../contract/index.ts";

/** A picture of one's own: a logo, or what is shown where no map can be drawn. */
export interface OwnPicture {
  bytes: Uint8Array<ArrayBuffer>;
  type: "image/jpeg" | "image/png";
}

/** Megabytes of a picture that is sent to many people. */
const most = 5;

/** By the first bytes, not by the name: a web page that was saved as a picture is none. */
function typeOf(bytes: Uint8Array): OwnPicture["type"] | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  if (start === "89504e470d0a1a0a") return "image/png";
  return start.startsWith("ffd8ff") ? "image/jpeg" : undefined;
}

/** @throws Fault map.picture-missing, map.picture-size, map.picture-foreign */
export async function readPicture(path: string): Promise<OwnPicture> {
  const file = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Fault("map.picture-missing", { file });
  if (found.size > most * 1_000_000) throw new Fault("map.picture-size", { file, limit: most });
  const bytes = new Uint8Array(await readFile(path));
  const type = typeOf(bytes);
  if (type === undefined) throw new Fault("map.picture-foreign", { file });
  return { bytes, type };
}
