import type { NodeAPI } from "node-red";
import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { AskedService, openAsked } from "../shared/asked-service.ts";
import { drawFor, homeOf, readMaterials, sampleRecipient } from "../shared/draw-map.ts";
import { inWords } from "../shared/in-words.ts";
import type { InFolder, OpenService } from "../shared/map-services.ts";
import { type Place, placeIn } from "../shared/written-place.ts";
import { migrate, type RouteMapConfig } from "./config.ts";
import type { PreviewAnswer } from "./desk.ts";

const Request = z.object({
  config: z.record(z.string(), z.unknown()),
  service: AskedService.default(null),
  from: z.string().max(500).default(""),
});

/** Stores without a position are still to be placed: the map is drawn without them. */
function placed(config: RouteMapConfig): RouteMapConfig {
  const stores = config.stores.filter(({ name, longitude, latitude }) => name && longitude !== "" && latitude !== "");
  // What a message will bring is not known here; the area's own stores stand in for it.
  const storesFrom = config.storesFrom === "property" ? "table" : config.storesFrom;
  return { ...config, stores: config.storesFrom === "property" ? [] : stores, storesFrom };
}

function homeIn(from: string, { country }: RouteMapConfig, service: OpenService): Place | undefined {
  if (from.trim() !== "") return placeIn(from, country);
  const { location, address } = homeOf(sampleRecipient(service));
  return location === undefined && address === undefined ? undefined : { location, address };
}

async function preview(config: RouteMapConfig, service: OpenService, from: string, language: string, folder: InFolder) {
  const settings = { ...placed(config), screen: true, print: false, video: false };
  const materials = await readMaterials(settings, service, folder);
  const place = config.mode === "route" ? homeIn(from, config, service) : undefined;
  const picture = await drawFor(settings, service, materials, { place, language });
  const { print } = service.map.terms;
  const hints = materials.problems.slice(0, 5).map((fault) => inWords(fault, language));
  if (config.print && print !== true) hints.unshift(sentence(print.reason, {}, language));
  const { image, imageType, alt, extent, store, fallback } = picture;
  const answer: PreviewAnswer = {
    image: image === undefined ? "" : `data:${imageType};base64,${Buffer.from(image).toString("base64")}`,
    alt,
    ...(extent !== undefined && { extent }),
    store: store.id,
    fallback: fallback === undefined ? "" : inWords(new Fault(fallback.key, fallback.data), language),
    hints,
  };
  return answer;
}

/** `POST /belle-histoire/route-map/preview` with the values of the form: the map for somebody, as it would be drawn. */
export function previewRoute(RED: NodeAPI, inFolder: InFolder): void {
  // It may call the provider that the form names: whoever may only read may not.
  RED.httpAdmin.post(
    "/belle-histoire/route-map/preview",
    RED.auth.needsPermission("route-map.write"),
    (request, response) => {
      const language = spokenTo(request.headers["accept-language"]);
      const show = async () => {
        const asked = Request.safeParse(request.body);
        if (!asked.success) throw new Fault("map.desk", { where: asked.error.issues[0]?.path.join(".") ?? "" });
        const config = migrate(asked.data.config as Partial<RouteMapConfig>);
        const service = openAsked(RED, asked.data.service, config.area, inFolder);
        try {
          return await preview(config, service, asked.data.from, language, inFolder);
        } finally {
          await service.release();
        }
      };
      show().then(
        (answer) => response.json(answer),
        (error: unknown) => response.status(422).json({ problem: inWords(error, language) }),
      );
    },
  );
}
