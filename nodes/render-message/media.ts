import { type Asset, Fault, type Problem } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { Variants } from "../../src/message/index.ts";
import { type MediaOwner, mediaFile, readMedia } from "../shared/media-folder.ts";
import type { Occasion } from "./open-message.ts";

/** The pictures of the campaign's media folder that a message shows, as assets by their names; without those that cannot be shown. */
export async function keepMedia(
  names: readonly string[],
  { media, assets }: Pick<Occasion, "media" | "assets">,
): Promise<Map<string, Asset>> {
  const kept = new Map<string, Asset>();
  if (media === undefined) return kept;
  for (const name of names) {
    const file = await readMedia(media, name).catch((error: unknown) => {
      // The template says which of its places misses it.
      if (error instanceof Fault) return undefined;
      throw error;
    });
    if (file?.kind === "picture") kept.set(name, await assets.put(file.data, file.type));
  }
  return kept;
}

/** Files that a message cannot show, each with why. */
export async function missingMedia(names: readonly string[], owner: MediaOwner): Promise<Map<string, Fault>> {
  const missing = new Map<string, Fault>();
  for (const name of names)
    try {
      if ((await mediaFile(owner, name)).kind !== "picture") missing.set(name, new Fault("media.kind", { name }));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      missing.set(name, error);
    }
  return missing;
}

/** Files that cannot be shown, at the places of a text that ask for them. */
export function mediaProblems(
  name: string,
  { texts }: Variants,
  missing: ReadonlyMap<string, Fault>,
  language: string,
): Problem[] {
  const several = Object.keys(texts).length > 1;
  return Object.entries(texts).flatMap(([key, text]) =>
    [...missing].flatMap(([file, { key: code, data }]) => {
      const at = [`"${file}"`, `'${file}'`].map((quoted) => text.indexOf(quoted)).find((place) => place >= 0);
      if (at === undefined) return [];
      const before = text.slice(0, at).split("\n");
      const pointer = `${several ? `${name}.${key}` : name}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
      return [{ pointer, code, detail: sentence(code, data, language) }];
    }),
  );
}
