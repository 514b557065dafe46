import { defaults as routeMap } from "../../nodes/route-map/config.ts";
import { until } from "../flows/runtime.ts";

/** People come in over HTTP, are written to in every way, and wait for an answer. */

/** A key that would be more than a text, were it taken for HTML. */
export const hostile = `<img src=x onerror="top.hacked=1"> & “é”`;

const lane = (column: number, row: number) => ({ z: "people", x: 180 + column * 230, y: 80 + row * 70 });

const mail = `<mjml><mj-body><mj-section><mj-column>
<mj-text>Bonjour {{ recipient.firstName }},</mj-text>
<mj-text>vos avantages vous attendent. {{ recipient.attributes.word }}</mj-text>
</mj-column></mj-section></mj-body></mjml>`;

const write = { type: "render-message", version: 2, campaign: "club", missing: "leave-out", language: "fr" };

/** Another one for each flow: a deploy is answered while the flow before still takes people, and forgets them. */
let door = 0;

/** @param url address of the Node-RED */
export function peopleFlow(url: string): object[] {
  door += 1;
  return [
    { id: "people", type: "tab", label: "Club" },
    {
      ...{
        id: "club",
        type: "campaign",
        version: 1,
        name: "Club Belle Rive",
        baseUrl: url.replace(/\/$/, ""),
        testMode: false,
      },
      ...{ locale: "fr", timeZone: "Europe/Paris", store: "" },
    },
    {
      id: "enrol",
      type: "http in",
      ...lane(0, 0),
      url: `/enrol-people-${door}`,
      method: "post",
      wires: [["list", "taken"]],
    },
    { id: "taken", type: "http response", ...lane(1, 1), statusCode: "202", wires: [] },
    {
      ...{ id: "list", type: "audience", ...lane(1, 0), name: "Nouveaux membres", campaign: "club", columns: [] },
      wires: [["segment"], []],
    },
    {
      ...{ id: "segment", type: "decision-switch", version: 1, ...lane(2, 0), name: "Quel segment ?" },
      ...{ property: "recipient.attributes.segment", outputs: 2 },
      rules: [{ label: "Or", operator: "is", value: "or", value2: "", synonyms: [] }],
      wires: [["mail", "text", "map", "page", "wait"], ["wait"]],
    },
    {
      ...{ ...write, id: "mail", ...lane(3, 0), name: "Bienvenue", channel: "email", html: mail },
      ...{ subject: "Bienvenue au club, {{ recipient.firstName }}", preheader: "Vos avantages" },
      wires: [["post"], []],
    },
    {
      id: "post",
      type: "send-email",
      version: 1,
      ...lane(4, 0),
      name: "E-mails",
      campaign: "club",
      wires: [[], [], []],
    },
    {
      ...{ ...write, id: "text", ...lane(3, 1), name: "Un mot", channel: "sms" },
      sms: "Bienvenue {{ recipient.firstName }} ! Votre carte est en route.",
      wires: [["gateway"], []],
    },
    { id: "gateway", type: "send-sms", version: 1, ...lane(4, 1), name: "SMS", campaign: "club", wires: [[], [], []] },
    {
      ...{ ...routeMap, id: "map", type: "route-map", ...lane(2, 2), name: "Le chemin", campaign: "club" },
      wires: [["letter"], ["letter"]],
    },
    {
      ...{
        ...write,
        id: "letter",
        ...lane(3, 2),
        name: "La carte",
        channel: "print",
        sender: "Club Belle Rive\nRennes",
      },
      ...{
        subject: "Votre carte",
        body: "Bonjour {{ recipient.firstName }},\n\nVoici **votre carte**.",
        signature: "Léa",
      },
      wires: [["press"], []],
    },
    {
      ...{
        id: "press",
        type: "send-print-job",
        version: 1,
        ...lane(4, 2),
        name: "Atelier",
        campaign: "club",
        folder: "",
      },
      ...{ sides: "one-sided", colour: "color", copies: 1, wires: [[], [], []] },
    },
    {
      ...{ ...write, id: "page", ...lane(3, 3), name: "Page du membre", channel: "page", subject: "Votre espace" },
      page: "<h1>{{ recipient.firstName }}, bienvenue</h1>",
      wires: [["shown"], []],
    },
    {
      ...{ id: "shown", type: "personal-page", ...lane(4, 3), name: "Espace membre", campaign: "club", slug: "club" },
      ...{ fields: [], wires: [[], [], []] },
    },
    {
      ...{
        id: "wait",
        type: "wait-for-decision",
        version: 1,
        ...lane(3, 4),
        name: "Réponse attendue",
        campaign: "club",
      },
      ...{ webhooks: ["hook"], deadline: { kind: "after", amount: 30, unit: "days", at: "09:00" } },
      ...{ reminders: [], country: "FR", keepEarly: 30, late: "ask", wires: [["answered"], [], [], []] },
    },
    { id: "answered", type: "debug", ...lane(4, 4), name: "La suite", active: false, wires: [] },
    {
      ...{ id: "hook", type: "inbound-webhook", version: 3, ...lane(1, 4), name: "Réponse du partenaire" },
      ...{ campaign: "club", endpoint: "", eventType: "decision", mode: "release", slug: "reponse" },
      fields: [
        { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
        {
          ...{ name: "decision", type: "enum", required: true, target: "event", as: "" },
          values: [
            { value: "accepted", synonyms: [] },
            { value: "refused", synonyms: [] },
          ],
        },
      ],
      wires: [[], []],
    },
  ];
}

interface Member {
  id: string;
  caseKey: string;
  firstName: string;
  [column: string]: string;
}

/** Enrols people, as soon as the flows run. */
export async function enrolIn(url: string, ...people: Member[]): Promise<void> {
  const rows = people.map((person) => ({
    ...{ lastName: "Moreau", email: "camille@example.net", phone: "+33612345678", street: "12 rue de Paris" },
    ...{ postalCode: "35000", locality: "Rennes", country: "FR", "consent.email": "yes", "consent.sms": "yes" },
    ...{ "consent.print": "yes", ...person },
  }));
  await until(async () => {
    const reply = await fetch(`${url}enrol-people-${door}`, {
      ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(rows) },
    });
    return reply.status === 202 ? true : undefined;
  }, "people are enrolled");
}
