import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { engineFor } from "../../src/message/engine.ts";
import { renderText } from "../../src/message/index.ts";

const guide = readFileSync(new URL("../../docs/messages.md", import.meta.url), "utf8");
const recipient = { title: "Mme", firstName: "Camille", lastName: "Moreau", phone: "+33639980012" };
const setting = { language: "fr", timeZone: "Europe/Paris", what: "guide", kind: "text" } as const;

describe("the guide to messages", () => {
  const examples = [...guide.matchAll(/^\| `(\{\{.*\}\})` \| (.*) \|$/gm)];

  it("has examples of filters", () => assert.ok(examples.length > 15));

  for (const [, template = "", written = ""] of examples)
    it(`is right about ${template}`, () => {
      const text = renderText(template.replaceAll("\\|", "|"), { recipient }, setting);
      assert.equal(text.replace(/\s/gu, " "), written);
    });

  it("names every filter and every tag, and no others", () => {
    const { filters } = engineFor("text").liquid;
    const { tags } = engineFor("html").liquid;
    const named = (section: string) => new Set([...section.matchAll(/`([a-z_0-9#]+)`/g)].map(([, name]) => name));
    const [, list = "", tagList = ""] = /Of Liquid's own([\s\S]*?)\nTags:([\s\S]*?)\n\n/.exec(guide) ?? [];
    const inTable = [...guide.matchAll(/\\\| ([a-z_]+)/g)].map(([, name]) => name);
    assert.deepEqual(
      [...new Set([...named(list), ...inTable, "map_image", "media", "video_image"])].sort(),
      Object.keys(filters).sort(),
    );
    assert.deepEqual([...named(tagList)].sort(), Object.keys(tags).sort());
  });
});
