import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Language } from "./desk.ts";
import { deskWithStory } from "./shared-desk.ts";

const story: Record<Language, { category: string; nodes: string[] }> = {
  // French first: the tests before this file have it open.
  fr: {
    category: "Parcours de campagne",
    nodes: [
      "audience",
      "webhook entrant",
      "attendre la décision",
      "aiguillage",
      "appeler un service",
      "plan d’accès",
      "composer le message",
      "page personnelle",
      "envoyer à l’impression",
      "envoyer un e\u2011mail",
      "envoyer un SMS",
    ],
  },
  "en-US": {
    category: "Campaign journeys",
    nodes: [
      "audience",
      "inbound webhook",
      "wait for decision",
      "decision switch",
      "call service",
      "route map",
      "render message",
      "personal page",
      "send print job",
      "send email",
      "send SMS",
    ],
  },
};

describe("palette", function () {
  this.timeout(120_000);
  this.retries(1);
  for (const [language, expected] of Object.entries(story) as [Language, (typeof story)[Language]][]) {
    it(`lists the nodes in the order of the story, ${language}`, async () => {
      const desk = await deskWithStory(language);
      const shown = await desk.page.evaluate(() => ({
        category: $("#red-ui-palette-header-campaign > span").text(),
        nodes: $("#red-ui-palette-campaign .red-ui-palette-node")
          .toArray()
          .map((node) => $(node).attr("data-palette-label")),
        types: $("#red-ui-palette-campaign .red-ui-palette-node")
          .toArray()
          .map((node) => String($(node).attr("data-palette-type"))),
      }));
      const { types, ...words } = shown;
      assert.deepEqual(words, expected);
      for (const type of types) {
        const help = await desk.page.evaluate((name) => $(`script[data-help-name="${name}"]`).html(), type);
        assert.match(help, language === "fr" ? /<h3>Détails/ : /<h3>Details/, `help of ${type}`);
      }
      assert.deepEqual(desk.complaints, []);
    });
  }
});
