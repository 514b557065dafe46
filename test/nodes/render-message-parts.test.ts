import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { attachmentFileName } from "../../nodes/render-message/file-name.ts";
import type { FlowBefore, SavedNode } from "../../nodes/render-message/flow-before.ts";
import { knownVariables } from "../../nodes/render-message/known-variables.ts";
import { JsonFault, readJson } from "../../nodes/render-message/read-json.ts";
import { madeUpMessage, madeUpPeople } from "../../nodes/render-message/samples.ts";
import { readSettings } from "../../nodes/render-message/settings.ts";
import { CampaignMessage } from "../../src/contract/index.ts";
import { checkTemplate } from "../../src/message/index.ts";

describe("the name of an attached letter", () => {
  for (const [text, name] of [
    ["Votre dossier D-1", "Votre dossier D-1.pdf"],
    ["Élève à l’œuvre", "Élève à l’œuvre.pdf"],
    ["../../etc/passwd", "etc passwd.pdf"],
    ["a\u202Efdp.exe\r\nBcc: x", "a fdp.exe Bcc x.pdf"],
    ["contrat.PDF", "contrat.pdf"],
    [" . ", "document.pdf"],
    ["CON", "document.pdf"],
    ["x".repeat(300), `${"x".repeat(80)}.pdf`],
    ["🎉".repeat(100), `${"🎉".repeat(80)}.pdf`],
  ])
    it(`of ${JSON.stringify(text?.slice(0, 30))} is ${JSON.stringify(name?.slice(0, 30))}`, () => {
      assert.equal(attachmentFileName(text ?? ""), name);
    });
});

describe("JSON with its places", () => {
  it("is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 0, max: 4 }), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        assert.deepEqual(readJson(spaced).value, JSON.parse(spaced));
      }),
    );
  });

  it("is refused where JSON.parse refuses it", () => {
    const broken = fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "{", "]", '"', "\\", "01", "nul", "\u0000"));
    fc.assert(
      fc.property(broken, ([text, at, sign]) => {
        const cut = text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1);
        let value: unknown;
        try {
          value = JSON.parse(cut);
        } catch {
          assert.throws(() => readJson(cut), JsonFault);
          return;
        }
        assert.deepEqual(readJson(cut).value, value);
      }),
    );
  });

  it("knows where values and names begin", () => {
    const { placeOf, placeOfName } = readJson('{\n  "a": [1, { "name": 2 }],\n  "name": 3\n}');
    assert.deepEqual(placeOf(["a", 1, "name"]), { line: 2, column: 22 });
    assert.deepEqual(placeOfName(["a", 1, "name"]), { line: 2, column: 14 });
    assert.deepEqual(placeOf(["a", 7]), { line: 2, column: 8 });
    assert.deepEqual(placeOfName(["name"]), { line: 3, column: 3 });
  });

  it("keeps a member __proto__ a member, and ends where it is too deep", () => {
    const { value } = readJson('{"__proto__": {"polluted": 1}}');
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(Object.keys(value as object), ["__proto__"]);
    assert.throws(() => readJson("[".repeat(100_000)), JsonFault);
  });
});

const node = (type: string, more: object = {}): SavedNode => ({ id: type, type, ...more });
const flow = (nodes: SavedNode[], known = true): FlowBefore => ({ nodes, known, campaign: undefined });
const webhook = node("inbound-webhook", {
  unknown: "drop",
  fields: [
    { name: "decision", type: "enum", required: true, target: "event" },
    { name: "offer.premium", type: "money", target: "event" },
    { name: "home", type: "address", target: "event", as: "house" },
  ],
});

describe("the variables that a template may use", () => {
  const unknown = (template: string, before: FlowBefore) =>
    checkTemplate(template, "print", { variables: knownVariables(before) }).map(({ pointer }) => pointer);

  for (const { name, template, before, problems } of [
    {
      name: "are those of the contract",
      template:
        "{{ recipient.firstName }}{{ recipient.postalAddress.locality }}{{ recipient.attributes.any.thing }}{{ decision.value.x }}{{ journey.caseKey }}{{ campaign.name }}{{ now }}",
      before: flow([webhook]),
      problems: [],
    },
    {
      name: "are no others of the contract",
      template: "{{ recipient.firstname }}{{ journeys.caseKey }}",
      before: flow([webhook]),
      problems: ["template:1:4", "template:1:29"],
    },
    {
      name: "are the fields of the webhooks before",
      template:
        "{{ event.data.decision }}{{ event.data.premium.amount }}{{ event.data.house.postalCode }}{{ event.data.other }}",
      before: flow([webhook]),
      problems: ["template:1:93"],
    },
    {
      name: "are anything of an event of which nobody knows",
      template: "{{ event.data.other.x }}",
      before: flow([node("audience")]),
      problems: [],
    },
    {
      name: "are anything of an event whose webhook keeps what it is not asked for",
      template: "{{ event.data.other }}",
      before: flow([{ ...webhook, unknown: "keep" }]),
      problems: [],
    },
    {
      name: "are the maps before, by their names",
      template:
        "{{ map.home.store.name }}{{ map.home.distance }}{% for step in map.home.steps %}{{ step.text }}{% endfor %}{{ map.work.alt }}",
      before: flow([webhook, node("route-map", { mapName: "home" })]),
      problems: ["template:1:111"],
    },
    {
      name: "are anything where another node may have written it, but for the names of the parts",
      template: "{{ recipient.x }}{{ map.any.y }}{{ payload }}",
      before: flow([webhook, node("function")], false),
      problems: ["template:1:36"],
    },
  ])
    it(name, () => {
      assert.deepEqual(unknown(template, before), problems);
    });
});

describe("the made-up people", () => {
  it("keep to the contract of messages, with what the flow before them brings", () => {
    const audience = node("audience", { columns: [{ column: "Club", target: "attributes.club" }] });
    const branch = node("decision-switch", { rules: [{ label: "granted" }] });
    for (const { name } of madeUpPeople("en")) {
      const message = madeUpMessage(name, flow([webhook, audience, branch]), 0, "en");
      const { recipient, event, decision } = CampaignMessage.parse(message);
      assert.equal(decision?.label, "granted");
      assert.equal(recipient?.attributes?.club, name === "missing" ? undefined : "Example");
      assert.deepEqual(
        Object.keys(event?.data ?? {}),
        name === "missing" ? ["decision"] : ["decision", "premium", "house"],
      );
    }
  });
});

describe("the settings of render message", () => {
  it("are read from what a form or a flow holds, and nothing else of it", () => {
    const { attachLetter, variants, ...rest } = readSettings({
      id: "node",
      z: "tab",
      channel: "email",
      attachLetter: "true",
      variants: [{ language: " fr ", texts: { html: "a" } }],
    });
    assert.deepEqual(
      [attachLetter, variants, rest.channel],
      [true, [{ language: "fr", texts: { html: "a" } }], "email"],
    );
    assert.deepEqual(
      ["id", "z"].filter((name) => name in rest),
      [],
    );
  });

  for (const saved of [
    { channel: "fax" },
    { variants: "fr" },
    { variants: [{ language: "fr", texts: { body2: "" } }] },
    { fallbacks: [{}] },
    { sms: 5 },
  ])
    it(`are not read from ${JSON.stringify(saved)}`, () => {
      assert.throws(() => readSettings(saved), { key: "message.preview" });
    });
});
