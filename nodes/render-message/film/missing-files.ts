import { Fault } from "../../../src/contract/index.ts";
import { type MediaOwner, mediaFile } from "../../shared/media-folder.ts";
import type { RenderMessageConfig } from "../config.ts";
import { mediaOf } from "../scenes.ts";

/** The files of a video that its campaign's media folder does not have, or nobody may use, each with why. */
export async function missingFiles(
  { channel, scenes, sound }: RenderMessageConfig,
  owner: MediaOwner,
): Promise<Map<string, Fault>> {
  const missing = new Map<string, Fault>();
  if (channel !== "video") return missing;
  const names = new Set([...scenes.flatMap(mediaOf).map(({ file }) => file), sound.trim()]);
  for (const name of names) {
    if (name === "") continue;
    try {
      await mediaFile(owner, name);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      missing.set(name, error);
    }
  }
  return missing;
}
