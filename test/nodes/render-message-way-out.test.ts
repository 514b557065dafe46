import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaults } from "../../nodes/render-message/config.ts";
import { openMessage } from "../../nodes/render-message/open-message.ts";
import { isDoubt } from "../../nodes/render-message/templates.ts";
import { mayHaveWayOut } from "../../nodes/render-message/way-out.ts";
import type { Blocks } from "../../src/message/index.ts";

const only = (text: string) => ({ default: "und", texts: { und: text } });
const blocks: Blocks = {
  footer: { kind: "html", variants: { default: "und", texts: { und: "<p>Belle</p>", fr: '{% render "inner" %}' } } },
  inner: { kind: "html", variants: only('{% render "footer" %}<a href="https://x.example/stop">Se désabonner</a>') },
  plain: { kind: "text", variants: only("Belle") },
};

describe("the way out of marketing, as far as a template tells", () => {
  for (const { html = "<p>Bonjour</p>", text = "", is } of [
    { is: false },
    { html: '<a href="https://x.example">Site</a>', is: false },
    { html: '<a href="https://x.example/a">Se désinscrire</a>', is: true },
    { html: '<mj-button href="https://x.example/a">Se désinscrire</mj-button>', is: true },
    { html: '<a href="{{ recipient.attributes.out | url }}">Ne plus recevoir</a>', is: true },
    { html: '<a href="{{ link.unsubscribe | url }}">Stop</a>', is: true },
    { html: '<a href="mailto:stop@x.example?subject=unsubscribe">Stop</a>', is: true },
    { html: "<p>Pour vous désabonner : {{ event.data.page }}</p>", is: true },
    { html: "<p>Pour vous désabonner</p><p>https://x.example</p>", is: false },
    { text: "Unsubscribe: https://x.example/out", is: true },
    { html: '<p>a</p>{% render "footer", year: 2026 %}', is: true },
    { html: '<p>a</p>{% render "plain" %}', is: false },
    { html: '{% render "constructor" %}', is: false },
  ])
    it(`${is ? "is" : "is not"} in ${html} ${text}`, () => {
      assert.equal(mayHaveWayOut(html, text, blocks), is);
    });

  for (const hostile of ["{{", "{{ ", '{% render "', "<a ", "<mj-", "<", " "])
    it(`is looked for in no time in ${JSON.stringify(hostile)} again and again`, () => {
      const began = performance.now();
      mayHaveWayOut(hostile.repeat(200_000 / hostile.length), "", {});
      assert.ok(performance.now() - began < 2_000);
    });

  it("is missed where the campaign has no public address, in each language that lacks it; by marketing alone", async () => {
    const config = { ...defaults, channel: "email" as const, purpose: "marketing" as const, language: "en" };
    const html =
      "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>";
    const variants = [
      { language: "fr", texts: { html: html.replace("Hello", '<a href="https://x.example">Désabonnement</a>') } },
    ];
    const found = async (more: object, hasLinks?: boolean) => {
      const message = await openMessage({ ...config, subject: "a", html, variants, ...more }, "en");
      const problems = message.problems({ language: "fr", hasLinks });
      return problems.filter(({ code }) => code === "message.no-way-out");
    };
    const [problem, ...others] = await found({}, false);
    assert.deepEqual([problem?.pointer, others], ["html.en:1:1", []]);
    assert.match(problem?.detail ?? "", /désabonner/);
    assert.ok(problem !== undefined && isDoubt(problem));
    assert.deepEqual(await found({}, true), []);
    assert.deepEqual(await found({}), []);
    assert.deepEqual(await found({ html: "", variants: [] }, false), []);
    assert.deepEqual(await found({ purpose: "service" }, false), []);
  });
});
