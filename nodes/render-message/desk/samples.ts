import type { PostalAddress, Recipient } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { type Field, isRequired, targetName } from "../../../src/webhook/fields/field.ts";
import type { FlowBefore, SavedNode } from "../flow-before.ts";
import { fieldsOf } from "../known-variables.ts";
import type { SamplesAnswer } from "../preview-answer.ts";
import { type BranchBefore, branchBefore } from "./branch-before.ts";

/** Somebody who does not exist, in a town that does not exist. */
interface MadeUp {
  name: "plain" | "english" | "long" | "missing";
  recipient: Omit<Recipient, "id" | "postalAddress" | "location">;
}

/** Numbers are of the ranges that ARCEP and Ofcom keep for films; addresses are of example.org (RFC 2606). */
const people: readonly [MadeUp, ...MadeUp[]] = [
  {
    name: "plain",
    recipient: {
      locale: "fr",
      title: "Mme",
      firstName: "Camille",
      lastName: "Moreau",
      email: "camille.moreau@example.org",
      phone: "+33639980012",
      consent: { email: true, sms: true, print: true },
    },
  },
  {
    name: "english",
    recipient: {
      locale: "en-GB",
      title: "Mr",
      firstName: "Oliver",
      lastName: "O’Connor & Sons",
      email: "oliver@example.org",
      phone: "+447700900123",
      consent: { email: true, sms: true, print: true },
    },
  },
  {
    name: "long",
    recipient: {
      locale: "el",
      firstName: "Αικατερίνη",
      lastName: "Παπακωνσταντίνου-Γεωργίου",
      email: "aikaterini.papakonstantinou-georgiou@long-department.example.org",
      phone: "+33639980099",
      consent: { email: true, sms: true, print: true },
    },
  },
  { name: "missing", recipient: {} },
];

/** Where no switch decides. */
const usualBranch: BranchBefore = { label: "accepted", rule: 0 };

/** Where those live who live nowhere on the map. */
export const anywhere: PostalAddress = {
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare: ["51 boulevard des Dunes"],
};

/** The made-up people, in the words of a reader. */
export function madeUpPeople(language: string): SamplesAnswer["samples"] {
  return people.map(({ name }) => ({ name, title: sentence(`message.sample-${name}`, {}, language) }));
}

function valueFor(field: Field, { email, phone }: MadeUp["recipient"], language: string): unknown {
  const { type, values, currency } = field;
  if (type === "enum") return values?.[0]?.value ?? "";
  if (type === "number") return 12;
  if (type === "date") return "2026-03-31";
  if (type === "money") return { amount: 125_000, currency: currency || "EUR" };
  if (type === "email") return email ?? "office@example.org";
  if (type === "phone") return phone ?? "+33639980000";
  if (type === "boolean") return true;
  if (type === "address") return anywhere;
  return sentence("message.sample-text", {}, language);
}

/** What a webhook before the node would have put into the event; of somebody of whom much is missing, what it requires alone. */
function eventData(fields: readonly Field[], one: MadeUp, language: string): Record<string, unknown> {
  const asked = fields.filter((field) => field.target === "event" && (one.name !== "missing" || isRequired(field)));
  if (fields.length === 0) return { decision: "accepted" };
  return Object.fromEntries(asked.map((field) => [targetName(field), valueFor(field, one.recipient, language)]));
}

/** The further columns of the lists before the node. */
function attributesOf(nodes: readonly SavedNode[], language: string): Record<string, string> {
  const columns = nodes.flatMap(({ type, columns: some }) => (type === "audience" && Array.isArray(some) ? some : []));
  const names = columns
    .map(({ target }: { target?: unknown }) => /^attributes\.(.+)$/.exec(String(target))?.[1])
    .filter((name) => name !== undefined);
  return Object.fromEntries(names.map((name) => [name, sentence("message.sample-text", {}, language)]));
}

/** A message as one of the made-up people would bring it to a node; without an address, which the map knows. */
export function madeUpMessage(
  name: string,
  before: FlowBefore,
  now: number,
  language: string,
): Record<string, unknown> & { recipient: Recipient } {
  const { nodes } = before;
  const one = people.find((person) => person.name === name) ?? people[0];
  const attributes = one.name === "missing" ? {} : attributesOf(nodes, language);
  const receivedAt = new Date(now).toISOString();
  const { label, rule, value = label, field, arm } = branchBefore(before) ?? usualBranch;
  const data = { ...eventData(fieldsOf(nodes), one, language), ...(field !== undefined && { [field]: value }) };
  return {
    recipient: { id: `sample-${one.name}`, ...one.recipient, attributes },
    journey: { id: "sample", caseKey: "D-1001", startedAt: receivedAt, test: true, task: "sample", at: receivedAt },
    event: { id: "sample", type: "decision", receivedAt, data },
    decision: { value, label, rule, reason: "", ...(arm !== undefined && { arm }) },
  };
}
