import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault } from "../../../../src/contract/index.ts";
import { compileOnce } from "../../../../src/message/email/compile-cache.ts";
import { type EmailSource, openEmail, type Policy, TemplateFault } from "../../../../src/message/index.ts";
import { attributesOf, textOf } from "../parse-html.ts";
import { bodyOf, column, emailOf, only, refusals, setting, write } from "./write.ts";

const html = column("<mj-text>{{ recipient.name }}</mj-text>");
const data = { recipient: { name: "Ann" } };

describe("an e-mail that is rendered", () => {
  it("has a subject of one line, which is the title of its page as well", async () => {
    const source = emailOf(html, { subject: only("Hi\n {{ recipient.name }} & <you>") });
    const { subject, html: page } = await write(source, { recipient: { name: "A\r\nBcc: all@example.org\u202e" } });
    assert.equal(subject, "Hi A Bcc: all@example.org & <you>");
    assert.match(page, /<title>Hi A Bcc: all@example.org &amp; &lt;you&gt;<\/title>/);
    assert.deepEqual(attributesOf(page, "aria-label"), [subject]);
  });

  it("begins with its preheader, unseen and long enough to be alone", async () => {
    for (const source of [emailOf(html), emailOf("<p>{{ recipient.name }}</p>", { format: "html" })]) {
      const { preheader, html: page } = await write(
        { ...source, preheader: only("For {{ recipient.name }} <b>") },
        data,
      );
      assert.equal(preheader, "For Ann <b>");
      const body = page.slice(page.search(/<body/));
      assert.match(
        body,
        /^<body[^>]*><div style="display:none;[^"]*mso-hide:all[^"]*">For Ann &lt;b&gt;[\u034f\u200c\u00a0]+<\/div>/,
      );
      const begin = textOf(body).trimStart().slice(0, 150);
      assert.match(begin, /^For Ann <b>[\u034f\u200c\u00a0]+$/);
    }
  });

  it("has nothing unseen where there is no preheader", async () => {
    const { preheader, html: page } = await write(emailOf(html), data);
    assert.equal(preheader, "");
    assert.doesNotMatch(page, /display:none|<belle/);
  });

  const languages: [reader: string, written: string, subject: string, preheader: string, text: string][] = [
    ["en", "en", "Hello", "soon", "T"],
    ["en-GB", "en-GB", "Hello", "soon", "T"],
    ["fr-BE", "fr-BE", "Bonjour", "", "1 234,5\n"],
    ["de", "en", "Hello", "soon", "T"],
  ];
  for (const [language, written, subject, preheader, text] of languages)
    it(`has all its parts in the language of its page, for a reader of ${language}`, async () => {
      const figure = "<p>{{ 1234.5 | number }}</p>";
      const source: EmailSource = {
        ...emailOf("", { format: "html" }),
        subject: { default: "fr", texts: { fr: "Bonjour", en: "Hello" } },
        preheader: only("soon"),
        html: { default: "en", texts: { en: figure, fr: figure } },
        text: { default: "en", texts: { en: "T", fr: " " } },
      };
      const email = await write(source, {}, {}, { language });
      assert.deepEqual(
        [email.language, email.subject, email.preheader, email.text.replace(/[\u202f\u00a0]/g, " ")],
        [written, subject, preheader, text],
      );
      assert.deepEqual(attributesOf(email.html, "lang"), [written]);
    });

  it("shows the picture of a map by its link or from within the e-mail", async () => {
    const picture = column('<mj-image src="{{ \'home\' | map_image }}" alt="{{ map.home.alt }}" />');
    const map = { home: { alt: 'Map "home"' } };
    for (const home of ["cid:home.7f@belle-histoire", "https://example.org/a/7f.png"]) {
      const { html: page } = await write(emailOf(picture), { map }, {}, { images: { home } });
      assert.deepEqual(attributesOf(page, "src"), [home]);
      assert.deepEqual(attributesOf(page, "alt"), ['Map "home"']);
    }
    assert.deepEqual(await refusals(emailOf(picture), { map }), ["html:1:54 no-image"]);
  });

  it("is not without a subject or a page", async () => {
    assert.deepEqual(await refusals(emailOf(html, { subject: only("{{ s }} ") }), { ...data, s: " " }), [
      "subject:1:1 email.no-subject",
    ]);
    for (const format of ["mjml", "html"] as const)
      assert.deepEqual(await refusals(emailOf(" \n", { format })), ["html:1:1 email.no-html"]);
  });

  it("names the maps that it shows", async () => {
    const blocks = {
      used: { kind: "html" as const, variants: only('<img alt="" src="{{ \'shop\' | map_image }}">') },
      other: { kind: "html" as const, variants: only('<img alt="" src="{{ \'none\' | map_image }}">') },
    };
    const pictures = `{% assign where = "way" | map_image %}<mj-image alt="" src="{{ 'home' | map_image }}" />
      {% for n in names %}<mj-image alt="" src="{{ n | map_image }}" />{% endfor %}{% render "used" %}`;
    const { maps } = await openEmail(emailOf(column(pictures)), blocks);
    assert.deepEqual([...maps].sort(), ["home", "shop", "way"]);
  });

  it("does not take data that is not JSON", async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const email = await openEmail(emailOf(html));
    assert.throws(
      () => email.render(circle, setting),
      (error) => error instanceof Fault && error.key === "message.context",
    );
  });

  it("is the same for the same data and the same now", async () => {
    const email = await openEmail(emailOf(html, { subject: only("{{ now | date: '%F' }}") }));
    assert.deepEqual(email.render(data, setting), email.render(data, setting));
    assert.equal(email.render(data, setting).subject, "2026-07-14");
  });
});

