import { Fault, type Position, type PostalAddress } from "../../contract/index.ts";
import { languageOf } from "../../language/index.ts";
import type { Match } from "../address/match.ts";
import { placeOf } from "../address/place-of.ts";
import type { Found } from "../draw-job.ts";
import { drawInPool, findInPool } from "../in-pool.ts";
import { geoLink, webLink } from "../links.ts";
import type { MapPicture } from "../map-picture.ts";
import { type ParsedRequest, parseRequest } from "../request.ts";
import { altText } from "../words/alt.ts";
import { areaAttribution } from "./area-attribution.ts";
import { answerCache } from "./cache.ts";
import { callsOf } from "./calls.ts";
import { hostsOf, type OnlineSettings } from "./checked-settings.ts";
import { creditsOf } from "./credits.ts";
import { checkNotSwapped } from "./far-apart.ts";
import { keptProvider } from "./kept-provider.ts";
import type { MapService } from "./map-service.ts";
import { extentOf, type MapView, viewHolding } from "./map-view.ts";
import { type Means, ownMeans } from "./means.ts";
import { nearestByRoad } from "./nearest-store.ts";
import { providedPictures } from "./pictures.ts";
import type { Terms } from "./provider.ts";
import { keepForOf, providerOf, rateOf } from "./provider-of.ts";
import type { ServiceSecrets } from "./settings.ts";
import { tilesOf } from "./vector-tiles.ts";

/** Faults of a provider, for which an area file can step in. */
const ofProvider = /^(http|map\.provider-)/u;
/** Faults of a recipient's home, for which a store's map can step in. */
const ofHome = /^map\.(no-home|address-|swapped|no-way|no-road$|outside)/u;

/**
 * A service that finds ways, places or pictures elsewhere; what it lacks is done by the fallback area.
 * @throws Fault map.service-…, map.area-…
 */
