import type { AnswerCache } from "./cache.ts";
import type { Provider } from "./provider.ts";

/** Seconds for which answers may be kept, by what was asked. */
export interface KeepFor {
  places: number;
  others: number;
}

/** A provider whose answers are kept for as long as its terms allow. */
export function keptProvider(provider: Provider, cache: AnswerCache, { places, others }: KeepFor): Provider {
  const { route, table, geocode, staticImage, tiles } = provider;
  return {
    ...provider,
    ...(route && { route: (...asked) => cache.answer(["route", ...asked], others, () => route(...asked)) }),
    ...(table && { table: (...asked) => cache.answer(["table", ...asked], others, () => table(...asked)) }),
    ...(geocode && { geocode: (...asked) => cache.answer(["places", ...asked], places, () => geocode(...asked)) }),
    ...(staticImage && {
      staticImage: Object.assign(
        (ask: Parameters<typeof staticImage>[0]) => cache.answer(["image", ask], others, () => staticImage(ask)),
        { marked: staticImage.marked, limits: staticImage.limits },
      ),
    }),
    ...(tiles && {
      tiles: { ...tiles, tile: (name) => cache.answer(["tile", name], others, () => tiles.tile(name)) },
    }),
  };
}
