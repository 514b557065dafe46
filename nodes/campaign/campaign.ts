import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { type CampaignPart, Fault, isTimeZone } from "../../src/contract/index.ts";
import { type House, useHouse } from "../../src/journey/index.ts";
import { localeOf, sentence } from "../../src/language/index.ts";
import { keepRetention } from "../../src/rights/index.ts";
import { isPostgres } from "../../src/store/index.ts";
import { inWords } from "../shared/in-words.ts";
import { houseFor } from "../shared/plays.ts";
import { awaitEndpoints, type Unregister } from "../shared/public-endpoint.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type CampaignConfig, type CampaignCredentials, migrate } from "./config.ts";
import { mediaRoutes } from "./media-routes.ts";
import { linkFolder, linksIn, openLinks, pageLinksIn } from "./open-links.ts";
import { rulesOf } from "./rules.ts";

/** 0: never; undefined: what is written there is no number of months. */
function monthsIn(value: unknown): number | undefined {
  const months = Number(String(value ?? "").trim());
  return Number.isInteger(months) && months >= 0 ? months : undefined;
}

/** Campaign: identity, time zone, language and the store that all its nodes share. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType<Node<CampaignCredentials>, NodeDef & CampaignConfig, object, CampaignCredentials>(
    "campaign",
    function (def) {
      RED.nodes.createNode(this, def);
      const config = migrate(def);
      const inFolder = (path: string) => inUserFolder(RED, path);
      const locale = localeOf(config.locale || "en");
      const timeZone = isTimeZone(config.timeZone || "UTC");
      const part: CampaignPart = {
        id: this.id,
        name: config.name,
        locale: locale ?? "en",
        timeZone: timeZone ? config.timeZone || "UTC" : "UTC",
        // An environment variable comes as text.
        test: String(config.testMode) === "true",
      };
      const complain = (fault: Fault) => this.error(inWords(fault, part.locale));
      if (locale === undefined) complain(new Fault("campaign.locale", { value: config.locale }));
      if (!timeZone) complain(new Fault("campaign.time-zone", { value: config.timeZone }));
      const months = monthsIn(config.forgetAfter);
      if (months === undefined) complain(new Fault("retain.months", { value: config.forgetAfter }));
      const given = config.store.trim();
      const store = isPostgres(given) ? given : inFolder(given || join("belle-histoire", "store.sqlite"));
      const use = () => useHouse(store, undefined, this.credentials.storePassword);
      const { house, release } = use();
      let closed = false;
      house.catch((error: unknown) => closed || this.error(inWords(error, part.locale)));
      const node = this as Node as CampaignNode;
      node.part = part;
      node.house = house as Promise<House>;
      node.houseOf = (message) => houseFor(message, node.house);
      node.hold = () => use().release;
      node.baseUrl = config.baseUrl;
      const { rules, faults } = rulesOf(config, part);
      node.rules = rules;
      node.testFolder = config.testFolder || "letters-test";
      for (const fault of faults) complain(fault);
      node.conflict = config.conflict;
      node.blocksFolder = (config.blocksFolder ?? "").trim();
      node.mediaFolder = (config.mediaFolder ?? "").trim() || "media";
      node.inFolder = inFolder;
      node.links = () => linksIn(RED, node);
      node.pageLinks = () => pageLinksIn(RED, node);
      let closeLinks: Unregister = async () => {};
      try {
        closeLinks = openLinks(RED, node, (error) => closed || this.error(inWords(error, part.locale)));
      } catch (error) {
        // Where Node-RED serves nothing, nobody could follow a link.
        if (node.baseUrl !== "") this.error(inWords(error, part.locale));
      }
      let stopKeeping = () => {};
      node.house.then(
        (opened) => {
          if (closed) return;
          stopKeeping = keepRetention(opened, systemClock, {
            campaign: part.id,
            months: months ?? 0,
            forgot: (count) => this.log(sentence("retain.done", { count }, part.locale)),
            failed: (error) => this.error(inWords(error, part.locale)),
          });
        },
        // A store that cannot be opened says so above.
        () => {},
      );
      this.on("close", (removed: boolean, done: () => void) => {
        closed = true;
        stopKeeping();
        // Whoever reads very slowly is not waited for.
        const patience = new Promise<void>((resolve) => setTimeout(resolve, 9_000).unref());
        Promise.race([closeLinks({ gone: removed }), patience])
          .catch((error: unknown) => this.error(inWords(error, part.locale)))
          .finally(() => {
            release();
            done();
          });
      });
    },
    { credentials: { storePassword: { type: "password" } } },
  );
  mediaRoutes(RED);
  awaitEndpoints(RED, [linkFolder]);
}
