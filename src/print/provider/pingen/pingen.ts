import * as z from "zod";
import { Fault, type Json, type JsonObject, nameLine, type Recipient } from "../../../contract/index.ts";
import { callHttp } from "../../../http.ts";
import { namesInside, outsideLookup } from "../../../inside.ts";
import { type Proof, tokenSource } from "../../../service/index.ts";
import type { Paper } from "../../ticket.ts";
import type { JobSeen } from "../../way.ts";
import { callerOf, type ProviderCall } from "../caller.ts";
import { serviceOf } from "../check-settings.ts";
import { tooLateOf } from "../mapped/mapped.ts";
import { fileOf, personalWords } from "../material.ts";
import type { PrintProvider, ProviderLetter, ProviderMeans } from "../provider.ts";
import { inDoubt, ProviderFault, unfit } from "../provider-fault.ts";
import { asObject } from "../said.ts";
import { type PingenSettings, usualMapping } from "../settings.ts";
import { eventOf } from "./event.ts";
import { hosts } from "./hosts.ts";
import { seenOf } from "./states.ts";

/** Milliseconds: Pingen keeps what it answered to a key for 24 hours. */
const keys = 24 * 3_600_000;
const jsonApi = "application/vnd.api+json";
/** Longest name, street and town that Pingen takes (pingencom/n8n-nodes-pingen2). */
const longest = { name: 45, street: 40, city: 25 } as const;
const a4 = "iso_a4_210x297mm";

const Upload = z.object({ url: z.url(), url_signature: z.string().min(1) });
const Prepared = z.object({ file_url: z.string(), file_url_signature: z.string() });

/** `data` of a JSON:API document. */
const dataOf = (document: Json | undefined) => asObject(asObject(document).data);
const attributesOf = (document: Json | undefined) => asObject(dataOf(document).attributes);

function idOf(resource: Json | undefined): string | undefined {
  const { id } = asObject(resource);
  return typeof id === "string" && /^[A-Za-z0-9-]{1,64}$/.test(id) ? id : undefined;
}

function checkPaper({ media, sides, copies, tray, finishings }: Paper): void {
  const cannot = (what: string) => unfit("print.provider-cannot", { what });
  if (media !== a4) throw cannot(`media (${media})`);
  if (sides === "two-sided-short-edge") throw cannot(`sides (${sides})`);
  if (copies !== 1) throw cannot(`copies (${copies})`);
  if (tray !== undefined) throw cannot(`tray (${tray})`);
  if (finishings !== undefined) throw cannot(`finishings (${finishings.join(", ")})`);
}

function checkAddress(to: Recipient): void {
  const { thoroughfare = [], locality = "" } = to.postalAddress ?? {};
  const fields: [what: keyof typeof longest, text: string][] = [
    ["name", nameLine(to)],
    ...thoroughfare.map((line): ["street", string] => ["street", line.trim()]),
    ["city", locality.trim()],
  ];
  for (const [field, text] of fields)
    if (text.length > longest[field])
      throw unfit(`print.provider-long-${field}`, { length: text.length, longest: longest[field] });
}

/** What a letter that names a postage goes by. */
const productOf = ({ ticket }: ProviderLetter, { product }: PingenSettings) => ticket.postage?.trim() || product.trim();

/**
 * Pingen v2: the document is put to a signed address, then the letter is made from it under our key. Its answers hold for
 * a key for 24 hours, and its list shows the names of documents.
 */
