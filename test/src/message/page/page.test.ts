import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { openPage } from "../../../../src/message/index.ts";
import { starterPage } from "../../../../src/message/page/starter.ts";
import { attributesOf, structureOf, textOf } from "../parse-html.ts";
import { only, pageOf, problems, refusals, setting, starterSource, write } from "./write-page.ts";

const form = "<response-form></response-form>";
const film = { film: "asset:f", poster: "asset:p", preview: "asset:w", duration: 32, width: 1280, height: 720 };
const words = (html: string) => textOf(html).replace(/\s+/g, " ");

describe("a page", () => {
  describe("that is only the content of one", () => {
    const { html, subject, language } = write(pageOf(`<h1>Hello</h1>${form}`, { subject: only("For {{ name }}") }), {
      name: "Ada <b>",
    });

    it("stands in a whole document, in its language, with its title, for a phone, in light and dark", () => {
      assert.match(html, /^<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8">/);
      assert.match(html, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
      assert.match(html, /<title>For Ada &lt;b&gt;<\/title>/);
      assert.match(html, /@media \(prefers-color-scheme: dark\)/);
      assert.match(html, /<main class="page">\n<h1>Hello<\/h1><response-form><\/response-form>\n<\/main>/);
      assert.deepEqual([subject, language], ["For Ada <b>", "en"]);
    });

    it("keeps styles of its own behind ours, and its own main part", () => {
      const { html: own } = write(pageOf("<style>h1 { color: red }</style><main><h1>a</h1></main>"));
      const styles = [...own.matchAll(/<style>/g)].map(({ index }) => index);
      assert.ok((styles.at(-1) ?? 0) < own.indexOf("</head>"));
      assert.ok(own.lastIndexOf("h1 { color: red }") > own.indexOf(".hero"));
      assert.equal(own.match(/<main/g)?.length, 1);
    });
  });

  it("that is a whole document stays as it is, with what it lacks", () => {
    const own =
      '<!doctype html>\n<html lang="xx" class="{{ kind }}"><head><title>Old</title><style>p{}</style></head><body id="b"><p>{{ kind }}</p></body></html>';
    const { html } = write(pageOf(own), { kind: "gold" }, {}, { language: "fr" });
    assert.match(html, /^<!doctype html>\n<html lang="en" dir="ltr" class="gold"><head>/);
    assert.match(html, /<title>Title<\/title>/);
    assert.match(html, /<style>p\{\}<\/style><\/head><body id="b"><p>gold<\/p><\/body><\/html>$/);
    assert.doesNotMatch(html, /Old|class="page"/);
  });

  for (const [name, written, places] of [
    ["without content", "<p>a</p><response-form></response-form><p>b</p>", 1],
    ["with spaces and attributes", '<RESPONSE-FORM id="x" ></response-form >', 1],
    ["never closed", "<response-form><p>b</p>", 1],
    ["closed at once", "<response-form/><p>b</p>", 1],
    ["in a comment", "<!-- <response-form></response-form> --><p>a</p>", 0],
    ["absent", "<p>a</p>", 0],
    ["of another name", "<response-form-2></response-form-2>", 0],
  ] as const)
    it(`has a place for the form, ${name}: ${places}`, () => {
      const { html } = write(pageOf(written));
      assert.equal(html.split(form).length - 1, places);
      assert.equal(html.match(/<\/?response-form(?=[\s>/])/gi)?.length ?? 0, places * 2);
    });

  it("chooses between two places for the form, and has none twice", () => {
    const either = pageOf(
      '{% if a %}<response-form></response-form>{% else %}<p>{% render "f" %}</p>{% endif %}{% if b %}<response-form></response-form>{% endif %}',
    );
    const blocks = { f: { kind: "html" as const, variants: only(form) } };
    assert.deepEqual(problems(either, blocks), []);
    for (const [data, found] of [
      [{ a: 1 }, []],
      [{}, []],
      [{ a: 1, b: 1 }, ["page:1:1 page-forms"]],
      [{ b: 1 }, ["page:1:1 page-forms"]],
    ] as const)
      assert.deepEqual(refusals(either, data, blocks), found);
  });

  it("is in the language of its HTML, with its dates; a title of its own language", () => {
    const source = pageOf("", {
      subject: { default: "en", texts: { en: "Offer", fr: "Offre" } },
      html: { default: "en", texts: { en: '{{ "2026-03-31" | date }}', fr: '{{ "2026-03-31" | date }}' } },
    });
    const french = write(source, {}, {}, { language: "fr-BE" });
    assert.deepEqual([french.subject, french.language], ["Offre", "fr-BE"]);
    assert.match(french.html, /<html lang="fr-BE"[\s\S]*31 mars 2026/);
    assert.match(write(source, {}, {}, { language: "de" }).html, /<html lang="en"[\s\S]*31 March 2026/);
    const arabic = pageOf("", { html: { default: "ar", texts: { ar: "<p>مرحبا</p>" } } });
    assert.match(write(arabic, {}, {}, { language: "ar" }).html, /<html lang="ar" dir="rtl">/);
  });

  it("tells every problem of title and text at once, where they were written", () => {
    const source = pageOf("<p>\n {{ a.b }}</p>{{ c | money: 'E' }}", { subject: only("{{ nothing }}") });
    assert.deepEqual(refusals(source, { c: 1 }), [
      "subject:1:4 unknown-variable",
      "page:2:5 unknown-variable",
      "page:2:15 currency",
    ]);
    assert.deepEqual(refusals(pageOf("<p>a</p>", { subject: only(" ") })), ["subject:1:1 page-title"]);
    assert.deepEqual(problems(pageOf("<p>a</p>", { subject: only(" ") })), ["subject:1:1 page-title"]);
    assert.deepEqual(problems(pageOf("<p>{{ recipient.fristName }}</p>"), {}, { variables: ["recipient.firstName"] }), [
      "page:1:7 unknown-variable-like",
    ]);
  });

  it("names the languages of what is wrong", () => {
    const source = pageOf("", { html: { default: "en", texts: { en: "<p>", fr: "\n<script></script>" } } });
    assert.deepEqual(problems(source), ["page.fr:2:1 page-element"]);
    assert.deepEqual(refusals(source, {}, {}, { language: "fr" }), ["page.fr:2:1 page-element"]);
    assert.deepEqual(refusals(source), []);
  });

  it("leaves out what is missing where its policy says so, and tells it", () => {
    const source = pageOf('<p>{{ name }}</p>{% optional %}<i title="{{ no }}">x</i>{% endoptional %}', {
      policy: "leave-out",
      fallbacks: { name: "you & yours" },
    });
    const { html, overcome } = write(source);
    assert.match(html, /<p>you &amp; yours<\/p>\n<\/main>/);
    assert.deepEqual(
      overcome.map(({ pointer }) => pointer),
      ["page:1:4", "page:1:45"],
    );
  });

  it("is read again as a template by nobody: it ends with what data brings", () => {
    const { html } = write(pageOf("<p>{{ v }}</p>"), { v: "{{ v }}<belle:title>$&" });
    assert.ok(html.includes("<p>{{ v }}&lt;belle:title&gt;$&amp;</p>"));
  });

  it("names the files of the media folder that it shows, those of blocks as well", () => {
    const source = pageOf('<img src="{{ "a.jpg" | media }}" alt="">{% render "b" %}{{ name | media }}');
    const blocks = {
      b: { kind: "html" as const, variants: only('<img src="{{ \'b.png\' | media }}" alt="">') },
      unused: { kind: "html" as const, variants: only('{{ "c.png" | media }}') },
    };
    assert.deepEqual([...openPage(source, blocks).media].sort(), ["a.jpg", "b.png"]);
  });

  describe("with pictures and films", () => {
    const setting = {
      images: { home: "asset:m" },
      media: { "hero.jpg": "asset:h" },
      films: { f: { ...film, alt: "A <b>" } },
    };
    const shown = (html: string, more: object = {}) => write(pageOf(html), {}, {}, { ...setting, ...more }).html;

    it("shows them by their addresses", () => {
      const html = shown(
        '<img src="{{ "home" | map_image }}" alt=""><img src="{{ "hero.jpg" | media }}" alt=""><img src="{{ "f" | video_image }}" alt=""><img src="{{ "f" | video_image: "still" }}" alt="">',
      );
      assert.deepEqual(attributesOf(html, "src"), ["asset:m", "asset:h", "asset:w", "asset:p"]);
    });

    it("plays a film, which says what it is to those who do not see it", () => {
      const html = shown('{{ "f" | video }}');
      const structure = structureOf(html).filter((one) => /^(?:figure|video|source|details|summary)/.test(one));
      assert.deepEqual(structure, [
        "figure class",
        "video controls playsinline preload width height poster aria-label",
        "source src type",
        "details",
        "summary",
      ]);
      assert.deepEqual(attributesOf(html, "aria-label"), ["Video, 32 seconds"]);
      assert.deepEqual([attributesOf(html, "poster"), attributesOf(html, "src")], [["asset:p"], ["asset:f"]]);
      assert.match(words(html), /The video in words ?A <b>/);
      const french = write(
        pageOf('{{ "f" | video }}', { html: { default: "fr", texts: { fr: '{{ "f" | video }}' } } }),
        {},
        {},
        { ...setting, language: "fr" },
      );
      assert.deepEqual(attributesOf(french.html, "aria-label"), ["Vidéo, 32\u00a0secondes"]);
    });

    it("says so in other words where it is told them, which stay text", () => {
      const html = shown('{{ "f" | video: label: "Ein \\"Film\\"", words: "<i>" }}'.replaceAll('\\"', "”"));
      assert.deepEqual(attributesOf(html, "aria-label"), ["Ein ”Film”"]);
      assert.deepEqual(
        structureOf(html).filter((one) => one === "i"),
        [],
      );
    });

    for (const [template, problem] of [
      ['{{ "g" | video }}', "page:1:1 no-film"],
      ['<img src="{{ "g" | video_image }}" alt="">', "page:1:11 no-film"],
      ['<img src="{{ "f" | video_image: "loud" }}" alt="">', "page:1:11 option"],
      ['<img src="{{ "no.jpg" | media }}" alt="">', "page:1:11 no-media"],
      ['<img src="{{ "constructor" | media }}" alt="">', "page:1:11 no-media"],
      ['{{ "f" | video: loud: "yes" }}', "page:1:1 option"],
    ] as const)
      it(`tells ${template}`, () => assert.deepEqual(refusals(pageOf(template), {}, {}, setting), [problem]));

    it("says where no film is played, as in an e-mail", () => {
      const { film: _film, ...still } = film;
      const films = { f: { ...still, alt: "" } };
      assert.deepEqual(refusals(pageOf('{{ "f" | video }}'), {}, {}, { films }), ["page:1:1 no-player"]);
    });
  });
});

describe("the starter page", () => {
  const store = { id: "port", name: "Agence du Port", location: [0, 0], address: "1 quai" };
  const steps = [{ text: "Turn left", distance: 120, duration: 10 }];
  const home = {
    store,
    distance: 1_234,
    duration: 320,
    alt: "Map: the way",
    webLink: "https://example.org/map?a=1&b=2",
  };
  const recipient = { title: "Mme", firstName: "Élodie", lastName: "Kervella" };

  it("has no problem in either language, also of its variables", () => {
    const page = openPage(starterSource());
    assert.deepEqual(page.problems({ variables: ["recipient.*", "map.home.*"], languages: ["en", "fr-BE"] }), []);
  });

  for (const [language, greeting, way, near] of [
    ["en", "Dear Mme Kervella,", "The way, step by step", "1.2 km"],
    ["fr", "Chère Madame Kervella,", "Le trajet, étape par étape", "1,2 km"],
  ] as const)
    it(`says all in ${language}, with the map and without`, () => {
      const page = openPage(starterSource());
      const data = { recipient, map: { home: { ...home, image: { hash: "h" }, steps } } };
      const { html } = page.render(data, { ...setting, language, images: { home: "asset:m" } });
      for (const part of [greeting, way, near, "Turn left", "Agence du Port, 1 quai"])
        assert.ok(
          words(html)
            .replace(/[\u00a0\u202f]/g, " ")
            .includes(part),
          part,
        );
      assert.deepEqual([attributesOf(html, "src"), attributesOf(html, "alt")], [["asset:m"], [home.alt]]);
      assert.ok(html.includes(form));
      const bare = page.render({ recipient, map: { home } }, { ...setting, language });
      assert.deepEqual(attributesOf(bare.html, "href"), [home.webLink]);
      assert.deepEqual(attributesOf(page.render({ recipient }, { ...setting, language }).html, "href"), []);
    });

  it("is English for whom it does not know", () => {
    assert.deepEqual(starterPage("de"), starterPage("en"));
    assert.deepEqual(starterPage("fr-CA"), starterPage("fr"));
    assert.notDeepEqual(starterPage("fr"), starterPage("en"));
  });

  it("can be loaded by the editor: it imports nothing", () => {
    const source = readFileSync(new URL("../../../../src/message/page/starter.ts", import.meta.url), "utf8");
    assert.doesNotMatch(source, /^\s*import\b/m);
  });
});
