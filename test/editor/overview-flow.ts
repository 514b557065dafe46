import { defaults as audience } from "../../nodes/audience/config.ts";
import { defaults as campaign } from "../../nodes/campaign/config.ts";
import { defaults as decisionSwitch } from "../../nodes/decision-switch/config.ts";
import { defaults as webhook } from "../../nodes/inbound-webhook/config.ts";
import { defaults as message } from "../../nodes/render-message/config.ts";
import { defaults as email } from "../../nodes/send-email/config.ts";
import { defaults as print } from "../../nodes/send-print-job/config.ts";
import { defaults as wait } from "../../nodes/wait-for-decision/config.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import { until } from "./hands.ts";

/** A campaign that has run for a while: people who wait, letters and mails that went out, and words that contradict. */

const secret = mintSecret();
const endpoint = mintEndpoint();
const place = (x: number, y: number) => ({ z: "flow", x, y });

const at = (type: string, x: number, y: number, name: string) => ({
  ...place(x, y),
  id: type,
  type,
  name,
  campaign: "insurance",
});

/** An inject that repeats nothing. */
const never = { repeat: "", crontab: "", topic: "" };

const people = Array.from({ length: 120 }, (_, at) => ({
  ...{ id: `R-${at}`, caseKey: `D-${at}`, firstName: "Camille", lastName: `Moreau ${at}`, email: `r${at}@example.org` },
  ...(at === 3 ? {} : { street: "1 quai de la Gare", postalCode: "85100", locality: "Les Sables", country: "FR" }),
}));

export function overviewFlow(): object[] {
  return [
    { id: "flow", type: "tab", label: "Assurance" },
    {
      ...campaign,
      id: "insurance",
      type: "campaign",
      name: "Assurance habitation",
      timeZone: "Europe/Paris",
      locale: "fr",
      conflict: "ask",
    },
    {
      ...{ ...place(110, 120), id: "list", type: "inject", name: "La liste", once: true, onceDelay: 0.1, ...never },
      props: [{ p: "payload" }],
      payload: JSON.stringify(people),
      payloadType: "json",
      wires: [["audience"]],
    },
    { ...audience, ...at("audience", 310, 120, "Portefeuille"), source: "message", wires: [["wait"], []] },
    {
      ...{ ...webhook, ...at("inbound-webhook", 120, 220, "Assureur"), id: "webhook", endpoint, mode: "release" },
      fields: [field("caseKey", "case-key"), field("decision", "event")],
      credentials: { secrets: JSON.stringify({ "sender.current": secret }) },
      wires: [[], []],
    },
    {
      ...{ ...wait, ...at("wait-for-decision", 560, 120, "Décision attendue"), id: "wait", webhooks: ["webhook"] },
      wires: [["switch"], [], [], []],
    },
    {
      ...{ ...decisionSwitch, ...at("decision-switch", 310, 390, "Quelle décision ?"), id: "switch" },
      wires: [["letter"], ["mail"], []],
    },
    {
      ...{ ...message, ...at("render-message", 590, 310, "Lettre d’accord"), id: "letter", channel: "print" },
      ...{
        sender: "Assurance Atlantique",
        subject: "Votre dossier",
        body: "Bonjour {{ recipient.firstName }}, votre dossier est accepté.",
      },
      wires: [["print"], []],
    },
    { ...print, ...at("send-print-job", 830, 310, "Atelier"), id: "print", wires: [[], [], []] },
    {
      ...{
        ...message,
        ...at("render-message", 590, 480, "Mail de refus"),
        id: "mail",
        channel: "email",
        format: "html",
      },
      ...{ purpose: "service", subject: "Votre dossier", html: "<p>Bonjour, votre dossier est refusé.</p>" },
      wires: [["email"], []],
    },
    { ...email, ...at("send-email", 830, 480, "Courriel"), id: "email", wires: [[], [], []] },
  ];
}

let calls = 0;
/** The advertiser's word; answers the receipt. */
export async function decide(url: string, caseKey: string, decision: string): Promise<string> {
  calls += 1;
  const bytes = Buffer.from(JSON.stringify({ caseKey, decision }));
  const signed = sign(readSecret(secret), `evt-${calls}`, bytes, Date.now());
  const headers = { "content-type": "application/json", ...signed };
  const answer = await fetch(`${url}webhook/${endpoint}`, { method: "POST", headers, body: bytes });
  return ((await answer.json().catch(() => ({}))) as { receipt?: string }).receipt ?? String(answer.status);
}

/** What the editor is told. */
async function figures(url: string): Promise<Record<string, Record<string, unknown> | undefined>> {
  const answer = await fetch(`${url}belle-histoire/journey/overview?campaign=insurance`);
  return answer.ok ? ((await answer.json()) as { nodes: Record<string, Record<string, unknown>> }).nodes : {};
}

/** Lets 120 people arrive, and 45 of them go on: 30 accepted (one has no address), 12 refused, 3 neither; one contradicts. */
export async function run(url: string): Promise<void> {
  await until(async () => (await figures(url)).wait?.waiting === 120, "all wait");
  const said = (at: number) => (at < 30 ? "accepted" : at < 42 ? "refused" : "ailleurs");
  for (let at = 0; at < 45; at += 1) await decide(url, `D-${at}`, said(at));
  await decide(url, "D-0", "refused");
  await until(async () => {
    const { switch: all, print, email } = await figures(url);
    return all?.in === 45 && print?.sent === 29 && email?.sent === 12;
  }, "all has happened");
}
