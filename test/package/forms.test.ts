import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { catalogue, definitionOf, iconsOf, languages, source, types } from "./definitions.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Template = DefaultTreeAdapterTypes.Template;
type Node = DefaultTreeAdapterTypes.ChildNode;

const isElement = (node: Node): node is Element => "tagName" in node;
const within = (element: { childNodes: Node[] }): Element[] =>
  element.childNodes.filter(isElement).flatMap((child) => [child, ...within(child)]);
const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;

/** Where a text of an element comes from: `[placeholder]example.name` gives `placeholder`, a bare key gives `text`. */
function translated(element: Element): Map<string, string> {
  const parts = (attribute(element, "data-i18n") ?? "").split(";").filter((part) => part !== "");
  return new Map(
    parts.map((part) => {
      const [, place = "text", key = ""] = /^(?:\[([^\]]+)\])?(.*)$/.exec(part) ?? [];
      return [place === "html" ? "text" : place, key];
    }),
  );
}
const has = (element: Element, name: string) => attribute(element, name) !== undefined || translated(element).has(name);

function formOf(type: string): Element[] {
  const text = source(`${type}/${type}.html`).replace(/^<script[^>]*>|<\/script>\s*$/g, "");
  return within(parseFragment(text) as unknown as Template);
}
const parentsOf = (element: Element): Element[] => {
  const { parentNode } = element;
  return parentNode !== null && "tagName" in parentNode ? [parentNode, ...parentsOf(parentNode)] : [];
};
const controlsOf = (form: readonly Element[]) =>
  form.filter(
    (element) =>
      ["select", "textarea", "button"].includes(element.tagName) ||
      (element.tagName === "input" && attribute(element, "type") !== "hidden"),
  );
const nameOf = (element: Element) =>
  (attribute(element, "id") ?? element.tagName).replace(/^node-(?:config-)?input-/, "");

/** Text fields without an example, and why they need none. */
const withoutExample: Record<string, readonly string[]> = {
  "a list of config nodes, which Node-RED makes of it": ["campaign", "account", "service"],
  "a number that is filled in from the beginning": [
    ...[
      "capSends",
      "capDays",
      "time",
      "limit",
      "tries",
      "batch",
      "retention",
      "keepEarly",
      "expires",
      "proxies",
      "most",
    ],
    ...["port", "imapPort", "pace", "screenWidth", "screenHeight", "printWidth", "printHeight", "logoWidth", "bleed"],
    ...["mostPages", "volume", "timeLimit", "sizeLimit", "posterAt", "belle-rate-webhook", "belle-rate-source"],
    ...["belle-rate-page", "belle-amount", "belle-offset"],
  ],
  "read-only, there to be copied": ["belle-record-name", "belle-record-value", "belle-event-address"],
  "its example depends on what is chosen, and the form sets it": [
    ...[
      "routeUrl",
      "geocodeUrl",
      "imageUrl",
      "rate",
      "server",
      "stop",
      "slug",
      "language",
      "belle-send-to",
      "belle-try",
    ],
  ],
  "a property of the message, by Node-RED's own field": ["originProperty", "storesProperty"],
};
const needsNoExample = new Set(Object.values(withoutExample).flat());

/** What has to be seen without opening anything: what a node cannot be used without. */
const essential: Record<string, readonly string[]> = {
  campaign: ["name", "locale", "timeZone", "baseUrl", "testMode"],
  "map-service": ["name", "kind", "area"],
  "mail-account": ["name", "fromName", "fromAddress", "way", "host", "password"],
  "sms-account": ["name", "kind", "secret", "sender"],
  "print-service": ["name", "kind", "live"],
  audience: ["name", "campaign", "source", "file", "belle-upload", "belle-paste-sample", "key"],
  "inbound-webhook": ["name", "campaign", "mode", "eventType", "belle-paste-sample", "belle-copy-address"],
  "wait-for-decision": ["name", "campaign", "belle-deadline-kind", "belle-amount"],
  "decision-switch": ["name", "mode", "property"],
  "call-service": ["name", "campaign", "method", "address", "authentication", "belle-paste-sample"],
  "route-map": ["name", "service", "mode", "mapName", "screen", "print"],
  "render-message": ["name", "channel", "purpose"],
  "personal-page": ["name", "campaign", "slug", "intro", "submit"],
  "send-print-job": ["name", "campaign", "service", "media", "sides", "colour", "mode", "hold"],
  "send-email": ["name", "campaign", "account"],
  "send-sms": ["name", "campaign", "account", "most"],
};