export function onlineService(settings: OnlineSettings, secrets: ServiceSecrets, means: Means = ownMeans): MapService {
  const hosts = hostsOf(settings, secrets);
  const area = settings.fallbackArea;
  const areaCredit = area === "" ? "" : areaAttribution(area);
  const closing = new AbortController();
  const { inside } = settings;
  const calls = callsOf({ hosts, inside, rate: rateOf(settings), signal: closing.signal, means });
  const cache = answerCache(means.clock);
  const provider = keptProvider(providerOf(settings, secrets, calls), cache, keepForOf(settings));
  const { name } = provider;
  const print = settings.printAllowed.trim() === "" ? provider.terms.print : true;
  const terms: Terms = { ...provider.terms, print };

  async function find(address: PostalAddress, language: string): Promise<Match[]> {
    if (provider.geocode === undefined) {
      if (area === "") throw new Fault("map.no-geocoder", { provider: name });
      return findInPool(area, address);
    }
    return provider.geocode(address, language);
  }

  async function homeOf({ origin, language, stores, ...asked }: ParsedRequest): Promise<Position> {
    const { location, address } = origin ?? {};
    if (location !== undefined) return checkNotSwapped(location, stores, name);
    if (address === undefined) throw new Fault("map.no-home");
    return placeOf(await find(address, language), asked).location;
  }

  /** Store and way; with `undefined` the area file has to find them. */
  async function wayTo(request: ParsedRequest, home: Position): Promise<Found | undefined> {
    const { route, profiles } = provider;
    const { profile, language, stores } = request;
    if (route !== undefined && (profiles === undefined || profiles.includes(profile)))
      return { home, ...(await nearestByRoad({ ...provider, route }, stores, home, { profile, language })) };
    if (area !== "") return undefined;
    throw new Fault(route === undefined ? "map.no-router" : "map.provider-profile", { provider: name });
  }

  async function foundFor(request: ParsedRequest): Promise<{ found: Found; byArea: boolean }> {
    const [first] = request.stores;
    if (request.origin === undefined) return { found: { store: first! }, byArea: false };
    try {
      const home = await homeOf(request);
      const found = await wayTo(request, home);
      if (found !== undefined) return { found, byArea: false };
      const sizes = { screen: undefined, print: undefined, video: undefined };
      const job = { request: { ...request, ...sizes, origin: { location: home } }, area, credits: [] };
      const { store, route = [], distance = 0, duration = 0, steps = [], fallback } = await drawInPool(job);
      if (fallback !== undefined) return { found: { store, fallback }, byArea: true };
      return { found: { store, home, route: { points: route, distance, duration, steps, streets: [] } }, byArea: true };
    } catch (error) {
      if (request.fallback === "none" || !(error instanceof Fault) || !ofHome.test(error.key)) throw error;
      return { found: { store: first!, fallback: { key: error.key, data: error.data } }, byArea: false };
    }
  }

  async function drawOnline(request: ParsedRequest): Promise<MapPicture> {
    const { found, byArea } = await foundFor(request);
    const { store, home, route, fallback } = found;
    const own = { webLink: webLink(settings.kind, store), print };
    const { staticImage, tiles } = provider;
    if (staticImage === undefined) {
      const drawnOn = tiles === undefined ? {} : { tiles: await tilesOf(tiles, name, coverOf(found, request)) };
      const drawn = await drawInPool({ request, area, found, credits: [terms.attribution], ...drawnOn });
      return { ...drawn, ...own };
    }
    const attribution = creditsOf(terms.attribution, byArea ? areaCredit : "");
    // Google's pictures have its logo and its credits in them.
    const written =
      settings.kind === "google" ? creditsOf(settings.attribution, byArea ? areaCredit : "") : attribution;
    const pictures = await providedPictures({ ...provider, staticImage }, found, request, written);
    const measured = route && { distance: Math.round(route.distance), duration: Math.round(route.duration) };
    return {
      store,
      ...pictures,
      link: geoLink(store),
      ...(route !== undefined && { ...measured, steps: [...route.steps], route: [...route.points] }),
      ...(home !== undefined && { origin: home }),
      attribution,
      alt: altText(store.name, measured, request.profile, languageOf(request.language)),
      ...(fallback !== undefined && { fallback }),
      ...own,
    };
  }

  return {
    terms,
    async draw(asked) {
      const request = parseRequest(asked);
      if (request.print !== undefined && print !== true) throw new Fault("map.print-not-allowed", { provider: name });
      try {
        return await drawOnline(request);
      } catch (error) {
        if (area === "" || !(error instanceof Fault) || !ofProvider.test(error.key)) throw error;
        const drawn = await drawInPool({ request, area, credits: [settings.attribution] });
        const fallback = drawn.fallback ?? { key: error.key, data: error.data };
        return { ...drawn, webLink: webLink("area", drawn.store), print: true, fallback };
      }
    },
    async find(address, language) {
      try {
        return await find(address, language);
      } catch (error) {
        if (area === "" || !(error instanceof Fault) || !ofProvider.test(error.key)) throw error;
        return findInPool(area, address);
      }
    },
    async close() {
      closing.abort();
      cache.clear();
    },
  };
}

/** CSS px of the sizes asked for, and what of the world tiles have to cover for all of them. */
function coverOf({ store, home, route }: Found, { screen, print, video }: ParsedRequest) {
  const millimetre = 96 / 25.4;
  const sizes = [
    ...(screen ? [[screen.width, screen.height] as const] : []),
    ...(print ? [[print.width * millimetre, print.height * millimetre] as const] : []),
    ...(video ? [[640, 360] as const] : []),
  ];
  const places = [store.location, ...(home === undefined ? [] : [home]), ...(route?.points ?? [])];
  const views = (sizes.length === 0 ? [[600, 400] as const] : sizes).map(
    ([width, height]): MapView => viewHolding(places, width, height),
  );
  const extents = views.map(extentOf);
  const edge = (side: 0 | 1 | 2 | 3, of: (...values: number[]) => number) =>
    of(...extents.map((extent) => extent[side]));
  const bbox = [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)] as const;
  return [bbox, Math.max(...views.map(({ zoom }) => zoom + 1))] as const;
}
