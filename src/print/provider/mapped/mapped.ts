import { Fault, type Json, type JsonObject } from "../../../contract/index.ts";
import { readPath } from "../../../decision/index.ts";
import { renderText } from "../../../message/index.ts";
import { finalAddress, formValues, objectOf, originOf, type Proof, proofOf } from "../../../service/index.ts";
import type { JobSeen } from "../../way.ts";
import { callerOf, type ProviderCall } from "../caller.ts";
import { serviceOf } from "../check-settings.ts";
import { fileOf, materialOf, personalWords } from "../material.ts";
import type { PrintProvider, ProviderLetter, ProviderMeans } from "../provider.ts";
import { inDoubt, ProviderFault, unfit } from "../provider-fault.ts";
import { tidyWords } from "../said.ts";
import type { EventSettings, MappingSettings } from "../settings.ts";
import { multipartOf } from "./multipart.ts";

const pdf = "application/pdf";
/** States after which a provider tells no more. */
const ends: ReadonlySet<JobSeen["state"]> = new Set(["delivered", "undeliverable", "failed", "cancelled", "untraced"]);

const at = (answer: Json | undefined, path: string): Json | undefined =>
  path.trim() === "" ? answer : (readPath(answer, path.trim()) as Json | undefined);

/** A short word as providers write ids and states. */
function wordAt(answer: Json | undefined, path: string): string | undefined {
  const value = path.trim() === "" ? undefined : at(answer, path);
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined;
}

function proven(mapping: MappingSettings, secret: string): Proof {
  if (mapping.authentication !== "key-as-user") return proofOf(serviceOf(mapping), secret, undefined);
  if (secret.trim() === "") throw new Fault("service.no-secret");
  const authorization = `Basic ${Buffer.from(`${secret.trim()}:`).toString("base64")}`;
  return { headers: async () => ({ authorization }), refused: () => false };
}

/** What a word of the provider means. */
function seenBy(
  mapping: Pick<MappingSettings, "states">,
  word: string | undefined,
  why: Json | undefined,
): JobSeen | undefined {
  const state = mapping.states.find((row) => row.word.trim() === word)?.state;
  if (state === undefined) return undefined;
  const said = typeof why === "string" ? tidyWords(why, []) : "";
  const told = ["failed", "cancelled", "undeliverable"].includes(state);
  return {
    state,
    ...(!ends.has(state) && { more: true }),
    ...(told && said !== "" && { why: new Fault("print.provider-says", { said }) }),
  };
}

