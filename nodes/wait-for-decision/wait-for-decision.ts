import type { Node, NodeAPI, NodeDef } from "node-red";
import { instant } from "../../src/clock.ts";
import { CampaignMessage, Fault, idAfter, type JourneyPart, type JsonObject } from "../../src/contract/index.ts";
import { checkWait, messageToKeep, readWait, schedule } from "../../src/journey/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { Told } from "../../src/play/index.ts";
import { testClock } from "../../src/policy/index.ts";
import { handleInput } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { momentOf, type PlayPart } from "../shared/play-role.ts";
import { type Playing, tellPlay, type Words } from "../shared/plays.ts";
import { flowRevision } from "../shared/running-flows.ts";
import { type SayStatus, sayStatus } from "../shared/say-status.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { migrate, type WaitForDecisionConfig } from "./config.ts";
import { scheduleRoute } from "./schedule-route.ts";

const day = 86_400_000;
/** Milliseconds between two looks at how many wait: each goes to every editor that is open. */
const pause = { first: 50, next: 1_000 };

/** Wait for decision: holds a recipient until an event of a webhook, or until their time is up. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("wait-for-decision", function (this: Node, def: NodeDef & WaitForDecisionConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    const faults = faultsOf(config);
    const counted = campaign === undefined ? undefined : showWaiting(this, campaign);
    if (campaign !== undefined) {
      const wait = { webhooks: config.webhooks, keepEarly: config.keepEarly * day };
      const play: PlayPart = { tells: ["event", "reminder", "too-late", "left"] };
      takeOn(RED, this, campaign, 4, { wait, play, emitted: counted?.look }, () => counted?.stop());
      for (const fault of faults) this.error(inWords(fault, campaign.part.locale));
    }
    handleInput(this, async (message) => {
      if (campaign === undefined) throw new Fault("campaign.missing");
      // Who would be held for a wrong time is not held at all.
      if (faults[0] !== undefined) throw faults[0];
      const { journey } = CampaignMessage.parse(message);
      if (journey === undefined) throw new Fault("wait.no-journey");
      if (journey.caseKey === undefined) throw new Fault("wait.no-case-key");
      const { store, engine, clock } = await campaign.houseOf(message);
      const kept = messageToKeep(message);
      const plan = await planOf(config, kept, campaign, journey, clock.now());
      // The recipient is read anew when they go on: a webhook may have brought news of them.
      const { recipient: _recipient, ...rest } = kept;
      const state = await store.hold({
        id: idAfter("wait", journey.task, this.id),
        campaign: campaign.part.id,
        journey: journey.id,
        root: journey.task,
        node: this.id,
        message: rest,
        plan,
        flow: flowRevision(),
        at: clock.now(),
      });
      tellPlay(message, this.id, (say, play) => waitTold(plan, campaign.part, say, play));
      if (state === "released") engine.wake("event");
      else engine.held(plan.steps[0]?.at);
      // Nobody of a play is among those who are counted.
      if (journey.play === undefined) counted?.look();
    });
  });
  scheduleRoute(RED);
}

/** What is wrong with the settings: of their shape first, then of what they say. */
function faultsOf(config: WaitForDecisionConfig): Fault[] {
  try {
    const { deadline, reminders, country } = readWait(config);
    return checkWait(deadline, reminders, country);
  } catch (error) {
    if (error instanceof Fault) return [error];
    throw error;
  }
}

/** The instants of a wait; in a test journey by the clock of the test, which is faster. */
async function planOf(
  config: WaitForDecisionConfig,
  message: JsonObject,
  campaign: CampaignNode,
  journey: JourneyPart,
  at: number,
) {
  const { deadline, reminders, webhooks, late, country } = config;
  // The clock of a play jumps by itself.
  const faster = journey.test && journey.play === undefined ? campaign.rules.testing.faster : 1;
  const clock = testClock(Date.parse(journey.startedAt), faster);
  const about = { message, now: clock.ahead(at), timeZone: campaign.part.timeZone, country };
  const { steps } = await schedule(deadline, reminders, about);
  return { webhooks, late, steps: steps.map((step) => ({ ...step, at: clock.back(step.at) })) };
}

/** What a play tells of somebody who waits: until when at the most. */
function waitTold(
  { steps }: Awaited<ReturnType<typeof planOf>>,
  part: CampaignNode["part"],
  say: Words,
  play: Playing,
): Told {
  const last = steps.at(-1);
  if (last === undefined) return { kind: "wait", text: say("play.step.wait") };
  const data = { until: momentOf(last.at, play, part), count: steps.length - 1 };
  return { kind: "wait", text: say(steps.length > 1 ? "play.step.wait-reminders" : "play.step.wait-until", data) };
}

/** Shows on the canvas how many wait, and since when the one who waits longest. */
function showWaiting(node: Node, { house, part }: CampaignNode): { look(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  let stopped = false;
  async function show(): Promise<void> {
    const { count, since } = await (await house).store.waiting(node.id);
    if (stopped) return;
    const nobody = count === 0 || since === undefined;
    const say: SayStatus = (language) => ({
      ...({ fill: count === 0 ? "grey" : "blue", shape: "ring" } as const),
      text: nobody
        ? sentence("wait.status-none", {}, language)
        : sentence("wait.status", { count, since: dayOf(since, part, language) }, language),
    });
    sayStatus(node, say, part.locale);
  }
  function look(): void {
    again = true;
    if (timer !== undefined || stopped) return;
    timer = setTimeout(round, pause.first);
  }
  function round(): void {
    timer = undefined;
    if (!again || stopped) return;
    again = false;
    // A store that is closing is no news of those who wait.
    show().catch(() => {});
    timer = setTimeout(round, pause.next).unref();
  }
  look();
  return {
    look,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** A day, as the campaign's people write it. */
function dayOf(ms: number, { locale, timeZone }: CampaignNode["part"], language: string): string {
  try {
    return new Intl.DateTimeFormat(locale.startsWith(language) ? locale : language, {
      dateStyle: "medium",
      timeZone,
    }).format(ms);
  } catch {
    return instant(ms).slice(0, 10);
  }
}
