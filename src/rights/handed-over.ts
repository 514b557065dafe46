import type { Holdings } from "../store/index.ts";

/** What has left the store, so that nothing here can erase it. */
export interface HandedOver {
  /** What carriers have of a person: a file, a Message-ID, a provider's number. */
  taken: { channel: "print" | "email" | "sms"; reference: string }[];
  /** Ids of sends of which nobody knows whether they went out. */
  inDoubt: string[];
}

const channels = ["print", "email", "sms"] as const;

export function handedOverOf({ journeys }: Holdings): HandedOver {
  const sends = journeys.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === "send");
  return {
    taken: sends.flatMap(({ message, outcome }) => {
      const channel = channels.find((one) => one === (message.content as { channel?: string } | undefined)?.channel);
      const { reference } = outcome ?? {};
      return channel === undefined || typeof reference !== "string" ? [] : [{ channel, reference }];
    }),
    inDoubt: sends
      .filter(({ state, outcome, interrupted }) => outcome?.state === "unknown" || (interrupted && state !== "done"))
      .map(({ id }) => id),
  };
}
