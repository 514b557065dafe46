import { createHmac } from "node:crypto";
import polylineCodec from "@googlemaps/polyline-codec";
import type { Position } from "../../../../../src/contract/index.ts";
import { type Answering, answerJson } from "../../../service/server.ts";
import { plainPicture } from "./pictures.ts";
import { address, corner, home, lengthOf } from "./places.ts";

export const googleKey = "AIza-secret-of-the-test";
export const signingSecret = "c2lnbmluZy1zZWNyZXQtb2YtdGVzdA==";

const error = (code: number, status: string, reason: string) => ({
  error: {
    code,
    message: `refused: ${reason}`,
    status,
    details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com" }],
  },
});

/** Google Maps Platform: Routes API, Geocoding API and Maps Static API, as their references have them. */
export const googleStub: Answering = ({ method, url, headers, body }, response) => {
  const { pathname, search, searchParams: asked } = new URL(url, "http://stub");
  if (pathname === "/directions/v2:computeRoutes") {
    if (headers["x-goog-api-key"] !== googleKey)
      return answerJson(response, 400, error(400, "INVALID_ARGUMENT", "API_KEY_INVALID"));
    if (method !== "POST" || headers["x-goog-fieldmask"] === undefined)
      return answerJson(response, 400, error(400, "INVALID_ARGUMENT", "FIELD_MASK"));
    const { origin, destination, travelMode, routingPreference } = JSON.parse(body);
    if (travelMode !== "DRIVE" && routingPreference !== undefined)
      return answerJson(response, 400, error(400, "INVALID_ARGUMENT", "ROUTING_PREFERENCE"));
    const at = ({ location: { latLng } }: typeof origin): Position => [latLng.longitude, latLng.latitude];
    const line = corner(at(origin), at(destination));
    const distance = Math.round(lengthOf(line));
    if (distance > 100_000) return answerJson(response, 200, {});
    const instruction = (instructions: string) => ({ navigationInstruction: { maneuver: "DEPART", instructions } });
    return answerJson(response, 200, {
      routes: [
        {
          distanceMeters: distance,
          duration: `${Math.round(distance / 8)}s`,
          polyline: { encodedPolyline: polylineCodec.encode(line.map(([lon, lat]) => [lat, lon])) },
          legs: [
            {
              steps: [
                {
                  distanceMeters: 100,
                  staticDuration: "12s",
                  ...instruction("Prendre la direction ouest\nsur Rue du Stade"),
                },
                { staticDuration: "0s", ...instruction("Tourner à gauche") },
              ],
            },
          ],
        },
      ],
    });
  }
  const unsigned = `${pathname}${search.replace(/&signature=[^&]*$/u, "")}`;
  const signature = createHmac("sha1", Buffer.from(signingSecret, "base64")).update(unsigned).digest("base64url");
  if ((asked.get("signature") ?? "").replaceAll("=", "") !== signature) {
    response.writeHead(403, { "content-type": "text/plain" }).end("The provided 'signature' is not valid");
    return;
  }
  if (pathname === "/maps/api/geocode/json") {
    if (asked.get("key") !== googleKey)
      return answerJson(response, 200, { results: [], status: "REQUEST_DENIED", error_message: "invalid" });
    const [lng, lat] = home;
    const known = asked.get("components") === `country:${address.country}|postal_code:${address.postalCode}`;
    const results = [
      {
        formatted_address: "4 Bd de l’Océan, 99380 Saint-Aurèle-sur-Mer, France",
        geometry: { location: { lat, lng }, location_type: "ROOFTOP", viewport: {} },
        address_components: [
          { long_name: "99380", short_name: "99380", types: ["postal_code"] },
          { long_name: "Saint-Aurèle-sur-Mer", short_name: "Saint-Aurèle", types: ["locality", "political"] },
        ],
        types: ["street_address"],
      },
    ];
    return answerJson(response, 200, known ? { results, status: "OK" } : { results: [], status: "ZERO_RESULTS" });
  }
  const [width = 0, height = 0] = (asked.get("size") ?? "").split("x").map(Number);
  const scale = Number(asked.get("scale") ?? 1);
  if (pathname !== "/maps/api/staticmap" || url.length > 16_384 || Math.max(width, height) > 640 || scale > 2) {
    response.writeHead(400, { "content-type": "text/plain" }).end("refused");
    return;
  }
  const type = asked.get("format") === "png" ? "png" : "jpeg";
  response.writeHead(200, { "content-type": `image/${type}` }).end(plainPicture(width * scale, height * scale, type));
};