/** Texts that are the same in every language: signs, units and names of standards. */
const sameEverywhere =
  /^(?:[×–—·+()/.,:]|UTF-(?:8|16 [LB]E)|Windows-1252|POST|PUT|A\d|DL|C5|Letter|Legal|JPEG|PNG|mm|dpi|%|\d+ × \d+|(?:X-)?Forwarded(?:-For)?)$/;
/** Two words behind one another. */
const sentence = /\p{L}{2,} \p{L}{2,}/u;
const technical = /^-----BEGIN [A-Z ]+-----$|\{\{|^[a-z]+:\/\//;

describe("forms", () => {
  it("are those of all sixteen nodes", () => {
    assert.equal(types.length, 16);
    assert.deepEqual(Object.keys(essential).sort(), [...types].sort());
  });

  for (const type of types) {
    const form = formOf(type);
    const controls = controlsOf(form);

    it(`${type}: every text field shows an example`, () => {
      const fields = controls.filter(
        (element) =>
          element.tagName === "textarea" ||
          (element.tagName === "input" && ["text", undefined].includes(attribute(element, "type"))),
      );
      assert.ok(fields.length > 0);
      const bare = fields.filter((field) => !has(field, "placeholder")).map(nameOf);
      assert.deepEqual(
        bare.filter((name) => !needsNoExample.has(name)),
        [],
      );
    });

    it(`${type}: every control has a name for those who do not see it`, () => {
      const labels = new Set(form.filter(({ tagName }) => tagName === "label").map((label) => attribute(label, "for")));
      const nameless = controls.filter((element) => {
        if (has(element, "aria-label") || has(element, "aria-labelledby")) return false;
        if (labels.has(attribute(element, "id") ?? "")) return false;
        if (parentsOf(element).some(({ tagName }) => tagName === "label")) return false;
        // A button may be hidden until it says what it found.
        const named =
          has(element, "hidden") ||
          [element, ...within(element)].some(
            (one) => translated(one).has("text") || attribute(one, "id")?.endsWith("-button"),
          );
        return !(element.tagName === "button" && named);
      });
      assert.deepEqual(nameless.map(nameOf), []);
      const ids = new Set(form.map((element) => attribute(element, "id")));
      const lost = [...labels].filter((id) => id !== undefined && !ids.has(id));
      assert.deepEqual(lost, [], "labels of nothing");
      // Lists that the form fills are named as well.
      const lists = form.filter(({ tagName }) => tagName === "ol");
      assert.deepEqual(
        lists.filter((list) => !has(list, "aria-label") && !has(list, "aria-labelledby")).map(nameOf),
        [],
      );
    });

    it(`${type}: no text stands in the form itself`, () => {
      const written: string[] = [];
      for (const element of form) {
        for (const node of element.childNodes) {
          const text = "value" in node ? node.value.trim() : "";
          if (text !== "" && !sameEverywhere.test(text)) written.push(text);
        }
        for (const { name, value } of element.attrs) {
          if (["title", "aria-label", "alt"].includes(name)) written.push(value);
          if (name === "placeholder" && sentence.test(value) && !technical.test(value)) written.push(value);
        }
      }
      assert.deepEqual(written, []);
    });

    it(`${type}: what a node cannot be used without is not folded, and comes first`, () => {
      for (const name of essential[type] ?? []) {
        const control = controls.find((element) => nameOf(element) === name);
        assert.ok(control, name);
        assert.ok(!parentsOf(control).some(({ tagName }) => tagName === "details"), `${name} is folded`);
      }
      const order = controls.map(nameOf);
      assert.equal(order[0], "name");
      if (order.includes("campaign")) assert.equal(order[1], "campaign");
      // A fold hides settings only where something is left to see, and stands behind what it belongs to.
      for (const fold of form.filter(({ tagName }) => tagName === "details")) {
        assert.equal(within(fold)[0]?.tagName, "summary");
        const tools = ["belle-import", "belle-send"];
        const settings = within(fold).some((one) => /^node-(?:config-)?input-/.test(attribute(one, "id") ?? ""));
        if (settings) assert.equal(attribute(fold, "class"), "belle-more", attribute(fold, "id"));
        else assert.ok(tools.includes(attribute(fold, "id") ?? "") || attribute(fold, "class") === "belle-more");
      }
    });

    it(`${type}: the keyboard goes through it as one reads it`, () => {
      const moved = form.filter(
        (element) => Number(attribute(element, "tabindex") ?? 0) > 0 || has(element, "autofocus"),
      );
      assert.deepEqual(moved.map(nameOf), []);
      for (const button of form.filter(({ tagName }) => tagName === "button"))
        assert.equal(attribute(button, "type"), "button", nameOf(button));
      // A label stands before its field, so that it is read before it.
      const place = new Map(form.map((element, index) => [attribute(element, "id"), index]));
      const late = form.filter(
        (element, index) => element.tagName === "label" && (place.get(attribute(element, "for")) ?? index) < index,
      );
      assert.deepEqual(
        late.map((label) => attribute(label, "for")),
        [],
      );
    });
  }

  it("the scripts of the forms take their words from the catalogues", () => {
    const nodes = new URL("../../nodes/", import.meta.url);
    const files = readdirSync(nodes, { recursive: true, encoding: "utf8" }).filter((name) =>
      /(?:^|\/)editor(?:\.ts$|[-/].*\.ts$)/.test(name),
    );
    assert.ok(files.length > 100);
    const said = /(?:\.(?:text|html|notify)\(|(?:placeholder|title|"aria-label"|label): )["`]([^"`]*)["`]/g;
    const found = files.flatMap((file) =>
      [...source(file).matchAll(said)]
        .map(([, text = ""]) => text)
        .filter((text) => sentence.test(text) && !technical.test(text) && !text.includes("${"))
        .map((text) => `${file}: ${text}`),
    );
    assert.deepEqual(found, []);
  });
});

/** Relative luminance (WCAG 2.2). */
function light(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one: string, other: string) => {
  const [a, b] = [light(one), light(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

describe("looks of the nodes on the canvas", () => {
  for (const type of types) {
    const definition = definitionOf(type, "en-US");

    it(`${type}: its label can be read, and its icon is one of the family`, () => {
      // Labels of Node-RED, light and dark.
      for (const label of ["#333333", "#191919"]) assert.ok(contrast(definition.color, label) >= 4.5, definition.color);
      assert.equal(definition.icon, `belle-${type}.svg`);
      assert.deepEqual(iconsOf(type), [definition.icon]);
      const icon = source(`${type}/icons/${definition.icon}`);
      const family =
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60" viewBox="0 0 40 60">\n' +
        '  <g fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round">';
      assert.ok(icon.startsWith(family));
      const widths = [...icon.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
      assert.ok(
        widths.every((width) => width >= 1 && width <= 3.6),
        `${widths}`,
      );
      assert.deepEqual(
        [...icon.matchAll(/(?:fill|stroke)="(?!none|#fff)([^"]+)"/g)].map(([part]) => part),
        [],
      );
    });

    it(`${type}: stands in the palette, and every output says what leaves by it, in both languages`, () => {
      for (const language of languages) {
        const {
          category,
          outputs = 0,
          outputLabels,
          inputs = 0,
          inputLabels,
          paletteLabel,
          defaults,
        } = definitionOf(type, language);
        const text = catalogue(type, language);
        assert.equal(paletteLabel, text.get("label.palette"));
        if (outputs === 0) assert.equal(category, "config");
        else {
          assert.equal(category, "campaign");
          assert.ok(text.get("palette.label.campaign"));
        }
        assert.equal(inputLabels, inputs === 0 ? undefined : text.get("input"));
        assert.notEqual(inputLabels, "");
        const node = Object.fromEntries(Object.entries(defaults).map(([name, { value }]) => [name, value]));
        const labels = Array.from({ length: outputs }, (_, index) => outputLabels?.call(node, index) ?? "");
        if (type !== "decision-switch") assert.equal(new Set(labels).size, outputs);
        assert.ok(
          labels.every((label) => label.trim() !== "" && !label.startsWith("output.")),
          `${labels}`,
        );
      }
    });
  }

  it("decision switch: each number of branches has its labels, and the last says “other”", () => {
    for (const [language, other] of [
      ["en-US", "other"],
      ["fr", "autre"],
    ] as const) {
      const { outputLabels } = definitionOf("decision-switch", language);
      for (const count of [1, 2, 5]) {
        const row = { operator: "is", value: "x", value2: "", synonyms: [] };
        const rules = Array.from({ length: count }, (_, index) => ({ ...row, label: `branch ${index + 1}` }));
        const node = {
          version: 2,
          mode: "first",
          property: "event.data.decision",
          rules,
          arms: [],
          outputs: count + 1,
        };
        const labels = Array.from({ length: count + 1 }, (_, index) => outputLabels?.call(node, index));
        assert.deepEqual(labels, [...rules.map(({ label }) => label), other]);
      }
    }
  });

  it("every node is named once, and drawn once", () => {
    for (const language of languages) {
      const names = types.map((type) => definitionOf(type, language).paletteLabel);
      assert.equal(new Set(names).size, types.length);
    }
    const icons = types.map((type) => source(`${type}/icons/belle-${type}.svg`));
    assert.equal(new Set(icons).size, types.length);
  });
});
