import { sentence } from "../../language/index.ts";
import { escaped } from "../../links/index.ts";
import type { Spoken } from "../accept-language.ts";
import type { Proof } from "../authentication/index.ts";
import { type Field, isRequired } from "../fields/index.ts";
import { languageNames, type SampledCall, sampleIn, sampleLanguages } from "../samples/index.ts";
import { synonymsOf } from "./body-schema.ts";
import { addressOf, exampleOf, isHidden, type KitFacts, takesIdempotencyKey } from "./facts.ts";
import { kitReceipts, otherReplies } from "./receipts.ts";
import { proofInWords } from "./security.ts";
import { html, type Say } from "./words.ts";
import { exampleUser, type WorkedExample, workedExample } from "./worked-example.ts";

const paragraph = (text: string) => (text === "" ? "" : `<p>${text}</p>\n`);

/** Text to copy; `label` names it to screen readers, for it can be scrolled. */
export const block = (text: string, label: string) =>
  `<div class="block"><pre tabindex="0" role="region" aria-label="${label}"><code>${escaped(text)}</code></pre></div>\n`;

export function addressSection(facts: KitFacts, say: Say): string {
  return [
    paragraph(say("address.post")),
    block(addressOf(facts), say("address")),
    paragraph(isHidden(facts) ? say("address.hidden") : ""),
    paragraph(facts.networks ? say("address.networks") : ""),
  ].join("");
}

export function bodySection(facts: KitFacts, say: Say, language: Spoken): string {
  const rows = facts.fields.map((field) => fieldRow(field, say, language)).join("");
  const head = ["field", "type", "says"].map((name) => `<th scope="col">${say(`body.${name}`)}</th>`).join("");
  const limits = [
    say("body.limit", { kib: Math.ceil(facts.limit / 1024) }),
    facts.batch > 0 ? say("body.batch", { count: facts.batch }) : say("body.one"),
    say(`body.unknown.${facts.unknown}`),
  ];
  return [
    `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>\n`,
    paragraph(facts.fields.some(({ name }) => name.includes(".")) ? say("body.dots") : ""),
    paragraph(limits.join(" ")),
    `<h3>${say("body.example")}</h3>\n`,
    block(JSON.stringify(exampleOf(facts), null, 2), say("body.example")),
  ].join("");
}

function fieldRow(field: Field, say: Say, language: Spoken): string {
  const { name, type, target, meaning = "", values = [] } = field;
  const unset = field.default === undefined || field.default === null || field.default === "";
  const says = [
    html(meaning),
    target === "case-key" && meaning === "" ? say("body.case") : "",
    target === "recipient" ? say("body.person") : "",
    type === "enum" ? say("body.values", { values: values.map(({ value }) => value).join(", ") }) : "",
    html(synonymsOf(field, language)),
    unset
      ? ""
      : say("body.default", {
          value: typeof field.default === "string" ? field.default : JSON.stringify(field.default),
        }),
  ].filter((text) => text !== "");
  const needed = isRequired(field) ? ` <em>${say("body.required")}</em>` : "";
  return `<tr><th scope="row"><code>${escaped(name)}</code>${needed}</th><td>${say(`type.${type}`)}</td><td>${says.join(" ")}</td></tr>`;
}

export async function proofSection(facts: KitFacts, say: Say, language: Spoken): Promise<string> {
  const { proofs, window } = facts;
  const several = proofs.length > 1;
  const cards = await Promise.all(
    proofs.map(async (proof, index) => {
      const words = proofInWords(proof, window, language).map((text) => `<li>${html(text)}</li>`);
      const signs = proof.kind === "standard-webhooks" || proof.kind === "hmac";
      if (signs || (proof.kind === "jwt" && proof.bodyHash !== undefined)) words.push(`<li>${say("proof.bytes")}</li>`);
      const title = several ? `<h3>${say("proof.number", { number: index + 1 })}</h3>\n` : "";
      const worked = await workedExample(proof, facts);
      return `${title}<ul>${words.join("")}</ul>\n${worked === undefined ? "" : workedPart(worked, say, proof)}`;
    }),
  );
  return paragraph(several ? say("proof.any") : "") + cards.join("");
}

