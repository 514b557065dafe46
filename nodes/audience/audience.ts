import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import type { RowSettings, Source } from "../../src/audience/index.ts";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import type { PlayPart } from "../shared/play-role.ts";
import { type SayStatus, sayStatus } from "../shared/say-status.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { type AudienceConfig, migrate } from "./config.ts";
import { deskRoutes } from "./desk-routes.ts";
import { enrolBatch, readBatch } from "./enrol-rows.ts";
import { importer } from "./importer.ts";
import { placesOf } from "./places.ts";
import { rejects } from "./rejects.ts";
import { showImport } from "./show-import.ts";
import { type AudienceNode, fileOf, rowSettings } from "./source.ts";

/** Rows of a message that are kept in one commit. */
const atOnce = 200;

/** Whoever is played comes in here as a row would. */
const play: PlayPart = { tells: ["entered"], entry: "list" };

/** Audience: enrols people from a message or a file; every enrolled recipient leaves on the first output. */
export default function register(RED: NodeAPI): void {
  deskRoutes(RED);
  RED.nodes.registerType("audience", function (this: Node, def: NodeDef & AudienceConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    const settings = rowSettings(config);
    const reject = rejects(RED, this);
    const lists = campaign && openLists(this, campaign, config, settings, reject);
    if (campaign !== undefined) takeOn(RED, this, campaign, 2, { play }, (removed) => lists?.close(removed));

    const node: Node = this;

    /** Rows that stand in the message itself. */
    async function enrolRows(owner: CampaignNode, rows: unknown[], message: Message): Promise<void> {
      const { payload: _, ...base } = message;
      const terms = { duplicates: config.duplicates, reentry: config.reentry, run: randomUUID() };
      let enrolled = 0;
      let rejected = 0;
      for (let from = 0; from < rows.length; from += atOnce) {
        const given = rows.slice(from, from + atOnce).map((value, index) => ({ row: from + index + 1, value }));
        const answer = await enrolBatch(readBatch(given, settings, node.id, owner), owner, terms);
        enrolled += answer.enrolled + answer.updated;
        rejected += answer.rejections.length;
        await reject(base, answer.rejections);
      }
      if (rejected > 0) node.status({ fill: "yellow", shape: "dot", text: "status.some-rejected" });
      else node.status({ fill: "green", shape: "dot", text: enrolled > 0 ? "status.enrolled" : "status.nothing-new" });
    }

    handleInput(this, async (message) => {
      if (campaign === undefined || lists === undefined) throw new Fault("campaign.missing");
      // From here on the message is the campaign's: what goes wrong is told in its language.
      message.campaign = campaign.part;
      await campaign.house;
      const { payload, ...base } = message;
      if (config.source !== "message") return lists.enrolFile(base);
      if (Array.isArray(payload)) return enrolRows(campaign, payload, message);
      const content = typeof payload === "string" || payload instanceof Uint8Array ? payload : "";
      if (content.length === 0) throw new Fault("audience.no-rows");
      const name = typeof message.filename === "string" ? basename(message.filename) : "";
      await lists.enrol({ content }, name || sentence("audience.name.message", {}, campaign.part.locale), base);
    });
  });
}

/** The lists of a node: those it enrols, and those that were under way when Node-RED ended. */
function openLists(
  node: Node,
  campaign: CampaignNode,
  config: AudienceConfig,
  settings: RowSettings,
  reject: ReturnType<typeof rejects>,
) {
  const places = placesOf(campaign.inFolder, node.id);
  const problem = (error: unknown) => node.error(inWords(error, campaign.part.locale));
  const { show, stop } = showImport(node, campaign.part.locale);
  const lists = importer({ node: node.id, campaign, config, settings, places, reject, show, problem });
  campaign.house.then(() => lists.resume()).catch(problem);
  const enrol = (source: Source, name: string, base: Message) => {
    const reading: SayStatus = (language) => ({
      ...({ fill: "blue", shape: "ring" } as const),
      text: sentence("audience.status.reading", {}, language),
    });
    sayStatus(node, reading, campaign.part.locale);
    return lists.enrol(source, name, base);
  };
  const enrolFile = async (base: Message) => {
    const { file, name } = fileOf(config, places, campaign.inFolder);
    await enrol({ file }, name, base);
  };
  const enrolNow = async () => {
    if (lists.busy) throw new Fault("audience.busy");
    await enrolFile({ campaign: campaign.part } as unknown as Message);
  };
  (node as AudienceNode).desk = { campaign, importer: lists, enrolNow, problem };
  return {
    enrol,
    enrolFile,
    async close(removed: boolean) {
      await lists.stop();
      stop();
      if (removed) await places.removeAll();
    },
  };
}
