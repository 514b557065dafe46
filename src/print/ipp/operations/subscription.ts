import * as z from "zod";
import { every, first, groupsOf, needed, numbers, strings } from "../attributes.ts";
import type { IppClient } from "../client.ts";
import { notNow } from "../ipp-fault.ts";
import { operations } from "./codes.ts";

/** A subscription whose events the printer keeps until they are fetched, RFC 3996. */
export interface Subscription {
  id: number;
  /** Number of the next event. */
  next: number;
}

/** What happened to a job, or to the printer itself. */
export interface Event {
  /** Absent: it is about the printer. */
  job?: number;
}

const events = ["job-created", "job-state-changed", "job-completed", "printer-state-changed"];
const Created = z.object({ "notify-subscription-id": needed(z.int().positive()) });

/**
 * Asks the printer to keep events of its jobs, RFC 3995 §11.1.2.
 * @param lease seconds after which it forgets the subscription
 * @throws IppFault
 */
export async function subscribe(client: IppClient, lease: number): Promise<Subscription> {
  const answer = await client.ask({
    operation: operations["Create-Printer-Subscriptions"],
    groups: [
      {
        name: "subscription",
        attributes: [
          strings("keyword", "notify-pull-method", "ippget"),
          strings("keyword", "notify-events", ...events),
          numbers("integer", "notify-lease-duration", lease),
        ],
      },
    ],
  });
  const created = Created.safeParse(groupsOf(answer, "subscription")[0] ?? {});
  if (!created.success) throw notNow("ipp.unclear", { host: client.host });
  return { id: created.data["notify-subscription-id"], next: 1 };
}

const Notified = z.object({
  "notify-sequence-number": first(z.int()),
  "notify-job-id": first(z.int()),
  "job-id": first(z.int()),
});
const Interval = z.object({ "notify-get-interval": every(z.int().positive()) });

/**
 * Fetches what happened since, RFC 3996 §5.
 * @returns the events, and the seconds after which the printer wants to be asked again
 * @throws IppFault `ipp.not-found` where the printer has forgotten the subscription
 */
export async function getNotifications(
  client: IppClient,
  subscription: Subscription,
): Promise<{ events: Event[]; interval: number | undefined }> {
  const answer = await client.ask({
    operation: operations["Get-Notifications"],
    attributes: [
      numbers("integer", "notify-subscription-ids", subscription.id),
      numbers("integer", "notify-sequence-numbers", subscription.next),
    ],
  });
  const found = groupsOf(answer, "event-notification").map((group) => Notified.parse(group));
  for (const { "notify-sequence-number": number = 0 } of found)
    subscription.next = Math.max(subscription.next, number + 1);
  const [interval] = Interval.parse(groupsOf(answer, "operation")[0] ?? {})["notify-get-interval"];
  return {
    events: found.map((one) => {
      const job = one["notify-job-id"] ?? one["job-id"];
      return job === undefined ? {} : { job };
    }),
    interval,
  };
}

/** RFC 3995 §11.2.7. @throws IppFault */
export async function unsubscribe(client: IppClient, { id }: Subscription): Promise<void> {
  await client.ask({
    operation: operations["Cancel-Subscription"],
    attributes: [numbers("integer", "notify-subscription-id", id)],
  });
}
