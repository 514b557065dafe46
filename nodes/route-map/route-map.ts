import type { Node, NodeAPI, NodeDef } from "node-red";
import { Fault, type MapPart, type Recipient } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { usePool, warmUp } from "../../src/pool.ts";
import { homeOf, sampleRecipient } from "../shared/draw-map.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { assetsOf } from "../shared/message-assets.ts";
import { playOf, tellPlay } from "../shared/plays.ts";
import { stepped } from "../shared/settlement.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { migrate, type RouteMapConfig } from "./config.ts";
import { keepsMaps } from "./keep-map.ts";
import { originOf, storesFor } from "./message-values.ts";
import { type OpenMap, openMap } from "./open-map.ts";
import { previewRoute } from "./preview.ts";

/** Says at a deploy what would otherwise show at the first recipient, or at every one; answers whether all is well. */
async function checkSettings(node: Node, map: OpenMap, config: RouteMapConfig): Promise<boolean> {
  const complain = (text: string, fill: "red" | "yellow") => {
    node.status({ fill, shape: "ring", text: fill === "red" ? "status.error" : "status.look" });
    if (fill === "red") node.error(text);
    else node.warn(text);
  };
  try {
    const { service, materials } = await map.ready();
    const { print } = service.map.terms;
    if (config.print && print !== true) complain(sentence(print.reason, {}, "en"), "yellow");
    const { problems, stores } = materials;
    if (problems.length > 0) {
      const told = problems.slice(0, 5).map((fault) => inWords(fault, "en"));
      const first = told.join(" ");
      complain(sentence("map.stores-left-out", { count: problems.length, first }, "en"), "yellow");
    }
    if (stores.length === 0 && config.storesFrom !== "property") throw new Fault("map.no-stores");
    // Whoever is first does not wait for libraries, fonts and areas to load. A provider is not called for it.
    if (service.settings.kind === "area")
      warmUp("map", () => map.draw({ place: homeOf(sampleRecipient(service)), language: "fr" }));
    return problems.length === 0;
  } catch (error) {
    // Every message would leave without a map: whoever deploys this must hear of it.
    complain(inWords(error, "en"), "red");
    return false;
  }
}

/** Route map: the recipient's own way to the nearest store. Without one, the message leaves by the second output. */
export default function register(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);

  RED.nodes.registerType("route-map", function (this: Node, def: NodeDef & RouteMapConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const leavePool = usePool();
    const map = openMap(RED, config, inFolder);
    const keeping = keepsMaps();
    const checked = checkSettings(this, map, config);
    handleInput(this, async (message, send) => {
      const recipient = message.recipient as Recipient | undefined;
      const locale = (message.campaign as { locale?: string } | undefined)?.locale ?? "en";
      const language = config.language || (recipient?.locale ?? locale);
      await checked;
      this.status({ fill: "blue", shape: "ring", text: "status.drawing" });
      const play = playOf(message);
      try {
        const stores = await storesFor(RED, this, config, message);
        const origin = config.mode === "route" ? await originOf(RED, this, config, message) : {};
        const picture = await map.draw({ ...origin, stores, language }, play !== undefined);
        const assets = await assetsOf(RED, message);
        const part = keeping.part(picture, assets, locale);
        const maps = { ...(message.map as Record<string, MapPart> | undefined), [config.mapName]: part };
        const payload = picture.image ?? picture.vector ?? picture.video;
        const sent: Message = Object.assign(message, { map: maps, payload: payload && Buffer.from(payload) });
        const whole = picture.fallback === undefined;
        this.status({
          fill: whole ? "green" : "yellow",
          shape: "dot",
          text: whole ? "status.ready" : "status.fallback",
        });
        stepped(message, this, 0);
        const fallback = picture.fallback;
        tellPlay(message, this.id, (say) => ({
          kind: "passed",
          text: whole
            ? say("play.step.map", { store: part.store.name })
            : say("play.step.map-fallback", { why: say(fallback?.key ?? "", fallback?.data) }),
        }));
        send([sent, null]);
      } catch (error) {
        // A service that a deploy has closed says nothing of the recipient: the task is played again, and gets its map.
        if (!(error instanceof Fault) || error.key === "map.service-closed") throw error;
        this.status({ fill: "yellow", shape: "dot", text: "status.no-map" });
        stepped(message, this, 1);
        tellPlay(message, this.id, (say, { language: reader }) => {
          const why = inWords(error, reader);
          return { kind: "passed", text: say("play.step.no-map", { why }), says: why };
        });
        send([null, Object.assign(message, { payload: { key: error.key, reason: inWords(error, locale) } })]);
      }
    });
    this.on("close", (_removed: boolean, done: () => void) => {
      Promise.allSettled([checked.then(() => map.close()), leavePool(), keeping.written()]).then(() => done());
    });
  });
  previewRoute(RED, inFolder);
}
