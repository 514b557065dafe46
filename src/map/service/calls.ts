import { Fault } from "../../contract/index.ts";
import { callHttp, type HttpAnswer } from "../../http.ts";
import { namesInside, outsideLookup, refusedInside } from "../../inside.ts";
import { pauseRow, takePlace } from "../../pace.ts";
import { pauseAsked } from "../../retry-after.ts";
import { failed, restOf, succeeded } from "./breaker.ts";
import type { Means } from "./means.ts";

/** What a call is for; each has a row of its own at a host, for providers limit them apart. */
export type Purpose = "route" | "table" | "geocode" | "image" | "tiles";

/** Largest answer in bytes, unpacked. */
const largest: Record<Purpose, number> = {
  route: 4_000_000,
  table: 1_000_000,
  geocode: 1_000_000,
  image: 12_000_000,
  tiles: 4_000_000,
};

interface ProviderCall {
  purpose: Purpose;
  url: string;
  method?: "GET" | "POST";
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * Makes a call, again where that is right, at the pace that the host allows. An answer is a success, or a refusal (400
 * to 499) that the provider's shape explains.
 * @throws Fault map.provider-busy, -limit, -resting, -broken, -redirect, -inside, -other-host; map.service-closed;
 * http.unreachable, http.slow, http.too-large
 */
export type Calls = (call: ProviderCall) => Promise<HttpAnswer>;

export interface CallRules {
  /** The only hosts that are called, with their ports: those of the settings. */
  hosts: ReadonlySet<string>;
  /** Private addresses may be called. */
  inside: boolean;
  /** Calls a second. */
  rate(purpose: Purpose): number;
  /** Ends every call and every pause. */
  signal: AbortSignal;
  means: Means;
}

/** Pause before another try in milliseconds, doubled from try to try. */
const firstPause = 300;
const mostTries = 4;

/** How calls to a service's hosts are made. */
export function callsOf({ hosts, inside, rate, signal, means }: CallRules): Calls {
  const { clock, chance, patience } = means;

  const pause = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      const closed = () => {
        cancel();
        reject(new Fault("map.service-closed"));
      };
      const cancel = clock.after(ms, () => {
        signal.removeEventListener("abort", closed);
        resolve();
      });
      if (signal.aborted) closed();
      else signal.addEventListener("abort", closed, { once: true });
    });

  async function attempt({ purpose, url, method = "GET", headers = {}, body }: ProviderCall, time: number) {
    const { hostname } = new URL(url);
    const guarded = !inside && !namesInside(hostname);
    return callHttp({
      ...{ method, url, headers, time, answer: largest[purpose], signal },
      ...(body !== undefined && { body: Buffer.from(body) }),
      ...(guarded && { lookup: outsideLookup(hostname) }),
    });
  }

  return async (call) => {
    const { host } = new URL(call.url);
    if (!hosts.has(host)) throw new Fault("map.provider-other-host", { host });
    const deadline = clock.now() + patience.all;
    const row = `${host} ${call.purpose}`;
    for (let tries = 1; ; tries++) {
      const rest = restOf(host, clock.now());
      if (rest > 0) throw new Fault("map.provider-resting", { host, seconds: Math.ceil(rest / 1000) });
      const wait = takePlace(row, rate(call.purpose), clock.now(), deadline - clock.now());
      if (wait === undefined) throw new Fault("map.provider-busy", { host, seconds: patience.all / 1000 });
      if (wait > 0) await pause(wait);
      // A place at the very end of the time may come a moment after it.
      const left = Math.ceil(deadline - clock.now());
      if (left < 1) throw new Fault("map.provider-busy", { host, seconds: patience.all / 1000 });
      const outcome = await outcomeOf(host, () => attempt(call, Math.min(patience.try, left)));
      if (signal.aborted) throw new Fault("map.service-closed");
      if ("answer" in outcome) {
        succeeded(host);
        return outcome.answer;
      }
      if (!outcome.again) throw outcome.fault;
      const asked = pauseAsked(outcome.retryAfter, clock.now());
      const next = asked ?? firstPause * 2 ** (tries - 1) * (0.5 + chance());
      if (asked !== undefined) pauseRow(row, clock.now() + Math.min(asked, patience.all));
      if (tries >= mostTries || clock.now() + next >= deadline) {
        // A host that asks for a slower pace is there.
        if (outcome.fault.key !== "map.provider-limit") failed(host, clock.now());
        throw outcome.fault;
      }
      await pause(next);
    }
  };
}

type Outcome = { answer: HttpAnswer } | { fault: Fault; again: boolean; retryAfter?: string };

/** What became of one try. */
async function outcomeOf(host: string, attempt: () => Promise<HttpAnswer>): Promise<Outcome> {
  let answer: HttpAnswer;
  try {
    answer = await attempt();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.data.code === refusedInside) return { fault: new Fault("map.provider-inside", { host }), again: false };
    return { fault: error, again: error.key === "http.unreachable" || error.key === "http.slow" };
  }
  const { status, headers } = answer;
  const retryAfter = headers["retry-after"];
  if (status === 429 || status === 503) {
    const fault = new Fault("map.provider-limit", { host, status });
    return { fault, again: true, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (status >= 500) return { fault: new Fault("map.provider-broken", { host, status }), again: true };
  if (status >= 300 && status < 400) return { fault: new Fault("map.provider-redirect", { host }), again: false };
  return { answer };
}
