import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { type CampaignPart, Fault } from "../../src/contract/index.ts";
import { type House, useHouse } from "../../src/journey/index.ts";
import { inWords } from "../shared/handle-input.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type CampaignConfig, migrate } from "./config.ts";

type Setting = { value: string; fault?: Fault };

function timeZoneOf(value: string): Setting {
  if (value === "") return { value: "UTC" };
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return { value };
  } catch {
    return { value: "UTC", fault: new Fault("campaign.time-zone", { value }) };
  }
}

/** Operating systems write `fr_FR` for what BCP 47 calls `fr-FR`. */
function localeOf(value: string): Setting {
  try {
    return { value: Intl.getCanonicalLocales(value.replaceAll("_", "-") || "en")[0] ?? "en" };
  } catch {
    return { value: "en", fault: new Fault("campaign.locale", { value }) };
  }
}

/** Campaign: identity, time zone, language and the store that all its nodes share. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("campaign", function (this: Node, def: NodeDef & CampaignConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const inFolder = (path: string) => inUserFolder(RED, path);
    const locale = localeOf(config.locale);
    const timeZone = timeZoneOf(config.timeZone);
    const part: CampaignPart = {
      id: this.id,
      name: config.name,
      locale: locale.value,
      timeZone: timeZone.value,
      // From an environment variable it comes as text.
      test: String(config.testMode) === "true",
    };
    for (const { fault } of [locale, timeZone]) if (fault !== undefined) this.error(inWords(fault, part.locale));
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
