import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import { attachmentFileName } from "../../nodes/render-message/channels/attachment-name.ts";
import { JsonFault, readJson } from "../../nodes/render-message/desk/read-json.ts";
import { madeUpMessage, madeUpPeople } from "../../nodes/render-message/desk/samples.ts";
import { type FlowBefore, flowBefore, type SavedNode } from "../../nodes/render-message/flow-before.ts";
import { knownVariables } from "../../nodes/render-message/known-variables.ts";
import { openMessage } from "../../nodes/render-message/open-message.ts";
import { placedProblem } from "../../nodes/render-message/problems.ts";
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
const flow = (nodes: SavedNode[], known = true): FlowBefore => ({ id: "me", nodes, known, campaign: undefined });
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
      const { recipient, event, decision, journey } = CampaignMessage.parse(message);
      assert.equal(decision?.label, "granted");
      assert.equal(journey?.at, "1970-01-01T00:00:00.000Z");
      assert.equal(recipient?.attributes?.club, name === "missing" ? undefined : "Example");
      assert.deepEqual(
        Object.keys(event?.data ?? {}),
        name === "missing" ? ["decision"] : ["decision", "premium", "house"],
      );
    }
  });
});

describe("the decision of a made-up message", () => {
  const rule = (label: string, value: string, more: object = {}) => ({
    label,
    operator: "is",
    value,
    field: "",
    ...more,
  });
  const rules = [rule("yes", "accepted"), rule("no", "refused"), rule("much", "5", { operator: "more" })];
  const switchTo = (port: number, more: object = {}) =>
    node("decision-switch", {
      property: "event.data.answer",
      rules,
      wires: [0, 1, 2, 3].map((one) => (one === port ? ["map"] : ["x"])),
      ...more,
    });
  const map = { id: "map", type: "route-map", wires: [["me"]] };

  for (const { name, node: one, decision, data } of [
    {
      name: "the first branch",
      node: switchTo(0),
      decision: { value: "accepted", label: "yes", rule: 0, reason: "" },
      data: { answer: "accepted" },
    },
    {
      name: "the second branch",
      node: switchTo(1),
      decision: { value: "refused", label: "no", rule: 1, reason: "" },
      data: { answer: "refused" },
    },
    {
      name: "a branch that takes more than one value",
      node: switchTo(2),
      decision: { value: "much", label: "much", rule: 2, reason: "" },
      data: {},
    },
    {
      name: "the last output",
      node: switchTo(3),
      decision: { value: "other", label: "other", rule: -1, reason: "" },
      data: {},
    },
    {
      name: "a branch by chance",
      node: switchTo(1, {
        mode: "split",
        arms: [
          { label: "A", key: "A" },
          { label: "Short", key: "B" },
        ],
      }),
      decision: { value: "Short", label: "Short", rule: 1, reason: "", arm: "B" },
      data: {},
    },
  ])
    it(`is that of ${name}, by which the node is reached`, () => {
      const message = madeUpMessage("plain", flow([map, one]), 0, "en");
      const event = message.event as { data: object };
      assert.deepEqual([message.decision, event.data], [decision, { decision: "accepted", ...data }]);
    });
});

describe("the place of a problem in the form", () => {
  const at = (pointer: string) => {
    const { text, language, block, line, column } = placedProblem({ pointer, code: "c", detail: "d" }, false, "main");
    return [text, language, block, line, column];
  };
  for (const [pointer, place] of [
    ["subject:1:4", ["subject", undefined, undefined, 1, 4]],
    ["html.fr-BE:12:3", ["html", "fr-BE", undefined, 12, 3]],
    ["html.fr/footer:1:1", ["html", "fr", "footer", 1, 1]],
    ["sms/en-tête_2:3:1", ["sms", undefined, "en-tête_2", 3, 1]],
    ["", ["main", undefined, undefined, 1, 1]],
  ] as const)
    it(`of ${pointer || "the whole"} is known`, () => assert.deepEqual(at(pointer), place));
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

  it("keep the look of an address where they were saved before it could be chosen", () => {
    for (const [saved, addressStyle] of [
      [{}, "written"],
      [{ version: 2 }, "written"],
      [{ version: 2, addressStyle: undefined }, "written"],
      [{ version: 2, addressStyle: "post" }, "post"],
      [{ version: 3 }, "post"],
      [{ version: 3, addressStyle: "written" }, "written"],
    ] as const) {
      const { version, draw, ...rest } = readSettings(saved);
      assert.deepEqual([rest.addressStyle, version, draw], [addressStyle, 3, "at-once"], JSON.stringify(saved));
    }
  });

  for (const saved of [
    { channel: "fax" },
    { draw: "never" },
    { variants: "fr" },
    { variants: [{ language: "fr", texts: { body2: "" } }] },
    { fallbacks: [{}] },
    { sms: 5 },
  ])
    it(`are not read from ${JSON.stringify(saved)}`, () => {
      assert.throws(() => readSettings(saved), { key: "message.preview" });
    });
});

