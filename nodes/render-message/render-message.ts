import type { Node, NodeAPI, NodeDef } from "node-red";
import {
  type CampaignPart,
  type ContentPart,
  Fault,
  type JourneyPart,
  type Problem,
  type Recipient,
  type VideoPart,
} from "../../src/contract/index.ts";
import { contentId } from "../../src/journey/index.ts";
import { localeOf, sentence } from "../../src/language/index.ts";
import { usePool } from "../../src/pool.ts";
import type { Assets } from "../../src/store/index.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import type { Links } from "../shared/links.ts";
import { assetsOf } from "../shared/message-assets.ts";
import { pageAddress } from "../shared/page-address.ts";
import { tellPlay } from "../shared/plays.ts";
import { flowsStarted } from "../shared/running-flows.ts";
import { sayStatus } from "../shared/say-status.ts";
import { stepped } from "../shared/settlement.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { NotPrinted } from "./channels/print-faults.ts";
import { chosenPage } from "./chosen-page.ts";
import type { RenderMessageConfig } from "./config.ts";
import { assetIn, mapsOf, videosOf } from "./context.ts";
import { deskRoutes } from "./desk/routes.ts";
import { filmsOf } from "./film/films.ts";
import { flowBefore } from "./flow-before.ts";
import { knownVariables } from "./known-variables.ts";
import { NotWritten, problemInWords, problemsOfFault } from "./problems.ts";
import { readSettings } from "./settings.ts";
import { isDoubt, keepTemplates } from "./templates.ts";
import { warmUpLetters } from "./warm-up.ts";

/** A sender commits the whole message: the pictures of its maps and its videos must be on disk by then. */
async function keepPictures(message: Message, assets: Assets): Promise<void> {
  const pictures = [
    ...Object.values(mapsOf(message)).flatMap(({ image, vector, video }) => [image, vector, video]),
    ...Object.values(videosOf(message)).flatMap(({ film, poster, preview }) => [film, poster, preview]),
  ];
  for (const asset of pictures.map(assetIn)) if (asset !== undefined) await assets.kept(asset);
}

/** What "now" is to a message: when its task was kept, so that a replay writes the same date. */
function nowOf({ at }: JourneyPart): number {
  // Of a message that a flow has touched it may be anything.
  const kept = typeof at === "string" ? Date.parse(at) : Number.NaN;
  return Number.isNaN(kept) ? Date.now() : kept;
}

/** What says nothing of the message, beside the errors of a store. */
const passing = new Set(["video.stopped", "video.disk"]);

/**
 * Whether an error says something of the message. A store that is away does not, nor does a deploy that ends a film: its task
 * is played again.
 */
function isRefusal(error: unknown): error is NotWritten | Fault {
  if (error instanceof NotWritten) return true;
  return error instanceof Fault && !error.key.startsWith("store.") && !passing.has(error.key);
}

/** What leaves by the second output: why there is no content, in a line each and for machines. */
function refusal(error: NotWritten | Fault, language: string) {
  const details = error instanceof NotWritten ? error.problems : problemsOfFault(error, language);
  return { key: error.key, problems: details.map(problemInWords), details };
}

/** What a message gets. */
interface Sent {
  content: ContentPart;
  payload: Buffer | string;
  video?: Record<string, Partial<VideoPart>>;
}

/** Shows and logs what was found without data. */
function tellOf(node: Node, problems: Problem[], faults: Fault[], language: string): void {
  const count = problems.length + faults.length;
  if (count === 0) return;
  for (const fault of faults) node.error(inWords(fault, language));
  for (const problem of problems)
    if (isDoubt(problem)) node.warn(problemInWords(problem));
    else node.error(problemInWords(problem));
  const grave = faults.length > 0 || !problems.every(isDoubt);
  const fill = grave ? "red" : "yellow";
  sayStatus(
    node,
    (viewer) => ({ fill, shape: "ring", text: sentence("message.problems", { count }, viewer) }),
    language,
  );
}