function workedPart(worked: WorkedExample, say: Say, proof: Proof): string {
  const { secret, at, eventId, body, signed, headers, query } = worked;
  const sent = [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...Object.entries(query).map(([name, value]) => `?${name}=${value}`),
  ].join("\n");
  const hasId = Object.values(headers).includes(eventId);
  const signs = signed !== undefined || proof.kind === "jwt";
  const rows: [string, string][] = [
    [say("worked.secret"), secret],
    ...(hasId ? [[say("worked.id"), eventId] as [string, string]] : []),
    ...(at === undefined ? [] : [[say("worked.time"), `${at.instant} · ${at.ms / 1000}`] as [string, string]]),
    ...(signs ? [[say("worked.body"), body] as [string, string]] : []),
    ...(signed === undefined ? [] : [[say("worked.signed"), signed] as [string, string]]),
    [say("worked.sent"), sent],
  ];
  const list = rows.map(([term, value]) => `<dt>${term}</dt><dd><code>${escaped(value)}</code></dd>`).join("");
  return `<details class="worked" open><summary>${say("worked")}</summary>\n${paragraph(say("worked.hint"))}<dl>${list}</dl></details>\n`;
}

export function idSection(facts: KitFacts, say: Say): string {
  const places = facts.identity.map((place) => `<li>${say(`id.${place}`, { field: facts.identityField })}</li>`);
  return [
    paragraph(say("id.what")),
    `<p>${say("id.order")}</p>\n<ol>${places.join("")}</ol>\n`,
    paragraph(`${say("retry.again", { days: facts.retention })} ${say("retry.time")}`),
    paragraph(say("rotation")),
  ].join("");
}

const secretName = "WEBHOOK_SECRET";

/** The call that samples are written for: with nobody's name and no secret. */
function sampledCall(facts: KitFacts): SampledCall {
  const [first] = facts.proofs;
  const proof: Proof = first?.kind === "basic" ? { ...first, user: exampleUser } : first!;
  const secret = `\${${secretName}}`;
  return { url: addressOf(facts), proof, secret, body: exampleOf(facts), idempotencyKey: takesIdempotencyKey(facts) };
}

export function samplesSection(facts: KitFacts, say: Say): string {
  const call = sampledCall(facts);
  const parts = sampleLanguages.map((language, index) => {
    const text = sampleIn(language, call);
    if (text === undefined) return "";
    const name = languageNames[language];
    return `<details name="sample"${index === 0 ? " open" : ""}><summary>${name}</summary>\n${block(text, name)}</details>\n`;
  });
  const none = parts.every((part) => part === "");
  if (none) return paragraph(say("samples.none"));
  return (
    paragraph(call.proof.kind === "address-only" ? "" : say("samples.hint", { name: secretName })) + parts.join("")
  );
}

export function receiptsSection(facts: KitFacts, say: Say, language: Spoken): string {
  const head = ["status", "receipt", "meaning", "do"].map((name) => `<th scope="col">${say(`receipts.${name}`)}</th>`);
  const row = (status: number, name: string, meaning: string, what: string) =>
    `<tr><th scope="row">${status}</th><td>${name === "" ? "" : `<code>${name}</code>`}</td><td>${meaning}</td><td>${what}</td></tr>`;
  const told = kitReceipts(facts, language).map(({ status, receipt, toDo }) => {
    const answers = receipt === "forbidden" ? ["forbidden", "test-only"] : [receipt];
    const meaning = answers.map((name) => html(sentence(`webhook.answer.${name}`, {}, language))).join(" ");
    return { status, text: row(status, receipt, meaning, say(`do.${toDo}`)) };
  });
  const others = Object.keys(otherReplies(facts, language)).map((status) => ({
    status: Number(status),
    text: row(
      Number(status),
      "",
      say(`status.${status}`),
      status === "408" ? say("do.again") : status === "207" ? "" : say("do.mend"),
    ),
  }));
  const rows = [...told, ...others].sort((one, other) => one.status - other.status).map(({ text }) => text);
  const { webhook, source } = facts.rate;
  return [
    `<table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>\n`,
    paragraph(say("receipts.problem")),
    paragraph(webhook > 0 && source > 0 ? say("receipts.rate", { webhook, source }) : ""),
  ].join("");
}

export function statusSection(facts: KitFacts, say: Say, language: Spoken): string {
  const states = (["accepted", "continued", "waiting", "finished", "dead"] as const).map(
    (state) => `<dt><code>${state}</code></dt><dd>${html(sentence(`webhook.state.${state}`, {}, language))}</dd>`,
  );
  const address = `GET ${facts.base}${facts.receipts}/…`;
  return `${paragraph(say("status.how"))}<dl>${states.join("")}</dl>\n${block(address, say("status"))}`;
}