describe("what is missing in an e-mail", () => {
  const source = (policy: Policy) =>
    emailOf(column("<mj-text>{{ a }}</mj-text>\n{% optional %}<mj-text>[{{ b }}]</mj-text>{% endoptional %}"), {
      policy,
      fallbacks: { a: "A", s: "S" },
      subject: only("{{ s }}"),
      preheader: only("{% optional %}{{ p }}{% endoptional %}"),
      text: only("{{ a }}\n{% optional %}{{ t }}{% else %}none{% endoptional %}"),
    });

  it("is all told at once where the policy is to stop", async () => {
    assert.deepEqual(await refusals(source("stop")), [
      "subject:1:4 unknown-variable",
      "preheader:1:18 unknown-variable",
      "html:1:51 unknown-variable",
      "html:2:28 unknown-variable",
      "text:1:4 unknown-variable",
      "text:2:18 unknown-variable",
    ]);
  });

  it("is replaced where the policy is a fallback, and the rest is told", async () => {
    assert.deepEqual(await refusals(source("fallback")), [
      "preheader:1:18 unknown-variable",
      "html:2:28 unknown-variable",
      "text:2:18 unknown-variable",
    ]);
  });

  it("is left out where the policy says so, and told", async () => {
    const email = await write(source("leave-out"));
    assert.deepEqual([email.subject, email.preheader, email.text], ["S", "", "A\nnone"]);
    assert.doesNotMatch(bodyOf(email.html), /\[|\]/);
    assert.deepEqual(
      email.overcome.map(({ pointer, code }) => `${pointer} ${code}`),
      [
        ["subject:1:1 message.nothing", "preheader:1:18 message.unknown-variable", "html:1:48 message.nothing"],
        ["html:2:28 message.unknown-variable", "text:1:1 message.nothing", "text:2:18 message.unknown-variable"],
      ].flat(),
    );
  });

  it("is told in the language of those who wrote the e-mail", async () => {
    const email = await openEmail(source("stop"));
    for (const [problemLanguage, words] of [
      ["fr", "Rien ne s’appelle"],
      ["en", "Nothing is called"],
    ] as const)
      assert.throws(
        () => email.render({}, { ...setting, language: "de", problemLanguage }),
        (error) => error instanceof TemplateFault && error.problems.every(({ detail }) => detail.startsWith(words)),
      );
  });
});

describe("an e-mail that was read before", () => {
  const compiled = (text: string) => compileOnce("mjml", column(`<mj-text>${text}</mj-text>`), {}, "en");

  it("is not compiled again while it is the same", async () => {
    const first = compiled("kept");
    assert.equal(compiled("kept"), first);
    assert.notEqual(compiled("other"), first);
    assert.notEqual(compileOnce("mjml", column("<mj-text>kept</mj-text>"), {}, "fr"), first);
    assert.equal((await first).flaws.length, 0);
  });

  it("is forgotten when many others were read since", async () => {
    const [first, used] = [compiled("first"), compiled("used")];
    for (let n = 0; n < 64; n += 1) {
      await compiled(`other ${n}`);
      assert.equal(compiled("used"), used);
    }
    assert.notEqual(compiled("first"), first);
  });

  it("is compiled again when a block of it changed", async () => {
    const source = emailOf(column('{% render "b" %}'));
    const block = (text: string) => ({ b: { kind: "html" as const, variants: only(`<mj-text>${text}</mj-text>`) } });
    for (const text of ["one", "two", "one"])
      assert.ok((await write(source, {}, block(text))).html.includes(`>${text}</div>`));
  });
});
