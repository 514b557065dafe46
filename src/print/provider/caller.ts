import type { Clock } from "../../clock.ts";
import { Fault, type Json } from "../../contract/index.ts";
import { callHttp, type HttpAnswer } from "../../http.ts";
import { namesInside, outsideLookup, refusedInside } from "../../inside.ts";
import { pauseAsked } from "../../retry-after.ts";
import { neverLeft, type Proof, readJson, verdictOf } from "../../service/index.ts";
import { inDoubt, ProviderFault } from "./provider-fault.ts";
import { saidBy } from "./said.ts";

/** Milliseconds for a call, and for one that carries a document; bytes of an answer. */
const limits = { time: 30_000, document: 120_000, answer: 1_048_576 };

export interface ProviderCall {
  method: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: { type: string; bytes: Uint8Array };
  /** The key that the provider knows the call by. */
  key?: { header: string; value: string };
  /** Nothing is done by it: without an answer it can be made again. */
  reads?: boolean;
  /** Without what proves who we are: the address itself says that we may. */
  bare?: boolean;
  /** What of an answer's words must not be told. */
  hidden?: readonly string[];
}

interface ProviderAnswer {
  status: number;
  /** Undefined: there is no body. */
  data: Json | undefined;
}

export type Caller = (call: ProviderCall) => Promise<ProviderAnswer>;

interface Line {
  clock: Clock;
  /** The provider is meant to lie in a private network. */
  inside: boolean;
  proof: Proof;
  /** Secrets that an answer might repeat. */
  hidden: readonly string[];
  /** Milliseconds for a call; absent: the usual ones. */
  time?: number;
}

/** What kept a call from being answered. */
function unanswered(error: unknown, reads: boolean): unknown {
  if (!(error instanceof Fault) || error instanceof ProviderFault) return error;
  const { host = "", code = "" } = error.data;
  const certain = (again: boolean, fault: Fault = error) =>
    new ProviderFault(fault.key, fault.data, { certainly: true, again });
  if (code === refusedInside) return certain(false, new Fault("service.inside", { host }));
  if (error.key === "service.token-refused") return certain(true, new Fault("print.provider-not-let-in", error.data));
  // Who asks for a token has not called yet.
  if (error.key.startsWith("service.token")) return certain(true);
  if (error.key === "http.too-large")
    return reads ? certain(true) : inDoubt("print.provider-unclear", { host, status: 0 });
  if (error.key === "http.slow" || (error.key === "http.unreachable" && !neverLeft(code)))
    return reads
      ? certain(true)
      : inDoubt("print.provider-doubt", { host, code: error.key === "http.slow" ? "timeout" : code });
  return certain(error.key === "http.unreachable");
}

/** A document is told by its size. */
const timeFor = (body: ProviderCall["body"]) => ((body?.bytes.length ?? 0) > 65_536 ? limits.document : limits.time);

/**
 * Makes calls to a provider, and sorts what comes of them.
 * @throws ProviderFault of the calls
 */
export function callerOf({ clock, inside, proof, hidden, time }: Line): Caller {
  async function send(call: ProviderCall, proofs: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const { method, url, headers = {}, body, key } = call;
    const { hostname, protocol } = new URL(url);
    // An address that an answer gave us: what is not ours to reach is not reached by it, nor is anything sent in the open.
    if (call.bare && !inside && (protocol !== "https:" || namesInside(hostname)))
      throw new ProviderFault("service.inside", { host: hostname }, { certainly: true, again: false });
    const guarded = !inside && !namesInside(hostname);
    return callHttp({
      ...{ method, url, time: time ?? timeFor(body), answer: limits.answer },
      headers: {
        accept: "application/json",
        ...headers,
        ...proofs,
        ...(body !== undefined && { "content-type": body.type }),
        ...(key !== undefined && { [key.header.toLowerCase()]: key.value }),
      },
      ...(body !== undefined && { body: body.bytes }),
      ...(guarded && { lookup: outsideLookup(hostname) }),
    });
  }

  async function answered(call: ProviderCall): Promise<HttpAnswer> {
    if (call.bare) return send(call, {});
    const proven = () => proof.headers(call.key?.value ?? "", call.body?.bytes ?? new Uint8Array(), clock.now());
    const proofs = await proven();
    const answer = await send(call, proofs);
    // Whoever is not let in has had nothing done: the same call, with another proof.
    return answer.status === 401 && proof.refused(proofs) ? send(call, await proven()) : answer;
  }

  return async (call) => {
    const { reads = false } = call;
    let answer: HttpAnswer;
    try {
      answer = await answered(call);
    } catch (error) {
      throw unanswered(error, reads);
    }
    const { status, text, headers } = answer;
    const { host } = new URL(call.url);
    const empty = text?.trim() === "";
    const data = text === undefined || empty ? undefined : readJson(text);
    if (status >= 200 && status < 300) {
      if (data !== undefined || empty || call.bare) return { status, data };
      throw reads
        ? new ProviderFault("print.provider-unclear", { host, status }, { certainly: true, again: true })
        : inDoubt("print.provider-unclear", { host, status });
    }
    throw refusalOf(status, {
      host,
      reads,
      keyed: call.key !== undefined,
      after: pauseAsked(headers["retry-after"], clock.now()),
      said: saidBy(data, [...hidden, ...(call.hidden ?? [])]),
    });
  };
}

interface Refused {
  host: string;
  reads: boolean;
  /** It was made under a key. */
  keyed: boolean;
  after: number | undefined;
  said: string;
}

function refusalOf(status: number, { host, reads, keyed, after, said }: Refused): ProviderFault {
  const known = (key: string, again: boolean, data: Record<string, string> = {}) =>
    new ProviderFault(
      key,
      { host, status, ...data },
      { certainly: true, again, ...(after !== undefined && { after }) },
    );
  // A wrong secret is mended by a person, and the letters wait for it.
  if (status === 401 || status === 403) return known("print.provider-not-let-in", true);
  // The same key is being worked on, or stands for another letter.
  if (status === 409 && keyed) return inDoubt("print.provider-doubt", { host, code: status });
  const verdict = verdictOf(status);
  if (verdict === "later") return known("print.provider-busy", true);
  // What is found elsewhere may be what was made (RFC 9110 §15.4); only 307 and 308 say that nothing was.
  if (verdict === "redirect" && (reads || status === 307 || status === 308)) return known("service.redirect", false);
  if (verdict === "broken" || verdict === "redirect")
    return reads ? known("print.provider-busy", true) : inDoubt("print.provider-doubt", { host, code: status });
  return said === ""
    ? known("print.provider-refused-silently", false)
    : known("print.provider-refused", false, { said });
}