export function pingen(settings: PingenSettings, { secret, clock, inside, time }: ProviderMeans): PrintProvider {
  const { environment, organisation, clientId, position, draft } = settings;
  const base = settings.server.trim().replace(/\/+$/, "") || hosts[environment].server;
  const identity = settings.identity.trim().replace(/\/+$/, "") || hosts[environment].identity;
  const letters = `${base}/organisations/${encodeURIComponent(organisation.trim())}/deliveries/letters`;
  const { host } = new URL(base);
  if (secret.trim() === "") throw new Fault("service.no-secret");

  const oauth = { tokenAddress: `${identity}/auth/access-tokens`, clientId, scope: "letter organisation_read" };
  const asService = { ...serviceOf({ ...usualMapping, address: base }), ...oauth, clientIn: "body" as const };
  const { hostname } = new URL(identity);
  const tokens = tokenSource(
    asService,
    secret.trim(),
    (headers, form) =>
      callHttp({
        ...{ method: "POST", url: oauth.tokenAddress, headers, body: Buffer.from(form), time: 15_000, answer: 65_536 },
        ...(!inside && !namesInside(hostname) && { lookup: outsideLookup(hostname) }),
      }).catch((error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        throw new Fault("service.token-unavailable", { host: hostname, status: error.data.code ?? "" });
      }),
    clock,
  );
  const proof: Proof = {
    headers: async () => ({ authorization: `Bearer ${await tokens.take()}` }),
    refused({ authorization = "" }) {
      tokens.drop(authorization.replace("Bearer ", ""));
      return true;
    },
  };
  const call = callerOf({ clock, inside, proof, hidden: [secret.trim()], ...(time !== undefined && { time }) });
  const ask = (given: Omit<ProviderCall, "headers" | "body"> & { body?: object }) => {
    const { body, ...rest } = given;
    const bytes = body && { type: jsonApi, bytes: Buffer.from(JSON.stringify(body)) };
    return call({ ...rest, headers: { accept: jsonApi }, ...(bytes !== undefined && { body: bytes }) });
  };
  const read = (url: string) => ask({ method: "GET", url, reads: true });
  const missing = ({ status }: { status: number }) =>
    new ProviderFault("print.provider-unclear", { host, status }, { certainly: true, again: true });

  return {
    host,
    keys,
    check: checkPaper,
    checkAddress,
    async prepare(letter) {
      const offered = await read(`${base}/file-upload`);
      const { data: place } = Upload.safeParse(attributesOf(offered.data));
      if (place === undefined) throw missing(offered);
      const body = { type: "application/pdf", bytes: letter.pdf };
      await call({ method: "PUT", url: place.url, bare: true, reads: true, body });
      return { file_url: place.url, file_url_signature: place.url_signature };
    },
    async create(letter, prepared) {
      const { sides, colour } = letter.ticket;
      const file = Prepared.parse(prepared);
      const attributes = {
        ...{ file_original_name: fileOf(letter), ...file },
        ...{ address_position: position, auto_send: !draft, delivery_product: productOf(letter, settings) },
        print_mode: sides === "one-sided" ? "simplex" : "duplex",
        print_spectrum: colour === "color" ? "color" : "grayscale",
      };
      const { status, data } = await ask({
        ...{ method: "POST", url: letters, body: { data: { type: "letters", attributes } } },
        ...{ key: { header: "Idempotency-Key", value: letter.key }, hidden: personalWords(letter) },
      });
      const name = idOf(dataOf(data));
      if (name === undefined) throw inDoubt("print.provider-unclear", { host, status });
      return name;
    },
    async find(key) {
      const { data } = await read(`${letters}?sort=-created_at&page[limit]=100`);
      const all = asObject(data).data;
      const named = (one: Json) => asObject(asObject(one).attributes).file_original_name === fileOf({ key });
      return idOf(Array.isArray(all) ? all.find(named) : undefined);
    },
    ...(!draft && {
      async status(name: string): Promise<JobSeen> {
        const { data } = await read(`${letters}/${encodeURIComponent(name)}`).catch((error: unknown) => {
          if (error instanceof ProviderFault && error.data.status === 404) return { data: undefined };
          throw error;
        });
        return data === undefined ? { state: "untraced" } : seenOf(String(attributesOf(data).status ?? ""), host);
      },
    }),
    cancel: (name) =>
      ask({ method: "PATCH", url: `${letters}/${encodeURIComponent(name)}/cancel`, reads: true }).then(
        () => "cancelled" as const,
        tooLateOf,
      ),
    async look() {
      const { data } = await read(`${base}/organisations/${encodeURIComponent(organisation.trim())}`);
      const { name } = attributesOf(data);
      const facts = [
        new Fault("print-service.pingen", { host, name: typeof name === "string" ? name.slice(0, 100) : "—" }),
      ];
      const price = await ask({
        ...{ method: "POST", url: `${letters}/price-calculator`, reads: true },
        body: { data: { type: "letter_price_calculator", attributes: priced(settings) } },
      }).catch((error: unknown) => {
        // A product that does not go there has no price.
        if (error instanceof ProviderFault && !error.again) return { data: undefined };
        throw error;
      });
      const { price: value, currency } = attributesOf(price.data);
      if (typeof value === "number" && typeof currency === "string")
        facts.push(new Fault("print-service.pingen-price", { price: value, currency: currency.slice(0, 3) }));
      return facts;
    },
    event: (body: JsonObject) => eventOf(body),
  };
}

/** One sheet to France, as the service sends it. */
const priced = ({ product }: PingenSettings) => ({
  ...{ country: "FR", paper_types: ["normal"], print_mode: "simplex", print_spectrum: "color" },
  delivery_product: product.trim(),
});
