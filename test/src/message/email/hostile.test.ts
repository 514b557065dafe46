import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type Email, openEmail, TemplateFault } from "../../../../src/message/index.ts";
import { attributesOf, structureOf, textOf } from "../parse-html.ts";
import { column, emailOf, mjml, only, refusals, setting } from "./write.ts";

const sharp = [
  ...[
    "<b>",
    "</p>",
    '"',
    "'",
    "\"'><script>alert(1)</script>",
    "' onload='x",
    "&",
    "&lt;",
    "-->",
    "<!--",
    "<![endif]-->",
  ],
  ...["</title>", "</style>", "</div>", "{{ v }}", "{% endif %}", "{%", "lq0z", "<belle:title>", "$&", "$1", "\u0000"],
  ...["\u2028", "\ud800", "\n", "\r\nBcc: x", "javascript:alert(1)", "]]>", "</mj-text>", "<mj-raw>", "\\", "=", " "],
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...sharp), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 5 })
  .map((parts) => parts.join(""));

const body = `{% for x in l %}<mj-section css-class="k"><mj-column><mj-text>{{ x }} {{ v }}</mj-text>
  <mj-button href="https://example.org/{{ v | url_encode }}" title="{{ v }}">{{ v | upcase }}</mj-button>
  <mj-image src="https://example.org/a.png" alt="{{ v }}" /></mj-column></mj-section>{% endfor %}
  <!-- {{ v }} --><mj-section><mj-column>{% render "b", given: v %}{% render "m", given: v %}</mj-column></mj-section>`;
const page = `<style>p { color: red }</style><p title="{{ v }}" style="color: {{ v }}">{{ v }}</p>{% for x in l %}<i>{{ x }}</i>{% endfor %}`;
const blocks = {
  b: { kind: "html" as const, variants: only('<b title="{{ given }}">{{ given }}</b>') },
  m: { kind: "html" as const, variants: only('<mj-text><u title="{{ given }}">{{ given }}</u></mj-text>') },
};

describe("hostile data in an e-mail", () => {
  const parts = { subject: only("S {{ v }}"), preheader: only("P {{ v }}"), text: only("") };

  for (const [format, html] of [
    ["mjml", mjml(body)],
    ["html", page],
  ] as const)
    it(`changes nothing of its structure, whatever it is: ${format}`, async () => {
      const email: Email = await openEmail(emailOf(html, { format, ...parts }), blocks);
      const render = (text: string) => email.render({ v: text, l: [text, "b"] }, setting);
      const expected = structureOf(render("x").html);
      assert.ok(expected.length > 12);
      fc.assert(
        fc.property(anyText, (text) => {
          const { html: written, subject, preheader, text: plain } = render(text);
          assert.deepEqual(structureOf(written), expected);
          assert.doesNotMatch(`${subject}${preheader}`, /[\p{Cc}\u2028]/u);
          // The parser takes blanks for others; all signs that it shows must be those of the data.
          const shown = textOf(written).replaceAll(/\s+/g, " ");
          const kept = text
            .toWellFormed()
            .replace(/\p{Cc}|\s/gu, " ")
            .replaceAll(/\s+/g, " ")
            .trim();
          if (!/\p{Cc}/u.test(text)) assert.ok(shown.includes(kept), `${shown} lacks ${kept}`);
          assert.ok(attributesOf(written, "title").length >= 1);
          assert.ok(!plain.includes("\0"));
        }),
        { numRuns: 60 },
      );
    });

  it("does not become another picture, nor a link to a script", async () => {
    const html = column('<mj-image src="{{ v | url }}" alt="" href="{{ v | url }}" />');
    for (const v of ["cid:other", "javascript:alert(1)", "java\tscript:x", "data:text/html,x", "http://example.org/x"])
      assert.match(
        String(await refusals(emailOf(html), { v })),
        /^html:1:82 url(?:-scheme)?,html:1:54 url(?:-scheme)?$/,
      );
    const map = column('<mj-image src="{{ v | map_image }}" alt="" />');
    assert.deepEqual(await refusals(emailOf(map), { v: "cid:other" }, {}, { images: { home: "cid:home" } }), [
      "html:1:54 no-image",
    ]);
  });
});

describe("hostile templates of an e-mail", () => {
  const deep = "<mj-section>".repeat(3_000);
  const refused: [what: string, html: string][] = [
    ["elements in elements", `<mjml><mj-body>${deep}</mj-body></mjml>`],
    ["quotes without end", `<mjml><mj-body>${'<mj-section a="'.repeat(9_000)}`],
    ["ends without beginnings", `<mjml><mj-body>${"</mj-section>".repeat(9_000)}</mj-body></mjml>`],
    ["signs of nothing", "<".repeat(190_000)],
    ["texts without end", `<mjml><mj-body>${"<mj-text>".repeat(9_000)}`],
    ["attributes", `<mjml><mj-body><mj-section ${'a="{{ 1 }}" '.repeat(9_000)}></mj-section></mj-body></mjml>`],
    ["what is too long", column(`<mj-text>${"x".repeat(200_000)}</mj-text>`)],
    ["Liquid in Liquid", column(`<mj-text>${"{% if true %}".repeat(5_000)}</mj-text>`)],
  ];
  for (const [what, html] of refused)
    it(`end soon: ${what}`, async () => {
      const before = process.cpuUsage();
      const email = await openEmail(emailOf(html));
      assert.throws(() => email.render({}, setting), TemplateFault);
      assert.ok(email.problems({}).length > 0);
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 3e6, `${(user + system) / 1e6} s`);
    });

  it("end soon: blocks in blocks", async () => {
    const names = "abcdefgh".split("");
    const text = (next: string) => `<mj-text>x</mj-text>${`{% render "${next}" %}`.repeat(9)}`;
    const many = names.map((name, at) => [
      name,
      { kind: "html" as const, variants: only(text(names[at + 1] ?? "none")) },
    ]);
    const before = process.cpuUsage();
    assert.deepEqual(await refusals(emailOf(column('{% render "a" %}')), {}, Object.fromEntries(many)), [
      "html:1:1 too-long",
    ]);
    assert.ok(process.cpuUsage(before).user < 3e6);
  });

  it("give way to other work between their languages", async () => {
    await openEmail(emailOf(column("<mj-text>x</mj-text>")));
    const languages = ["en", "fr", "de", "es", "it", "nl", "pl"];
    const texts = languages.map((language) => [language, column(`<mj-text>${language}</mj-text>`.repeat(20))]);
    let [turns, over] = [0, false];
    const turn = () => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await openEmail(emailOf("", { html: { default: "en", texts: Object.fromEntries(texts) } }));
    over = true;
    assert.ok(turns >= languages.length - 1, `${turns} turns`);
  });

  it("leave the global object and the prototypes as they were", async () => {
    const names = Object.getOwnPropertyNames(globalThis);
    await openEmail(emailOf(mjml('<mj-section __proto__="x" constructor="y"></mj-section><__proto__></__proto__>')));
    await openEmail(emailOf(column("<mj-text>x</mj-text>")));
    assert.deepEqual(
      Object.getOwnPropertyNames(globalThis).filter((name) => !names.includes(name)),
      [],
    );
    assert.equal("_" in globalThis, false);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });
});