/** The settings of a node, or why they cannot be read. */
function settingsOf(def: object): RenderMessageConfig | Fault {
  try {
    return readSettings({ ...def });
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** Render message: a letter, an e-mail, a text message, a page or a video for a recipient. What is wrong with it leaves by the second output. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("render-message", function (this: Node, def: NodeDef & RenderMessageConfig) {
    RED.nodes.createNode(this, def);
    const config = settingsOf(def);
    const leavePool = usePool();
    const films = config instanceof Fault || config.channel !== "video" ? undefined : filmsOf(RED, this);
    this.on("close", (_removed: boolean, done: () => void) => {
      Promise.allSettled([films?.close(), leavePool()]).then(() => done());
    });
    if (config instanceof Fault) {
      tellOf(this, [], [config], "en");
      handleInput(this, (message, send) => {
        const { locale = "en" } = (message.campaign ?? {}) as Partial<CampaignPart>;
        send([null, Object.assign(message, { payload: refusal(config, locale) })]);
      });
      return;
    }
    const { channel, purpose } = config;
    const before = flowBefore(RED, (this as Node & { _alias?: string })._alias ?? this.id);
    const known = (campaign: CampaignNode | undefined) => ({
      variables: knownVariables(before),
      page: chosenPage(RED, config.pageNode, campaign?.id),
    });
    const templates = keepTemplates(config, known, (...found) => tellOf(this, ...found));
    templates.of(before.campaign).catch((error: unknown) => {
      // A fault was told by `tellOf`.
      if (!(error instanceof Fault)) this.error(inWords(error, "en"));
    });
    if (channel === "print") warmUpLetters();
    films?.check(before.campaign?.part.locale ?? "en");

    /** Where the recipient's page is. A deploy under way may have its node make room for the next one: until that is there. */
    async function pageFor(campaign: CampaignNode, links: Links | undefined, { id }: JourneyPart) {
      const { pageNode } = config as RenderMessageConfig;
      if (pageNode === "" || links === undefined) return undefined;
      const address = () => pageAddress(RED, pageNode, campaign, links, id);
      const known = address();
      if (known !== undefined || chosenPage(RED, pageNode, campaign.id) !== "there") return known;
      await flowsStarted(RED);
      return address();
    }

    async function write(node: Node, message: Message): Promise<Sent> {
      const journey = message.journey as JourneyPart;
      const { id, locale, timeZone } = message.campaign as CampaignPart;
      const campaign = RED.nodes.getNode(id) as CampaignNode;
      const assets = await assetsOf(RED, message);
      const { template, write: compose } = await templates.of(campaign);
      const links = await campaign.links();
      const page = await pageFor(campaign, links, journey);
      const { content, payload, film } = await compose(message, {
        language: localeOf(String((message.recipient as Recipient).locale ?? "")) ?? locale,
        timeZone,
        now: nowOf(journey),
        test: journey.test,
        problemLanguage: locale,
        assets,
        media: campaign,
        ...(links !== undefined && { links }),
        ...(page !== undefined && { page }),
      });
      const made = film && (await films?.make(film, message, assets, locale));
      await keepPictures(message, assets);
      const part = (message.parts as { index?: number } | undefined)?.index;
      const contentPart = {
        id: contentId(journey.task, node.id, channel, part),
        channel,
        purpose,
        ...content,
        template,
      };
      const video = film && made && { ...videosOf(message), [film.name]: made };
      return { content: contentPart, payload, ...(video !== undefined && { video }) };
    }

    handleInput(this, async (message, send) => {
      const { journey, campaign, recipient } = message;
      if (journey === undefined || campaign === undefined || recipient === undefined)
        throw new Fault("send.no-journey");
      const { locale } = campaign as CampaignPart;
      this.status({ fill: "blue", shape: "ring", text: "status.rendering" });
      try {
        const sent = Object.assign(message, await write(this, message));
        const whole = sent.content.overcome === undefined;
        this.status({
          fill: whole ? "green" : "yellow",
          shape: "dot",
          text: whole ? "status.ready" : "status.overcome",
        });
        stepped(message, this, 0);
        tellPlay(message, this.id, (say) => ({
          kind: "passed",
          text: say(`play.step.written.${channel}`, {}),
          says: channel,
        }));
        send([sent, null]);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // A person is asked to look at it: what stands behind a catch node, and the list of errors.
        if (error instanceof NotPrinted && config.onFault === "stop")
          throw new Error(refusal(error, locale).problems.join(" "), { cause: error });
        const refused = Object.assign(message, { payload: refusal(error, locale) });
        this.status({ fill: "yellow", shape: "dot", text: "status.problem" });
        stepped(message, this, 1);
        const why = refused.payload.problems.join(" ");
        tellPlay(message, this.id, () => ({ kind: "failed", text: why, says: why }));
        send([null, refused]);
      }
    });
  });

  deskRoutes(RED, (path) => inUserFolder(RED, path));
}