/** A provider whose calls are described by a form. @throws Fault where the secret is missing */
export function mappedProvider(
  mapping: MappingSettings & EventSettings,
  { secret, clock, inside, time }: ProviderMeans,
): PrintProvider {
  const { address, keyHeader, keyHours, findAddress, statusAddress, cancelAddress, absent } = mapping;
  const call = callerOf({
    clock,
    inside,
    proof: proven(mapping, secret),
    hidden: [secret.trim()],
    ...(time !== undefined && { time }),
  });
  const { host } = new URL(originOf(address));

  /** What a template or a row asks for and is not there: nothing has been called yet. */
  const written = <Value>(write: () => Value): Value => {
    try {
      return write();
    } catch (error) {
      if (error instanceof ProviderFault || !(error instanceof Fault)) throw error;
      throw unfit(error.key, error.data);
    }
  };
  const setting = { language: "en", timeZone: "UTC" };
  const text = (template: string, what: string, data: JsonObject, kind: "value" | "address" = "value") =>
    renderText(template, data, { ...setting, now: clock.now(), what, kind });
  const urlOf = (template: string, data: JsonObject) =>
    written(() => finalAddress(text(template.trim(), "address", data, "address"), originOf(template)).href);
  const headersFor = (data: JsonObject) =>
    written(() => {
      const named = mapping.headers.map(({ name, value }) => [name.toLowerCase(), text(value, name, data).trim()]);
      return Object.fromEntries(named.filter(([, value]) => value !== "")) as Record<string, string>;
    });
  const ask = (template: string, data: JsonObject, more: Omit<ProviderCall, "url">) =>
    call({ headers: headersFor(data), ...more, url: urlOf(template, data) });

  function bodyFor(letter: ProviderLetter, message: JsonObject): { type: string; bytes: Uint8Array } {
    const material = { message, text: (template: string, what: string) => text(template, what, message) };
    const field = mapping.file.trim();
    if (mapping.body === "json") {
      const row = { name: field, source: "message", value: "document", required: true } as const;
      const document = Buffer.from(letter.pdf).toString("base64");
      const all = written(() => objectOf([...mapping.rows, row], { ...material, message: { ...message, document } }));
      return { type: "application/json", bytes: Buffer.from(JSON.stringify(all)) };
    }
    const fields = written(() => formValues(mapping.rows, material)).map(([name, value]) => ({ name, text: value }));
    return multipartOf([...fields, { name: field, file: { name: fileOf(letter), type: pdf, bytes: letter.pdf } }]);
  }

  return {
    host,
    keys: keyHeader.trim() === "" ? 0 : keyHours * 3_600_000,
    ...(absent > 0 && { absent: absent * 60_000 }),
    check() {},
    async create(letter) {
      const message = materialOf(letter);
      const { status, data } = await ask(address, message, {
        method: mapping.method,
        body: bodyFor(letter, message),
        hidden: personalWords(letter),
        ...(keyHeader.trim() !== "" && { key: { header: keyHeader.trim(), value: letter.key } }),
      });
      const name = wordAt(data, mapping.namePath);
      if (name === undefined) throw inDoubt("print.provider-unclear", { host, status });
      return name;
    },
    ...(findAddress.trim() !== "" && {
      async find(key: string) {
        const { data } = await ask(findAddress, { id: key }, { method: "GET", reads: true }).catch(noneOf);
        const found = at(data, mapping.findPath);
        const letters = Array.isArray(found) ? found : [found];
        const ours = letters.find((one) => wordAt(one, mapping.keyPath) === key);
        return ours === undefined ? undefined : wordAt(ours, mapping.namePath);
      },
    }),
    ...(statusAddress.trim() !== "" && {
      async status(name: string): Promise<JobSeen> {
        const answer = await ask(statusAddress, { name }, { method: "GET", reads: true }).catch(goneOf);
        if (answer === undefined) return { state: "untraced" };
        const why = at(answer.data, mapping.whyPath);
        return seenBy(mapping, wordAt(answer.data, mapping.statePath), why) ?? { state: "waiting" };
      },
    }),
    ...(cancelAddress.trim() !== "" && {
      cancel: (name: string) =>
        ask(cancelAddress, { name }, { method: mapping.cancelMethod, reads: true }).then(
          () => "cancelled" as const,
          tooLateOf,
        ),
    }),
    async look() {
      if (mapping.checkAddress.trim() === "") throw new Fault("print-service.provider-no-try", { host });
      await ask(mapping.checkAddress, {}, { method: "GET", reads: true });
      return [new Fault("print-service.provider", { host })];
    },
    event(body) {
      const name = wordAt(body, mapping.eventName);
      const key = wordAt(body, mapping.eventKey);
      if (name === undefined && key === undefined) return undefined;
      const seen = seenBy(mapping, wordAt(body, mapping.eventState), wordsAt(body, mapping.eventWhy));
      return { name: name ?? "", ...(key !== undefined && { key }), ...(seen !== undefined && { seen }) };
    },
  };
}

const wordsAt = (body: JsonObject, path: string) => (path.trim() === "" ? undefined : at(body, path));
const statusOf = (error: unknown) => (error instanceof ProviderFault ? error.data.status : undefined);

/** A letter that is not there is no fault of the question. */
function noneOf(error: unknown): { data: undefined } {
  if (statusOf(error) === 404) return { data: undefined };
  throw error;
}

function goneOf(error: unknown): undefined {
  if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
  throw error;
}

/** Turned down, the letter goes its way. */
export function tooLateOf(error: unknown): "too-late" {
  const status = Number(statusOf(error) ?? 0);
  if (error instanceof ProviderFault && !error.again && status >= 400 && status < 500) return "too-late";
  throw error;
}
