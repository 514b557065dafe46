import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { folderWay, type PrintServiceSettings, type PrintWay, placeOfService } from "../../src/print/index.ts";
import type { Task } from "../../src/store/index.ts";
import type { PrintServiceNode } from "../shared/accounts.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { finishingsOf, type SendPrintJobConfig } from "./config.ts";

/** Where letters go, and the folder of what is made on the way there. */
export interface Place {
  way: PrintWay;
  folder: string;
  /** Tells it from another one. */
  name: string;
}

/** Where the letters of a node go. */
export interface Press {
  /** That of tests is the campaign's folder of tests; so is that of all letters while a service is being tried. */
  placeOf(test: boolean): Place;
  /** The way of a letter. */
  wayOf(task: Task): PrintWay;
  /** Where letters go that are no tests; undefined: the service is being tried, and none does. */
  real: PrintWay | undefined;
  /** The place of the real ones in a word, where notes are kept of what is handed over. */
  at?: string;
  /** What a provider tells by itself; absent: no service is chosen. */
  events?: PrintServiceNode["events"];
  /** What counts the letters of a day, and its limits; undefined: nothing does. */
  service?: { id: string; settings: PrintServiceSettings };
}

function unfollowed(folder: string): Place {
  return { way: folderWay(folder, { followed: false }), folder, name: folder };
}

/** @throws Fault `print.service-missing`, `print.batch-finishing`, and what is wrong with the service */
export function pressOf(RED: NodeAPI, config: SendPrintJobConfig, campaign: CampaignNode): Press {
  const tests = unfollowed(campaign.inFolder(campaign.testFolder));
  const own = campaign.inFolder(config.folder || "letters");
  const press = (real: Place | undefined): Press => {
    const placeOf = (test: boolean) => (test || real === undefined ? tests : real);
    return { real: real?.way, placeOf, wayOf: ({ journey }) => placeOf(journey.test).way };
  };
  if (config.service === "") return press(unfollowed(own));
  const node = RED.nodes.getNode(config.service) as Partial<PrintServiceNode> | null;
  if (node?.way === undefined || node.settings === undefined) throw new Fault("print.service-missing");
  const { settings } = node;
  const way = node.way(campaign.part.name);
  if (!settings.live) return press(undefined);
  // A printer would staple the file of a batch, thousands of pages, into one.
  if (settings.kind === "ipp" && config.mode === "batches" && finishingsOf(config).length > 0)
    throw new Fault("print.batch-finishing");
  const folder = settings.kind === "folder" ? settings.folder : own;
  const events = node.events === undefined ? {} : { events: node.events };
  const name = settings.kind === "folder" ? folder : settings.address;
  return {
    ...press({ way, folder, name }),
    at: placeOfService(settings),
    ...events,
    service: { id: config.service, settings },
  };
}
