import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import type { CampaignPart } from "../../src/contract/index.ts";
import { type House, useHouse } from "../../src/journey/index.ts";
import { inWords } from "../shared/handle-input.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type CampaignConfig, migrate } from "./config.ts";

/** Campaign: identity, time zone, language and the store that all its nodes share. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("campaign", function (this: Node, def: NodeDef & CampaignConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const inFolder = (path: string) => inUserFolder(RED, path);
    const part: CampaignPart = {
      id: this.id,
      name: config.name,
      locale: config.locale || "en",
      timeZone: config.timeZone || "UTC",
      test: config.testMode,
    };
    const { house, release } = useHouse(inFolder(config.store || join("belle-histoire", "store.sqlite")));
    house.catch((error: unknown) => this.error(inWords(error, part.locale)));
    const node = this as CampaignNode;
    node.part = part;
    node.house = house as Promise<House>;
    node.baseUrl = config.baseUrl;
    node.inFolder = inFolder;
    this.on("close", () => release());
  });
}
