import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { folderWay, type PrintServiceSettings, type PrintWay } from "../../src/print/index.ts";
import type { Task } from "../../src/store/index.ts";
import type { PrintServiceNode } from "../shared/accounts.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { SendPrintJobConfig } from "./config.ts";

/** Where the letters of a node go. */
export interface Press {
  /** The way of a letter: that of a test is the campaign's folder of tests. */
  wayOf(task: Task): PrintWay;
  /** Where letters go that are no tests; undefined: the service is being tried, and none does. */
  real: PrintWay | undefined;
  /** What a provider tells by itself; absent: no service is chosen. */
  events?: PrintServiceNode["events"];
  /** What counts the letters of a day, and its limits; undefined: nothing does. */
  service?: { id: string; settings: PrintServiceSettings };
}

/** @throws Fault `print.service-missing`, and what is wrong with the service */
export function pressOf(RED: NodeAPI, config: SendPrintJobConfig, campaign: CampaignNode): Press {
  const ofTests = folderWay(campaign.inFolder(campaign.testFolder), { followed: false });
  if (config.service === "") {
    const real = folderWay(campaign.inFolder(config.folder || "letters"), { followed: false });
    return { real, wayOf: ({ journey }) => (journey.test ? ofTests : real) };
  }
  const node = RED.nodes.getNode(config.service) as Partial<PrintServiceNode> | null;
  if (node?.way === undefined || node.settings === undefined) throw new Fault("print.service-missing");
  const { settings } = node;
  const way = node.way(campaign.part.name);
  if (!settings.live) return { real: undefined, wayOf: () => ofTests };
  return {
    real: way,
    ...(node.events !== undefined && { events: node.events }),
    wayOf: ({ journey }) => (journey.test ? ofTests : way),
    service: { id: config.service, settings },
  };
}
