import type { Node } from "node-red";
import { systemClock } from "../../src/clock.ts";
import type { CampaignPart, Channel, Fault, JsonObject } from "../../src/contract/index.ts";
import type { NodeWork, SendOutcome, Unknown } from "../../src/journey/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { PlayContent, StepKind } from "../../src/play/index.ts";
import type { Task } from "../../src/store/index.ts";
import { asPlay, type Playing, wordsOf } from "./plays.ts";
import { settle } from "./settlement.ts";

/** What a sender would have done. */
interface Rehearsed {
  content: PlayContent;
  /** Absent: the usual sentence of its channel. */
  text?: string;
  /** Absent: it was sent. */
  outcome?: SendOutcome | Unknown;
}

/** A sender that writes what it would send, and sends nothing: it knows no carrier. */
export interface Rehearsal {
  channel: Channel;
  /** Until when a send could be taken back, in milliseconds. */
  notBefore?(task: Task): number | undefined;
  /** @throws Fault what keeps it from being sent */
  write(task: Task, play: Playing): Promise<Rehearsed>;
}

/** Somebody's word in a play: an advertiser's call, or a person's answer on their page. */
export interface HeardWord {
  data: JsonObject;
  caseKey?: string;
  /** Of a word that starts a journey. */
  recipient?: JsonObject;
  /** The journey whose page it is said on. */
  journey?: string;
}

/** Whether it was taken, in a sentence. */
export interface Heard {
  taken: boolean;
  text: string;
  says: string;
}

/** What a node does in plays. */
export interface PlayPart {
  /** What leaving by each output is called in a story; absent: nothing is told of it. */
  tells?: readonly (StepKind | undefined)[];
  rehearsal?: Rehearsal;
  hears?(word: HeardWord, play: Playing): Promise<Heard>;
  /** Of a node where people come in: from a list, or by a word that starts a journey. */
  entry?: "list" | "word";
  /** A word as an example. */
  example?(): JsonObject;
}

export interface PlayRole extends PlayPart {
  node: Node;
  campaign: { id: string; part: CampaignPart };
  outputs: number;
  work: Pick<NodeWork, "campaign" | "rules" | "wait">;
}

const roles = new Map<string, PlayRole>();

/** Makes a node's part in plays known; the answer takes it back. */
export function offerRole(role: PlayRole): () => void {
  roles.set(role.node.id, role);
  return () => {
    if (roles.get(role.node.id) === role) roles.delete(role.node.id);
  };
}

export function offeredRoles(): readonly PlayRole[] {
  return [...roles.values()];
}

/** Milliseconds without any sign of a message, after which it is at its end; a play is looked at while it runs. */
const quietTime = 120;
const longestTime = 45_000;

/** What a node does for the engine of a play: the same as ever, but for what would leave. */
export function workIn(play: Playing, { node, outputs, tells, rehearsal, work }: PlayRole): NodeWork {
  const { story } = play;
  const say = wordsOf(play);
  const told = (fault: Fault) => sentence(fault.key, fault.data, play.language);
  const patience = { quiet: quietTime, longest: longestTime, clock: systemClock };
  return {
    campaign: work.campaign,
    rules: () => {
      const rules = work.rules?.();
      const { timeZone } = work.campaign();
      return { timeZone, laws: true, ...rules, testing: { faster: 1, played: true } };
    },
    ...(work.wait !== undefined && { wait: work.wait }),
    emit(message, output, quiet) {
      play.journeys.add(String((message.journey as { id?: unknown }).id));
      const ports = Array.from({ length: outputs }, (_, port) => (port === output ? message : null));
      const kind = tells?.[output];
      if (kind !== undefined) story.tell(node.id, { kind, text: say(`play.step.${kind}`, spoken(message)) });
      const send = () => asPlay(play, () => node.send(ports));
      return settle(node, String(message._msgid), send, quiet, patience);
    },
    ...(rehearsal !== undefined && {
      performer: {
        channel: rehearsal.channel,
        recovery: "key" as const,
        tries: 1,
        ...(rehearsal.notBefore !== undefined && { notBefore: rehearsal.notBefore }),
        async perform(task: Task) {
          const { content, outcome, text: own } = await rehearsal.write(task, play);
          const kind = rehearsal.channel === "service" ? "would-call" : "would-send";
          const { channel, to = "" } = content;
          const text =
            own ??
            say(`play.step.${kind}.${channel}`, { ...content, ...content.request, to: to.replaceAll("\n", ", ") });
          story.tell(node.id, { kind, text, says: channel, content });
          return outcome ?? { state: "sent" as const, reference: "play", ...partsOf(content) };
        },
      },
    }),
    problem(fault) {
      story.tell(node.id, { kind: "failed", text: told(fault), says: told(fault) });
    },
    sent(outcome) {
      if (outcome.state === "sent") return;
      const reason = told(outcome.reason);
      story.tell(node.id, { kind: "not-sent", text: say("play.step.not-sent", { why: reason }), says: reason });
    },
    held(reason, until) {
      const data = { why: told(reason), until: momentOf(until, play, work.campaign()) };
      story.tell(node.id, { kind: "wait", text: say("play.step.held", data), says: told(reason) });
    },
  };
}

const partsOf = ({ segments }: PlayContent) => (segments === undefined ? {} : { segments });

/** An instant of a story, as people write it. */
export function momentOf(at: number, { language }: Pick<Playing, "language">, { timeZone }: CampaignPart): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short", timeZone }).format(at);
}

/** What an event or an answer says, in a line. */
function spoken(message: Record<string, unknown>): { values: string } {
  const event = message.event as { data?: Record<string, unknown> } | undefined;
  const pairs = Object.entries(event?.data ?? {}).map(([name, value]) => `${name}: ${plain(value)}`);
  return { values: pairs.join(", ").slice(0, 500) };
}

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
