import * as z from "zod";
import { Asset } from "./asset.ts";
import { ContentPart } from "./content.ts";
import { Instant } from "./instant.ts";
import { Position, Recipient } from "./person.ts";
import { Problem } from "./receipt.ts";
import { SendPart } from "./send.ts";
import { Why } from "./why.ts";

/** `msg.campaign`, written by entry nodes. */
export const CampaignPart = z.object({
  id: z.string(),
  name: z.string(),
  locale: z.string(),
  /** IANA time zone. */
  timeZone: z.string(),
  test: z.boolean(),
});
export type CampaignPart = z.infer<typeof CampaignPart>;

/** `msg.journey`, written by entry nodes. */
export const JourneyPart = z.object({
  id: z.string(),
  caseKey: z.string().optional(),
  startedAt: Instant,
  test: z.boolean(),
  /**
   * The claimed task that this message grew from. Content ids and send keys are derived from it, so that a replay
   * finds them taken; it survives nodes that give the message a new `_msgid`.
   */
  task: z.string(),
  /**
   * When that task was kept, in a test by the test's clock. It is "now" to whoever decides by time on the way: a replay after
   * midnight then goes the way that was gone before.
   */
  at: Instant.optional(),
  /** Of somebody who is played through the flow: which play it is. The engine writes it, and nothing else is believed. */
  play: z.string().optional(),
});
export type JourneyPart = z.infer<typeof JourneyPart>;

/** `msg.event`, written by the inbound webhook: one accepted call. */
export const EventPart = z.object({
  id: z.string(),
  type: z.string(),
  receivedAt: Instant,
  /** The accepted fields, by the names of the webhook's table; enumerated values in their canonical spelling. */
  data: z.record(z.string(), z.json()),
  /** Who answered, where it was a person of the house and not a call. */
  by: z.string().optional(),
});
export type EventPart = z.infer<typeof EventPart>;

/** `msg.reminder`, written by a wait on its reminders. */
const ReminderPart = z.object({
  /** 1 for the first. */
  number: z.int().positive(),
  /** When the recipient arrived at the wait. */
  since: Instant,
});

/** `msg.decision`, written by the decision switch. */
export const DecisionPart = z.object({
  /** The value as it came. */
  value: z.json().optional(),
  /** The branch taken; `other` for the last output. */
  label: z.string(),
  /** Index of the rule that matched; -1 for `other`. */
  rule: z.int(),
  /** Why, in words, for the audit. */
  reason: z.string(),
  /** The same for machines; what is none, of a message that a flow has made, counts as absent. */
  why: Why.optional().catch(undefined),
  /** Of a branch by chance: the arm that the recipient is drawn for; the same over a change of its label. */
  arm: z.string().optional(),
  /** Of a branch by chance: whose draw it is, the name of the experiment or the id of the switch. */
  experiment: z.string().optional(),
  /** Of a branch by chance: those who are left alone, to be compared with. */
  holdout: z.boolean().optional(),
});
export type DecisionPart = z.infer<typeof DecisionPart>;

export const Store = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  location: Position,
  /** One line, as it may be printed. */
  address: z.string().optional(),
  phone: z.string().optional(),
});
export type Store = z.infer<typeof Store>;

/** One manoeuvre of a way, in words. */
export const RouteStep = z.object({
  text: z.string(),
  /** metres */
  distance: z.number().nonnegative(),
  /** seconds */
  duration: z.number().nonnegative(),
});
export type RouteStep = z.infer<typeof RouteStep>;

/** `msg.map.<name>`, written by the route map. */
export const MapPart = z.object({
  store: Store,
  /** Screen picture (JPEG or PNG), for e-mail and page. */
  image: Asset.optional(),
  /** Vector picture (PDF, one page), for print. */
  vector: Asset.optional(),
  /** Picture for a film (JPEG, 16:9). */
  video: Asset.optional(),
  /** Link for a phone; carries the store's position only, never the recipient's. */
  link: z.string(),
  /** Address of the store on the site of who made the map; without a key, and with the store's position only. */
  webLink: z.string(),
  /** Length of the way in metres; absent on a map without a way. */
  distance: z.number().nonnegative().optional(),
  /** Duration of the way in seconds. */
  duration: z.number().nonnegative().optional(),
  steps: z.array(RouteStep).optional(),
  attribution: z.string(),
  /** The picture in words, in the recipient's language. */
  alt: z.string(),
  /** Why its pictures may not be printed; absent: they may be. */
  noPrint: z.string().optional(),
  /** What could not be done as asked: why the map shows the store alone, or who stepped in for a service. */
  fallback: z.object({ key: z.string(), reason: z.string() }).optional(),
});
export type MapPart = z.infer<typeof MapPart>;

/** `msg.video.<name>`, written by render message with channel video. */
export const VideoPart = z.object({
  /** H.264, MP4. */
  film: Asset,
  /** Still picture with a play button (JPEG), for an e-mail and before the film plays. */
  poster: Asset,
  /** Moving picture (WebP), for an e-mail. */
  preview: Asset.optional(),
  /** seconds */
  duration: z.number().positive(),
  /** pixels */
  width: z.int().positive(),
  height: z.int().positive(),
  /** What it shows and says, in words, in the recipient's language. */
  alt: z.string(),
});
export type VideoPart = z.infer<typeof VideoPart>;

/** `msg.page`, written by the personal page: what a visitor did. */
export const PagePart = z.object({
  /** Id of the page: the same for a journey and a node. */
  id: z.string(),
  what: z.enum(["visit", "response", "opt-out"]),
  at: Instant,
  /** Of an opt-out: the channels by which no marketing goes any more. */
  channels: z.array(z.string()).optional(),
});
export type PagePart = z.infer<typeof PagePart>;

/** `msg.service`, written by call service: what a service answered. */
export const ServicePart = z.object({
  /** The key of the call: what the service got as `Idempotency-Key`, the same on every try. */
  id: z.string(),
  /** HTTP status; absent where no answer came. */
  status: z.int().optional(),
  /** On the first output the fields of the answer by the names of the table, or the whole answer where there is no table. */
  data: z.json().optional(),
  /** Why an answer did not fit the table of fields. */
  problems: z.array(Problem).optional(),
});
export type ServicePart = z.infer<typeof ServicePart>;

/** The properties of a campaign's message; all else on the message belongs to the flow. */
export const CampaignMessage = z.looseObject({
  campaign: CampaignPart.optional(),
  journey: JourneyPart.optional(),
  recipient: Recipient.optional(),
  event: EventPart.optional(),
  reminder: ReminderPart.optional(),
  decision: DecisionPart.optional(),
  map: z.record(z.string(), MapPart).optional(),
  video: z.record(z.string(), VideoPart).optional(),
  page: PagePart.optional(),
  content: ContentPart.optional(),
  send: SendPart.optional(),
  service: ServicePart.optional(),
});
export type CampaignMessage = z.infer<typeof CampaignMessage>;
