import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { after, before, describe, it } from "mocha";
import { askForWords, translated } from "../../nodes/journey-sidebar/editor/overview/said.ts";

interface Shown {
  id: string;
  campaign?: string;
  locale?: string;
  status?: { text: string };
}

/** The editor as far as it is asked: its nodes, its language, and what the runtime answers. */
const fake = globalThis as unknown as Record<string, unknown>;
const real = { RED: fake.RED, $: fake.$, window: fake.window, XMLHttpRequest: fake.XMLHttpRequest };
const words = (key: string) => key;

describe("statuses in the language of whoever looks", () => {
  const nodes = new Map<string, Shown>();
  let answers: { id: string; shown: string; text: string }[] = [];
  let asked = 0;
  const show = (id: string, text: string, campaign = "french"): EditorNode => {
    nodes.set(id, { id, campaign, status: { text } });
    return nodes.get(id) as unknown as EditorNode;
  };
  const look = async (node: EditorNode) => {
    askForWords(node, words, () => {});
    await pause(400);
    return translated(node)?.text;
  };

  before(() => {
    nodes.set("french", { id: "french", locale: "fr-FR" });
    nodes.set("english", { id: "english", locale: "en-GB" });
    Object.assign(fake, {
      RED: { nodes: { node: (id: string) => nodes.get(id) ?? null }, i18n: { lang: () => "en-US" } },
      window: globalThis,
      XMLHttpRequest: class {
        upload = {};
      },
      $: {
        ajax() {
          asked += 1;
          const said = answers;
          return { done: (hear: (value: object) => void) => hear({ said }), fail() {} };
        },
      },
    });
  });
  after(() => Object.assign(fake, real));

  it("are asked for, and said in it", async () => {
    answers = [{ id: "letter", shown: "2 problème(s)", text: "2 problem(s)" }];
    assert.equal(await look(show("letter", "2 problème(s)")), "2 problem(s)");
    assert.equal(asked, 1);
  });

  it("are not asked for where the campaign speaks it as well", async () => {
    assert.equal(await look(show("letter", "2 problem(s)", "english")), undefined);
    assert.equal(asked, 1);
  });

  it("are asked for once where the runtime has no words for them, however often they are shown", async () => {
    for (let times = 0; times < 3; times += 1) assert.equal(await look(show("mail", "ready")), undefined);
    assert.equal(asked, 2);
  });

  it("are asked for again where they were shown no more when the answer came", async () => {
    askForWords(show("film", "10 %"), words, () => {});
    show("film", "20 %");
    await pause(400);
    answers = [{ id: "film", shown: "10 %", text: "10 per cent" }];
    assert.equal(await look(show("film", "10 %")), "10 per cent");
    assert.equal(asked, 4);
  });
});
