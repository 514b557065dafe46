import { parse } from "parse5";
import type { JsonObject } from "../../../src/contract/index.ts";
import { answerPage, type PageAnswer, type PageAsk, type PageBehind, type PageForm } from "../../../src/page/index.ts";
import type { KeptPage } from "../../../src/store/index.ts";
import type { Field } from "../../../src/webhook/index.ts";

export const token = "0123456789abcdefghjkmnpqrs";
export const otherToken = "zyxwvtsrqpnmkjhgfedcba9876";
export const asset = { hash: "a".repeat(64), type: "video/mp4", bytes: 12 };

/** A document as render message publishes it. */
export const document = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Your offer</title><style>main { color: navy }</style></head>
<body><main><h1>Your offer</h1><video controls poster="asset:${"b".repeat(64)}" src="asset:${asset.hash}"></video>
<response-form></response-form><p>Below</p></main></body>
</html>`;

export const text = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: "text",
  required: false,
  target: "event",
  ...more,
});

/** A field of each type. */
export const fields: Field[] = [
  text("decision", {
    type: "enum",
    required: true,
    values: [
      { value: "accepted", synonyms: ["yes"] },
      { value: "declined", synonyms: [] },
    ],
  }),
  text("person.firstName", { target: "recipient", required: true }),
  text("email", { type: "email", target: "recipient" }),
  text("mobile", { type: "phone" }),
  text("visit", { type: "date" }),
  text("persons", { type: "number" }),
  text("budget", { type: "money" }),
  text("terms", { type: "boolean", required: true }),
  text("news", { type: "boolean" }),
  text("postalAddress", { type: "address", target: "recipient" }),
];

/** What a visitor fills in who does all well. */
export const filled: Readonly<Record<string, string>> = {
  "data.decision": "accepted",
  "data.person.firstName": "Léa",
  "data.email": "lea@example.org",
  "data.mobile": "06 12 34 56 78",
  "data.visit": "2026-05-02",
  "data.persons": "2",
  "data.budget": "1 234,50",
  "data.terms": "on",
  "data.postalAddress.thoroughfare": "5 rue du Bac\r\nBâtiment C",
  "data.postalAddress.postalCode": "75007",
  "data.postalAddress.locality": "Paris",
  "data.postalAddress.country": "FR",
};

export const form = (more: Partial<PageForm> = {}): PageForm => ({
  fields,
  country: "FR",
  currency: "EUR",
  again: false,
  texts: () => ({ labels: {}, choices: {} }),
  ...more,
});

export const kept = (more: Partial<KeptPage> = {}, content: JsonObject = {}): KeptPage => ({
  id: "page-1",
  campaign: "c1",
  journey: "j1",
  node: "n1",
  recipient: "R-1",
  message: { content: { subject: "Your offer", html: document, language: "en", assets: [asset], ...content } },
  purpose: "marketing",
  test: false,
  expires: Number.POSITIVE_INFINITY,
  visits: 0,
  ...more,
});

type Response = Parameters<PageBehind["responded"]>[0];

/** One page, kept in memory as a store keeps it, and what was done to it. */
export class Pages implements PageBehind {
  form = form();
  choices = true;
  accentColour = "";
  secret = "ab".repeat(32);
  time = 1_800_000_000_000;
  page: KeptPage | undefined = kept();
  open: ("print" | "email" | "sms")[] = ["email", "print"];
  /** What the next calls come to, where something else than usual. */
  result: "kept" | "same" | "other" | "over" | "none" | undefined;
  wait: number | undefined;
  /** The call that fails. */
  broken: string | undefined;
  visits: boolean[] = [];
  responses: Response[] = [];
  optOuts: string[][] = [];
  failures: unknown[] = [];

  private call(name: string): void {
    if (this.broken === name) throw new Error(`${name} cannot be reached`);
  }
  async find(asked: string) {
    this.call("find");
    return asked === token ? this.page : undefined;
  }
  async languageOf() {
    this.call("languageOf");
    return undefined;
  }
  async openChannels() {
    this.call("openChannels");
    return this.open;
  }
  assetAt = ({ hash }: { hash: string }) => `/link/c1/asset/${hash.slice(0, 8)}?a=1&b=2`;
  async visited(asked: string, doubtful: boolean) {
    this.call("visited");
    if (asked !== token || this.page === undefined) return "none";
    this.visits.push(doubtful);
    return "first" as const;
  }
  async responded(response: Response) {
    this.call("responded");
    if (this.result !== undefined) return this.result;
    if (this.page === undefined) return "none";
    if (this.responses.some(({ id }) => id === response.id)) return "same";
    if (this.page.response !== undefined && !this.form.again) return "other";
    this.responses.push(response);
    this.page = { ...this.page, response: { id: response.id, at: this.time, data: response.form } };
    return "kept";
  }
  async optOut(_: string, channels: readonly ("print" | "email" | "sms")[]) {
    this.call("optOut");
    this.optOuts.push([...channels]);
    this.open = this.open.filter((way) => !channels.includes(way));
    return ["print", "email", "sms"].filter((way) => !this.open.includes(way as "sms"));
  }
  now = () => this.time;
  async tooMany() {
    this.call("tooMany");
    return this.wait;
  }
  failed = (error: unknown) => void this.failures.push(error);

  ask(ask: Partial<PageAsk> = {}): Promise<PageAnswer> {
    return answerPage(
      { method: "GET", token, action: "page", headers: {}, body: new Uint8Array(), language: "en", ...ask },
      this,
    );
  }
  /** What a browser posts, two seconds after the page was served. */
  post(inputs: Readonly<Record<string, string>> | string, ask: Partial<PageAsk> = {}): Promise<PageAnswer> {
    this.time += 2_000;
    const body = Buffer.from(typeof inputs === "string" ? inputs : new URLSearchParams(inputs).toString());
    return this.ask({ method: "POST", action: "answer", headers: browser, body, ...ask });
  }
  /** The hidden field of the form that a call shows. */
  async sealed(ask: Partial<PageAsk> = {}): Promise<string> {
    return sealedIn(await this.ask(ask));
  }
  /** All that changed. */
  get changes(): unknown[] {
    return [...this.visits, ...this.responses, ...this.optOuts];
  }
}

export const browser = {
  "content-type": "application/x-www-form-urlencoded",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  origin: "null",
  "sec-fetch-site": "same-origin",
};

export const htmlOf = ({ body }: PageAnswer) => Buffer.from(body).toString("utf8");
export const sealedIn = (answer: PageAnswer) =>
  elements(answer, "input").find(({ of }) => of.name === "form")?.of.value ?? "";

export interface Element {
  name: string;
  of: Readonly<Record<string, string>>;
  /** All text within, without what is not seen. */
  text: string;
  parents: readonly string[];
}

type Node = { nodeName: string; value?: string; attrs?: { name: string; value: string }[]; childNodes?: Node[] };

/** The elements of a name as a browser sees them, in their order. */
export function elements(answer: PageAnswer | string, ...names: string[]): Element[] {
  const found: Element[] = [];
  const textOf = (node: Node): string => node.value ?? (node.childNodes ?? []).map(textOf).join("");
  const visit = (node: Node, parents: readonly string[]): void => {
    if (node.attrs !== undefined && (names.length === 0 || names.includes(node.nodeName))) {
      const of = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      found.push({ name: node.nodeName, of, text: textOf(node).trim(), parents });
    }
    for (const child of node.childNodes ?? []) visit(child, [node.nodeName, ...parents]);
  };
  visit(parse(typeof answer === "string" ? answer : htmlOf(answer)) as unknown as Node, []);
  return found;
}