/** Node-RED as far as a flow is looked at. */
const runningWith = (nodes: SavedNode[]) =>
  ({
    nodes: {
      eachNode: (visit: (one: SavedNode) => void) => nodes.forEach(visit),
      getNode: (id: string) =>
        nodes.some((one) => one.id === id && one.type === "campaign") ? { id, house: {} } : null,
    },
  }) as unknown as NodeAPI;

describe("the flow before a node", () => {
  const at = (id: string, type: string, more: object = {}): SavedNode => ({ id, type, wires: [], ...more });
  const typesBefore = (nodes: SavedNode[]) => {
    const { nodes: found, known } = flowBefore(runningWith(nodes), "me");
    return [
      found
        .map(({ id }) => id)
        .sort()
        .join(" "),
      known,
    ];
  };

  for (const { name, nodes, before } of [
    {
      name: "goes back along wires, round loops, and through links, to where recipients begin",
      nodes: [
        at("i", "inject", { wires: [["a"]] }),
        at("a", "audience", { wires: [["out"]] }),
        at("out", "link out", { links: ["in"] }),
        at("in", "link in", { wires: [["b"]] }),
        at("b", "decision-switch", { wires: [["a2"], ["me"]] }),
        at("a2", "delay", { wires: [["b"]] }),
        at("me", "render-message", { wires: [["after"]] }),
        at("after", "send-print-job"),
      ],
      before: ["a a2 b in out", true],
    },
    {
      name: "has the webhooks that release from a wait",
      nodes: [
        at("w", "wait-for-decision", { campaign: "c", webhooks: [], wires: [["me"]] }),
        at("h1", "inbound-webhook", { campaign: "c" }),
        at("h2", "inbound-webhook", { campaign: "other" }),
      ],
      before: ["h1 w", true],
    },
    {
      name: "has the chosen ones alone where some are chosen",
      nodes: [
        at("w", "wait-for-decision", { campaign: "c", webhooks: ["h2"], wires: [["me"]] }),
        at("h1", "inbound-webhook", { campaign: "c" }),
        at("h2", "inbound-webhook", { campaign: "c" }),
      ],
      before: ["h2 w", true],
    },
    { name: "is not known behind a function", nodes: [at("f", "function", { wires: [["me"]] })], before: ["f", false] },
    {
      name: "is not known inside of a subflow",
      nodes: [at("s", "subflow", { in: [{ wires: [{ id: "m" }] }] }), at("m", "route-map", { wires: [["me"]] })],
      before: ["m s", false],
    },
    { name: "is not known where nothing leads to the node", nodes: [at("a", "audience")], before: ["", false] },
  ])
    it(name, () => {
      assert.deepEqual(typesBefore(nodes), before);
    });
});

describe("the examples", () => {
  const folder = new URL("../../examples/", import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const nodes = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as SavedNode[];
    for (const one of nodes.filter(({ type }) => type === "render-message"))
      it(`${file}, "${one.name}": nothing is found wrong with its templates where it stands`, async () => {
        const before = flowBefore(runningWith(nodes), one.id);
        // Behind its batch come the words of whoever approves it as well, by a change node, which may do anything.
        assert.equal(before.known, !(file === "welcome-pack.json" && one.channel === "email"));
        const message = await openMessage(readSettings(one), "fr");
        assert.deepEqual(message.problems({ variables: knownVariables(before), language: "en", blocks: {} }), []);
      });
  }
});
