import type { Clock } from "../clock.ts";
import { Fault } from "../contract/index.ts";
import { callHttp, type HttpAnswer } from "../http.ts";
import { namesInside, outsideLookup, refusedInside } from "../inside.ts";
import { checkTemplate, TemplateFault } from "../message/index.ts";
import { originOf } from "./address.ts";
import { answerReader } from "./answer.ts";
import { type Proof, proofOf } from "./authentication.ts";
import { settingsFaults } from "./check-settings.ts";
import { outcomeOfAnswer, outcomeOfFault, type ServiceOutcome } from "./outcome.ts";
import { type Occasion, requestOf } from "./request.ts";
import { bodyKindOf, type ServiceSettings } from "./settings.ts";
import { tokenSource } from "./token.ts";

/** A service that is ready to be called. */
export interface Service {
  /** Host and port, for people. */
  host: string;
  /**
   * Makes the call under its key and says what became of it. Never throws what is the service's or a template's doing.
   */
  call(key: string, occasion: Occasion): Promise<ServiceOutcome>;
}

/**
 * Makes a service of its settings, once a deploy.
 * @param proven what calls are proven by, where it is none of the settings' authentications
 * @throws Fault the first thing that is wrong with the settings, a template, the fields of the answer or the secret
 */
export function compileService(settings: ServiceSettings, secret: string, clock: Clock, proven?: Proof): Service {
  for (const fault of settingsFaults(settings)) throw fault;
  checkTemplates(settings);
  const { host } = new URL(originOf(settings.address));
  const read = answerReader(settings);
  const send = (method: string, url: string, headers: Record<string, string>, body: Uint8Array | undefined) => {
    const { hostname } = new URL(url);
    const guarded = !settings.inside && !namesInside(hostname);
    return callHttp({
      ...{ method, url, headers, time: settings.time * 1000, answer: settings.limit * 1024 },
      ...(body !== undefined && { body }),
      ...(guarded && { lookup: outsideLookup(hostname) }),
    });
  };
  const askForToken = (headers: Record<string, string>, form: string) =>
    send("POST", settings.tokenAddress.trim(), headers, Buffer.from(form)).catch((error: unknown) => {
      throw fromTokenEndpoint(error);
    });
  const isClient = settings.authentication === "oauth2" && secret !== "";
  const tokens = isClient ? tokenSource(settings, secret, askForToken, clock) : undefined;
  const proof = proven ?? proofOf(settings, secret, tokens);

  async function attempt(key: string, occasion: Occasion): Promise<HttpAnswer> {
    const { method, url, headers, body } = requestOf(settings, occasion);
    const sent = async () => {
      const proofs = await proof.headers(key, body ?? new Uint8Array(), clock.now());
      const answer = await send(method, url, { ...headers, ...proofs, "idempotency-key": key }, body);
      return { answer, proofs };
    };
    const { answer, proofs } = await sent();
    // Whoever is not let in has had nothing done: the same call, with another proof.
    return answer.status === 401 && proof.refused(proofs) ? (await sent()).answer : answer;
  }

  return {
    host,
    async call(key, occasion) {
      try {
        const answer = await attempt(key, occasion);
        return outcomeOfAnswer(answer, { key, host, settings, read, language: occasion.language, now: clock.now() });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return outcomeOfFault(error, { key, settings });
      }
    },
  };
}

/** What happens before the service itself is called leaves nothing in doubt. */
function fromTokenEndpoint(error: unknown): unknown {
  if (!(error instanceof Fault) || error.data.code === refusedInside) return error;
  return new Fault("service.token-unavailable", { host: error.data.host ?? "", status: error.data.code ?? "" });
}

function checkTemplates(settings: ServiceSettings): void {
  const texts: [string, string, "value" | "json" | "address"][] = [
    [settings.address.trim(), "address", "address"],
    ...settings.headers.map(({ name, value }): [string, string, "value"] => [value, name, "value"]),
  ];
  const body = bodyKindOf(settings);
  if (body === "template") texts.push([settings.template, "body", "json"]);
  if (body === "table" || body === "form")
    for (const { name, source, value } of settings.rows) if (source === "text") texts.push([value, name, "value"]);
  for (const [template, name, kind] of texts) {
    const problems = checkTemplate(template, kind, { name });
    if (problems.length > 0) throw new TemplateFault(name, problems);
  }
}
