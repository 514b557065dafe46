import { blankScene } from "../../nodes/render-message/scenes.ts";
import { until } from "../flows/runtime.ts";
import type { Desk } from "./desk.ts";
import { deskWith } from "./shared-desk.ts";

const place = { z: "pages", x: 0, y: 0 };

const field = (name: string, type: string, more: object = {}) => ({
  ...{ name, type, required: false, values: [], target: "event", as: "", ...more },
});

/** A field of each kind that a visitor writes into, and a choice. */
const fields = [
  field("decision", "enum", {
    required: true,
    values: [
      { value: "accepted", synonyms: ["Oui, j’accepte"] },
      { value: "declined", synonyms: ["Non merci"] },
    ],
    meaning: "Votre réponse",
  }),
  field("email", "email", { target: "recipient", meaning: "Votre e-mail" }),
  field("phone", "phone", { target: "recipient", meaning: "Votre téléphone" }),
  field("visit", "date", { meaning: "Quand passer" }),
  field("persons", "number", { meaning: "Combien serez-vous" }),
  field("budget", "money", { meaning: "Votre budget" }),
  field("news", "boolean", { meaning: "Tenez-moi au courant" }),
  field("postalAddress", "address", { target: "recipient", meaning: "Votre adresse" }),
  field("comment", "text", { meaning: "Un mot pour nous" }),
];

const html = `<h1>{{ recipient.firstName }}, votre proposition</h1>
<p>Nous l’avons préparée pour vous. Elle tient en une page.</p>
<response-form></response-form>
<p>Belle Rive · 4 quai des Thoniers</p>`;

/** People come in over HTTP, get a page each, with a video where it is filmed, and what is heard of them is asked over HTTP. */
function pageFlow(baseUrl: string, filmed: boolean): object[] {
  const write = {
    type: "render-message",
    version: 2,
    campaign: "shop",
    language: "fr",
    missing: "leave-out",
    ...place,
  };
  const hear = (id: string, what: string) => ({
    ...{ id, type: "function", ...place, wires: [], outputs: 0 },
    func: `const all = flow.get("heard") || []; all.push({ what: ${what}, who: msg.recipient.id, payload: msg.payload }); flow.set("heard", all);`,
  });
  return [
    { id: "pages", type: "tab", label: "Pages" },
    { id: "shop", type: "campaign", version: 1, name: "Belle Rive", baseUrl, locale: "fr", timeZone: "Europe/Paris" },
    { id: "enrol", type: "http in", ...place, url: "/enrol", method: "post", wires: [["people", "taken"]] },
    { id: "taken", type: "http response", ...place, statusCode: "202", wires: [] },
    {
      id: "people",
      type: "audience",
      ...place,
      campaign: "shop",
      columns: [],
      wires: [[filmed ? "film" : "page", "address"], []],
    },
    {
      ...write,
      id: "film",
      channel: "video",
      scenes: [{ ...blankScene, duration: 1, headline: "Bienvenue à 100 %" }],
      wires: [["page"], ["problem"]],
    },
    {
      ...write,
      id: "page",
      channel: "page",
      subject: "Votre proposition",
      page: filmed ? `${html}{{ "film" | video }}` : html,
      wires: [["visited"], ["problem"]],
    },
    {
      ...write,
      id: "address",
      channel: "sms",
      sms: "{{ link.page }}",
      pageNode: "visited",
      wires: [["told"], ["problem"]],
    },
    hear("told", '"address"'),
    hear("problem", '"problem"'),
    {
      ...{ id: "visited", type: "personal-page", ...place, campaign: "shop", slug: "offre", fields, country: "FR" },
      ...{ currency: "EUR", intro: "Notre proposition vous convient-elle ?", again: false },
      wires: [["heard"], ["heard"], ["heard"]],
    },
    hear("heard", "msg.page.what"),
    { id: "ask", type: "http in", ...place, url: "/heard", method: "get", wires: [["answer"]] },
    {
      ...{ id: "answer", type: "function", ...place, outputs: 1, wires: [["taken-2"]] },
      func: 'msg.payload = flow.get("heard") || []; return msg;',
    },
    { id: "taken-2", type: "http response", ...place, wires: [] },
  ];
}

export interface Heard {
  what: "address" | "problem" | "visit" | "response" | "opt-out";
  who: string;
  payload: unknown;
}

export interface PageDesk extends Desk {
  /** Enrols somebody and answers where their page is, once it is published. */
  invite(person: { id: string; [column: string]: string }): Promise<string>;
  /** What was heard of somebody so far, besides their address. */
  heardOf(who: string): Promise<Heard[]>;
  /** Waits for so many things to be heard of somebody. */
  hears(who: string, count: number): Promise<Heard[]>;
}

/** A real Node-RED with pages in it. */
export async function deskWithPages({ filmed = false } = {}): Promise<PageDesk> {
  const desk = await deskWith((url) => pageFlow(url.replace(/\/$/, ""), filmed));
  const all = async () => (await (await fetch(`${desk.url}heard`)).json()) as Heard[];
  const heardOf = async (who: string) => (await all()).filter((one) => one.who === who && one.what !== "address");
  return {
    ...desk,
    heardOf,
    hears: (who, count) =>
      until(async () => {
        const heard = await heardOf(who);
        return heard.length >= count ? heard : undefined;
      }, `${count} of ${who}`),
    async invite(person) {
      const row = { email: `${person.id}@example.net`.toLowerCase(), "consent.email": "yes", ...person };
      await until(async () => {
        const reply = await fetch(`${desk.url}enrol`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify([row]),
        });
        return reply.status === 202 ? true : undefined;
      }, "somebody is enrolled");
      const url = await until(async () => {
        const told = (await all()).find(({ who, what }) => who === person.id && what !== "visit");
        if (told?.what === "problem") throw new Error(JSON.stringify(told));
        return told?.payload as string | undefined;
      }, `the address of ${person.id}`);
      await until(async () => ((await fetch(url)).status === 200 ? true : undefined), `the page of ${person.id}`);
      return url;
    },
  };
}
