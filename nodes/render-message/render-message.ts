import type { Node, NodeAPI, NodeDef } from "node-red";
import {
  type Asset,
  type CampaignPart,
  type ContentPart,
  canonicalJson,
  Fault,
  type JourneyPart,
  type MapPart,
  type Recipient,
  sha256,
} from "../../src/contract/index.ts";
import { contentId } from "../../src/journey/index.ts";
import { checkTemplate, TemplateFault } from "../../src/message/index.ts";
import { usePool, warmUp } from "../../src/pool.ts";
import { handleInput, inWords, type Message } from "../shared/handle-input.ts";
import { assetsOf } from "../shared/message-assets.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { defaults, migrate, type RenderMessageConfig } from "./config.ts";
import { letterOf } from "./letter.ts";
import { sampleLetter } from "./preview.ts";

const templates = ["reference", "subject", "body", "mapCaption"] as const;

/** The hash of all that is written in the node, so that a content tells which version it was made from. */
function templateHash(config: RenderMessageConfig): string {
  const { version: _version, ...written } = config;
  return sha256(canonicalJson(written));
}

const problemsOf = (error: unknown, language: string): string[] =>
  error instanceof TemplateFault
    ? error.problems.map((problem) => `${problem.pointer}: ${problem.detail}`)
    : [inWords(error, language)];

/** The assets that the maps of a message refer to. */
function picturesOf(message: Message): Asset[] {
  const maps = Object.values((message.map as Record<string, MapPart> | undefined) ?? {});
  return maps.flatMap(({ image, vector }) => [image, vector].filter((asset) => asset !== undefined));
}

/** Render message: the letter of a recipient as PDF. What is wrong with it leaves by the second output. */
export default function register(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);

  RED.nodes.registerType("render-message", function (this: Node, def: NodeDef & RenderMessageConfig) {
    RED.nodes.createNode(this, def);
    const config = pick(migrate(def));
    const template = templateHash(config);
    const problems = templates.flatMap((what) => checkTemplate(config[what], "print", { name: what }));
    for (const problem of problems) this.error(`${problem.pointer}: ${problem.detail}`);
    if (problems.length > 0) this.status({ fill: "red", shape: "ring", text: "status.problem" });
    const leavePool = usePool();
    warmUp("letter", () =>
      sampleLetter(RED, { config: { ...config, subject: "", body: "" }, map: null }, "fr", inFolder),
    );
    handleInput(this, async (message, send) => {
      const journey = message.journey as JourneyPart | undefined;
      const campaign = message.campaign as CampaignPart | undefined;
      const recipient = message.recipient as Recipient | undefined;
      if (journey === undefined || campaign === undefined || recipient === undefined)
        throw new Fault("send.no-journey");
      const language = recipient.locale ?? campaign.locale;
      this.status({ fill: "blue", shape: "ring", text: "status.rendering" });
      try {
        const assets = await assetsOf(RED, message);
        const read = (asset: Parameters<typeof assets.get>[0]) => assets.get(asset);
        const place = { language, timeZone: campaign.timeZone, now: Date.now(), test: journey.test, read };
        const { pdf, pages, text } = await letterOf(config, message, place);
        const kept = await assets.put(pdf, "application/pdf");
        // A sender commits the whole message: its maps must be on disk by then.
        for (const asset of picturesOf(message)) await assets.kept(asset);
        const part = (message.parts as { index?: number } | undefined)?.index;
        const content: ContentPart = {
          id: contentId(journey.task, this.id, config.channel, part),
          channel: config.channel,
          purpose: config.purpose,
          text,
          pdf: kept,
          pages,
          language,
          template,
        };
        this.status({ fill: "green", shape: "dot", text: "status.ready" });
        send([Object.assign(message, { content, payload: Buffer.from(pdf) }), null]);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.status({ fill: "yellow", shape: "dot", text: "status.problem" });
        const payload = { key: error.key, problems: problemsOf(error, campaign.locale) };
        send([null, Object.assign(message, { payload })]);
      }
    });
    this.on("close", (_removed: boolean, done: () => void) => {
      leavePool().then(done, done);
    });
  });

  const allowed = RED.auth.needsPermission("render-message.read");
  RED.httpAdmin.post("/belle-histoire/render-message/preview", allowed, (request, response) => {
    const language = request.headers["accept-language"]?.startsWith("fr") ? "fr" : "en";
    sampleLetter(RED, request.body, language, inFolder).then(
      (pdf) => response.type("application/pdf").send(Buffer.from(pdf)),
      (error: unknown) => response.status(422).json({ problems: problemsOf(error, language) }),
    );
  });
}

/** What the node itself saves, without Node-RED's own properties, so that moving a node changes no hash. */
function pick(config: RenderMessageConfig): RenderMessageConfig {
  const names = Object.keys(defaults) as (keyof RenderMessageConfig)[];
  return Object.fromEntries(names.map((name) => [name, config[name]])) as unknown as RenderMessageConfig;
}
