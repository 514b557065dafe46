import type { Node, NodeAPI } from "node-red";
import { type CampaignPart, Fault } from "../../src/contract/index.ts";
import type { House, NodeWork, Performer, WaitWork } from "../../src/journey/index.ts";
import type { Rules } from "../../src/policy/index.ts";
import type { ConflictPolicy } from "../../src/store/index.ts";
import { inWords } from "./in-words.ts";
import type { Links, PageLinks } from "./links.ts";
import { offerRole, type PlayPart } from "./play-role.ts";
import { sayStatus } from "./say-status.ts";
import { endedStatus, heldStatus } from "./send-status.ts";
import { settle, useSettlement } from "./settlement.ts";

/** What the campaign node shows to the nodes that chose it. */
export interface CampaignNode extends Node {
  part: CampaignPart;
  house: Promise<House>;
  /** The house of a message: its own where it is part of a play. @throws Fault `play.over` */
  houseOf(message: unknown): Promise<House>;
  /** Keeps the store open beyond the campaign's own end, over a deploy; the answer lets it go. */
  hold(): () => void;
  baseUrl: string;
  /** What recipients follow; undefined where the campaign has no public address. */
  links(): Promise<Links | undefined>;
  pageLinks(): Promise<PageLinks>;
  /** Who may be written to, and when; where tests go. */
  rules: Rules;
  /** Print folder of tests, as configured. */
  testFolder: string;
  /** What becomes of a second, different decision. */
  conflict: ConflictPolicy;
  /** Folder of the texts that templates share, as configured; empty: none. */
  blocksFolder: string;
  /** Folder of the files that messages use, as configured. */
  mediaFolder: string;
  /** A path of the configuration, relative to the user directory. */
  inFolder(path: string): string;
}

/** The chosen campaign; undefined, with status and log saying so, where there is none. */
export function campaignOf(RED: NodeAPI, node: Node, id: string): CampaignNode | undefined {
  const campaign = RED.nodes.getNode(id) as CampaignNode | null;
  if (campaign?.house !== undefined) return campaign;
  node.status({ fill: "red", shape: "ring", text: "status.no-campaign" });
  node.error(inWords(new Fault("campaign.missing"), "en"));
  return undefined;
}

export interface Duties {
  /** Of a sender. */
  performer?: Performer;
  /** Of a node that holds recipients. */
  wait?: WaitWork;
  /** Of a sender: key of what it shows when a send went out. */
  sentStatus?: string;
  /** Of a sender: shows why a send may not go yet, where it does not do to tell the reason and the time. */
  held?(reason: Fault, until: number): void;
  /** A message has left. */
  emitted?(): void;
  /** What the node does when somebody is played. */
  play?: PlayPart;
}

/** Nodes that keep nothing themselves, as they were made known to the store of their campaign. */
const known = new WeakSet<Node>();

/** So that what is counted at a node is told of the right campaign, and by its name. */
function makeKnown(node: Node, { part, house }: CampaignNode): void {
  if (known.has(node)) return;
  known.add(node);
  const store = house.then((one) => one.store);
  const { id, type, name = "" } = node;
  const failed = (error: unknown) => node.error(inWords(error, part.locale));
  store.then((one) => one.deployed({ id, campaign: part.id, type, name })).catch(failed);
  node.on("close", (removed: boolean, done: () => void) => {
    (removed ? store.then((one) => one.removed(id, Date.now())) : Promise.resolve()).then(done, done);
  });
}

/**
 * Takes on the durable tasks of a node until it is closed: emits them on its outputs and, of a sender, performs its
 * sends. `closed` runs after the last send under way has ended.
 */
export function takeOn(
  RED: NodeAPI,
  node: Node,
  campaign: CampaignNode,
  outputs: number,
  { sentStatus, emitted, play, ...work }: Duties = {},
  closed?: (removed: boolean) => unknown,
): void {
  const release = useSettlement(RED);
  known.add(node);
  let open = true;
  let unregister: () => Promise<void> = async () => {};
  const all: NodeWork = {
    campaign: () => campaign.part,
    rules: () => campaign.rules,
    emit(message, output, quiet, step) {
      const ports = Array.from({ length: outputs }, (_, port) => (port === output ? message : null));
      emitted?.();
      const send = () => node.send(ports);
      return settle(node, String(message._msgid), send, quiet, undefined, (where, went) => {
        makeKnown(where, campaign);
        step({ kind: `step.${went}`, node: where.id });
      });
    },
    problem: (fault) => node.error(inWords(fault, campaign.part.locale)),
    held: (reason, until) => sayStatus(node, heldStatus(reason, until, campaign.part), campaign.part.locale),
    ...(sentStatus !== undefined && {
      sent: (outcome) => sayStatus(node, endedStatus(outcome, sentStatus), campaign.part.locale),
    }),
    ...work,
  };
  const withdraw = offerRole({ node, campaign, outputs, work: all, ...play });
  campaign.house.then(
    ({ engine, store }) => {
      if (!open) return;
      unregister = engine.register(node.id, all);
      const deployed = { id: node.id, campaign: campaign.part.id, type: node.type, name: node.name ?? "" };
      store.deployed(deployed).catch((error: unknown) => node.error(inWords(error, campaign.part.locale)));
    },
    () => open && node.status({ fill: "red", shape: "dot", text: "status.error" }),
  );
  node.on("close", (removed: boolean, done: () => void) => {
    open = false;
    withdraw();
    const ended = unregister()
      .then(() => closed?.(removed))
      // Whoever is left at a deleted node is shown to a person.
      .then(async () => (removed ? (await campaign.house).store.removed(node.id, Date.now()) : undefined));
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 9_000).unref());
    Promise.race([ended, patience]).then(
      () => {
        release();
        done();
      },
      (error: unknown) => {
        release();
        node.error(inWords(error, campaign.part.locale));
        done();
      },
    );
  });
}
