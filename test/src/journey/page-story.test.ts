import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../src/contract/index.ts";
import { storyInWords } from "../../../src/journey/index.ts";
import { sentence } from "../../../src/language/index.ts";

const at = Date.UTC(2026, 10, 25, 8);
const journey = { id: "j", campaign: "c", recipient: "R-1", startedAt: at, test: false };

describe("the story of a personal page", () => {
  for (const [kind, data, en, fr] of [
    [
      "page.published",
      { until: "2026-12-24T08:00:00.000Z" },
      "The recipient’s page can be visited, until 24 Dec 2026, 08:00:00.",
      "La page du destinataire peut être visitée, jusqu’au 24 déc. 2026, 08:00:00.",
    ],
    ["page.visited", {}, "The recipient visits the page.", "Le destinataire visite la page."],
    [
      "page.responded",
      { event: "form", data: { answer: "yes", rooms: 3 } },
      "The recipient answers on the page: answer = yes, rooms = 3.",
      "Le destinataire répond sur la page : answer = yes, rooms = 3.",
    ],
    [
      "page.responded",
      { event: "form", data: {} },
      "The recipient sends the form of the page.",
      "Le destinataire envoie le formulaire de la page.",
    ],
    [
      "page.opted-out",
      { channels: ["email", "print", "sms"] },
      "On the page, the recipient wants no more marketing by e-mail, print, and text.",
      "Sur la page, le destinataire ne veut plus de publicité par e-mail, courrier et SMS.",
    ],
    [
      "page.revoked",
      {},
      "The address of the page is ended: nobody can visit it any more.",
      "L’adresse de la page est close : personne ne peut plus la visiter.",
    ],
  ] as [kind: string, data: JsonObject, en: string, fr: string][])
    it(`tells ${kind} ${JSON.stringify(data)} in both languages, and tally counts it`, () => {
      for (const [tag, words] of [
        ["en", en],
        ["fr", fr],
      ] as const) {
        const [, line] = storyInWords({ journey, lines: [{ at, kind, node: "page", data }] }, tag, "UTC");
        // What stands before a French sign is a space that does not break.
        assert.ok(line?.replace(/\s/g, " ").endsWith(`  ${words}`), line);
        assert.notEqual(sentence(`tally.${kind}`, { count: 2 }, tag), `tally.${kind} {"count":2}`);
      }
    });
});
