import type { Node, NodeAPI, NodeDef } from "node-red";
import { Fault, type MapPart, type Recipient } from "../../src/contract/index.ts";
import { usePool, warmUp } from "../../src/pool.ts";
import type { Assets } from "../../src/store/index.ts";
import { drawFor, sampleRecipient } from "../shared/draw-map.ts";
import { handleInput, inWords, type Message } from "../shared/handle-input.ts";
import { assetsOf } from "../shared/message-assets.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { migrate, type RouteMapConfig } from "./config.ts";

/** Route map: the recipient's own way to the nearest store. Without one, the message leaves by the second output. */
export default function register(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);

  RED.nodes.registerType("route-map", function (this: Node, def: NodeDef & RouteMapConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const leavePool = usePool();
    try {
      const sample = sampleRecipient(config.area, inFolder);
      warmUp("map", async () => drawFor(config, sample, "fr", inFolder));
    } catch (error) {
      // Every message would leave without a map: whoever deploys this must hear of it.
      this.status({ fill: "red", shape: "ring", text: "status.error" });
      this.error(inWords(error, "en"));
    }
    /** Pictures on their way to the disk, which the node waits for when it is closed. */
    const writing = new Set<Promise<void>>();
    const keep = (assets: Assets, bytes: Uint8Array, type: string) => {
      const asset = assets.take(bytes, type);
      // Whether it could be written is told to whoever refers to it.
      const written = assets.kept(asset).catch(() => {});
      writing.add(written);
      void written.then(() => writing.delete(written));
      return asset;
    };
    handleInput(this, async (message, send) => {
      const recipient = message.recipient as Recipient | undefined;
      const locale = (message.campaign as { locale?: string } | undefined)?.locale ?? "en";
      const language = recipient?.locale ?? locale;
      this.status({ fill: "blue", shape: "ring", text: "status.drawing" });
      try {
        const picture = await drawFor(config, recipient, language, inFolder);
        const assets = await assetsOf(RED, message);
        const { image, vector, route: _route, origin: _origin, ...words } = picture;
        const map: MapPart = {
          ...words,
          ...(image !== undefined && { image: keep(assets, image, "image/jpeg") }),
          ...(vector !== undefined && { vector: keep(assets, vector, "application/pdf") }),
        };
        const maps = { ...(message.map as Record<string, MapPart> | undefined), [config.mapName]: map };
        const payload = image ?? vector;
        const sent: Message = Object.assign(message, { map: maps, payload: payload && Buffer.from(payload) });
        this.status({ fill: "green", shape: "dot", text: "status.ready" });
        send([sent, null]);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.status({ fill: "yellow", shape: "dot", text: "status.no-map" });
        send([null, Object.assign(message, { payload: { key: error.key, reason: inWords(error, locale) } })]);
      }
    });
    this.on("close", (_removed: boolean, done: () => void) => {
      Promise.allSettled([leavePool(), ...writing]).then(() => done());
    });
  });

  RED.httpAdmin.post(
    "/belle-histoire/route-map/preview",
    RED.auth.needsPermission("route-map.read"),
    (request, response) => {
      const config = migrate((request.body as { config?: Partial<RouteMapConfig> } | undefined)?.config ?? {});
      const language = request.headers["accept-language"]?.startsWith("fr") ? "fr" : "en";
      const show = async () => {
        const recipient = sampleRecipient(config.area, inFolder);
        const picture = await drawFor({ ...config, screen: true, print: false }, recipient, language, inFolder);
        const image = `data:image/jpeg;base64,${Buffer.from(picture.image ?? []).toString("base64")}`;
        response.json({ image, alt: picture.alt });
      };
      show().catch((error: unknown) => response.status(422).json({ problem: inWords(error, language) }));
    },
  );
}
