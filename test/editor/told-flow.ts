import { defaults as audience } from "../../nodes/audience/config.ts";
import { defaults as campaign } from "../../nodes/campaign/config.ts";
import { defaults as decisionSwitch } from "../../nodes/decision-switch/config.ts";
import { defaults as webhook } from "../../nodes/inbound-webhook/config.ts";
import { defaults as message } from "../../nodes/render-message/config.ts";
import { defaults as email } from "../../nodes/send-email/config.ts";
import { defaults as print } from "../../nodes/send-print-job/config.ts";
import { defaults as wait } from "../../nodes/wait-for-decision/config.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { until } from "../flows/runtime.ts";
import { field } from "../text-field.ts";

/**
 * A story that is told step by step: an e-mail, a wait, the insurer's decision, a letter. Its ids are no other flow's: all tests
 * have one store, which counts by them.
 */

const secret = mintSecret();
const endpoint = mintEndpoint();
const at = (type: string, id: string, name: string, x: number, y: number) => ({
  ...{ z: "told", id, type, name, campaign: "told-home", x, y },
});

export function toldFlow(): object[] {
  return [
    { id: "told", type: "tab", label: "Home insurance" },
    {
      ...{
        ...campaign,
        id: "told-home",
        type: "campaign",
        name: "Home insurance",
        timeZone: "Europe/Paris",
        locale: "en",
      },
    },
    {
      ...at("http in", "told-enrol", "", 120, 80),
      url: "/enrol-told",
      method: "post",
      wires: [["told-people", "told-taken"]],
    },
    { ...at("http response", "told-taken", "", 300, 140), statusCode: "202", wires: [] },
    {
      ...audience,
      ...at("audience", "told-people", "New customers", 300, 80),
      source: "message",
      wires: [["told-mail"], []],
    },
    {
      ...{
        ...message,
        ...at("render-message", "told-mail", "Welcome e-mail", 500, 80),
        channel: "email",
        format: "html",
      },
      ...{ purpose: "service", subject: "Your application", html: "<p>We are looking at it.</p>" },
      wires: [["told-mails"], []],
    },
    { ...email, ...at("send-email", "told-mails", "E-mails", 700, 80), wires: [["told-wait"], [], []] },
    {
      ...{
        ...wait,
        ...at("wait-for-decision", "told-wait", "The insurer’s decision", 900, 80),
        webhooks: ["told-insurer"],
      },
      wires: [["told-switch"], [], [], []],
    },
    {
      ...{ ...webhook, ...at("inbound-webhook", "told-insurer", "Insurer", 300, 200), endpoint, mode: "release" },
      fields: [field("caseKey", "case-key"), field("decision", "event")],
      credentials: { secrets: JSON.stringify({ "sender.current": secret }) },
      wires: [[], []],
    },
    {
      ...decisionSwitch,
      ...at("decision-switch", "told-switch", "Which decision?", 500, 200),
      wires: [["told-letter"], [], []],
    },
    {
      ...{ ...message, ...at("render-message", "told-letter", "Letter of acceptance", 700, 200), channel: "print" },
      ...{ sender: "Belle Rive Insurance", subject: "Your insurance", body: "Dear customer,\n\nyou are insured." },
      wires: [["told-shop"], []],
    },
    { ...print, ...at("send-print-job", "told-shop", "Print shop", 900, 200), wires: [[], [], []] },
  ];
}

const post = (url: string, body: BodyInit, headers: object = {}) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

const person = {
  ...{ id: "R-1001", caseKey: "POL-1001", firstName: "Camille", lastName: "Moreau", email: "camille@example.org" },
  ...{ street: "12 rue de Paris", postalCode: "35000", locality: "Rennes", country: "FR" },
};

/** Lets somebody come, be written to, be accepted, and get a letter; answers the case. */
export async function tellStory(url: string): Promise<string> {
  await until(
    async () => ((await post(`${url}enrol-told`, JSON.stringify([person]))).status === 202 ? true : undefined),
    "somebody is enrolled",
  );
  const { caseKey } = person;
  const body = JSON.stringify({ caseKey, decision: "accepted" });
  // An event that comes before the wait would be told as an early one.
  const waits = async () => {
    const { nodes } = (await (await fetch(`${url}belle-histoire/journey/overview?campaign=told-home`)).json()) as {
      nodes: Record<string, { waiting?: number }>;
    };
    return nodes["told-wait"]?.waiting === 1 ? true : undefined;
  };
  await until(waits, "somebody waits");
  const answer = await post(`${url}webhook/${endpoint}`, body, {
    ...sign(readSecret(secret), "evt-1", Buffer.from(body), Date.now()),
  });
  if (answer.status !== 202) throw new Error(`the decision is answered ${answer.status}`);
  return caseKey;
}
