import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import register from "../../nodes/render-message/render-message.ts";
import { type Asset, ContentPart } from "../../src/contract/index.ts";
import { composeLetter, keepLetter } from "../../src/print/index.ts";
import { letter } from "../src/print/sample-letter.ts";
import { flowOf, nodeRed } from "./helper.ts";

const mjml = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const email = {
  type: "render-message",
  version: 2,
  channel: "email",
  purpose: "service",
  format: "mjml",
  subject: "Votre dossier {{ journey.caseKey }}",
  preheader: "Une réponse pour {{ recipient.firstName }}",
  html: mjml("<mj-text>Bonjour {{ recipient.firstName }}, c’est {{ decision.label }}.</mj-text>"),
};
const message = (more: object = {}) => ({
  campaign: { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task: "task-1" },
  recipient: { id: "R-1", firstName: "Camille", lastName: "Moreau", email: "camille@example.org" },
  decision: { label: "accepted", rule: 0, reason: "" },
  ...more,
});
const partOf = (sent: Record<string, unknown>) => ContentPart.strict().parse(sent.content);
const told = (payload: unknown) => (payload as { problems: string[] }).problems;
const french = { locale: "fr" };

describe("render message, of e-mails", () => {
  const red = nodeRed(register);
  async function load(saved: object = {}, campaign: object = french): Promise<void> {
    await red.load(flowOf({ ...email, ...saved }, 2, campaign));
    // A store that is still being opened writes into the folder that goes with the test.
    await red.house();
  }
  async function assetOf(bytes: string, type: string): Promise<Asset> {
    return (await red.house()).assets.put(Buffer.from(bytes), type);
  }
  const homeWith = (image?: Asset) => ({
    home: { store: { id: "s", name: "Nantes" }, alt: "Le plan", ...(image && { image }) },
  });

  it("writes subject, preheader, HTML and plain text, as the contract has it", async () => {
    await load();
    red.receive(message());
    const sent = await red.first(0);
    const { subject, preheader, html = "", text = "", language, inline, attachments, ...rest } = partOf(sent);
    assert.deepEqual([subject, preheader], ["Votre dossier D-1", "Une réponse pour Camille"]);
    assert.deepEqual(
      [language, rest.channel, rest.purpose, inline, attachments],
      ["fr", "email", "service", undefined, undefined],
    );
    assert.match(html, /^<!doctype html>[\s\S]*Bonjour Camille, c’est accepted\./);
    assert.match(html, /Une réponse pour Camille/);
    assert.match(text, /Bonjour Camille, c’est accepted\./);
    assert.doesNotMatch(text, /<|mj-/);
    assert.equal(sent.payload, html);
    assert.deepEqual([rest.unsubscribe, rest.pdf, rest.overcome], [undefined, undefined, undefined]);
  });

  it("writes the same content on every replay, pictures included", async () => {
    await load({ html: mjml('<mj-image src="{{ "home" | map_image }}" alt="{{ map.home.alt }}" />') });
    const image = await assetOf("picture", "image/png");
    for (const _ of [1, 2]) red.receive(message({ map: homeWith(image) }));
    const [first, second] = (await red.some(0, 2)).map(partOf);
    assert.deepEqual(first, second);
    assert.deepEqual(first?.inline, [{ cid: `${image.hash.slice(0, 32)}@map`, name: "home.png", asset: image }]);
    assert.ok(first?.html?.includes(`src="cid:${image.hash.slice(0, 32)}@map"`));
  });

  it("sends no picture along that it does not show", async () => {
    await load();
    red.receive(message({ map: homeWith(await assetOf("picture", "image/jpeg")) }));
    assert.equal(partOf(await red.first(0)).inline, undefined);
  });

  it("sends what asks for a map without a picture by the second output, with its place", async () => {
    await load({ html: mjml('\n<mj-image src="{{ "home" | map_image }}" alt="Le plan" />') });
    red.receive(message({ map: homeWith() }));
    const { payload } = await red.first(1);
    assert.match(told(payload).join(), /^html:2:\d+: Il n’y a pas d’image de plan nommée home\./);
  });

  it("leaves a map without a picture out where the policy says so, and tells it", async () => {
    const html = mjml(
      '<mj-text>Bonjour</mj-text>{% optional %}<mj-image src="{{ "home" | map_image }}" alt="Le plan" />{% endoptional %}',
    );
    await load({ html, missing: "leave-out" });
    red.receive(message({ map: homeWith() }));
    const { html: written = "", overcome = [] } = partOf(await red.first(0));
    assert.doesNotMatch(written, /<img/);
    assert.deepEqual(
      overcome.map(({ code }) => code),
      ["message.no-image"],
    );
    await red.status("yellow dot status.overcome");
  });

  it("attaches the letter that was written before, under a safe name", async () => {
    await load({
      attachLetter: true,
      attachmentName: "Contrat {{ journey.caseKey }}/..\\{{ recipient.lastName }}.pdf",
    });
    const pdf = await assetOf("%PDF-", "application/pdf");
    const content = { id: "c", channel: "print", language: "fr", template: "t", pdf, pages: 1 };
    red.receive(message({ content }));
    const part = partOf(await red.first(0));
    assert.deepEqual(part.attachments, [{ name: "Contrat D-1 .. Moreau.pdf", asset: pdf }]);
    assert.equal(part.pdf, undefined);
  });

  it("draws the letter that it attaches where nobody has yet, the same whenever it is", async () => {
    await load({ attachLetter: true });
    const { assets } = await red.house();
    const set = await keepLetter(letter, assets.put);
    const content = { id: "c", channel: "print", language: "fr", template: "t", letter: set, pages: 1 };
    red.receive(message({ content }));
    const [attached] = partOf(await red.first(0)).attachments ?? [];
    assert.ok(attached !== undefined);
    assert.deepEqual(Buffer.from(await assets.get(attached.asset)), Buffer.from((await composeLetter(letter)).pdf));
    red.receive(message({ content: { ...content, letter: { ...set, window: "top" } } }));
    assert.match(told((await red.first(1)).payload).join(), /Le courrier du message ne peut pas être lu\s: window/);
  });

  it("names the attached letter by the subject where it has no name", async () => {
    await load({ attachLetter: "true" });
    const content = { channel: "print", pdf: await assetOf("%PDF-", "application/pdf") };
    red.receive(message({ content }));
    assert.equal(partOf(await red.first(0)).attachments?.[0]?.name, "Votre dossier D-1.pdf");
  });

  it("tells every problem at once: of subject and HTML, and that there is no letter to attach", async () => {
    await load({
      attachLetter: true,
      subject: "{{ nothing }}",
      html: mjml("\n<mj-text>{{ recipient.title }}</mj-text>"),
    });
    red.receive(message());
    const { payload, content } = await red.first(1);
    const { key, details } = payload as { key: string; details: { pointer: string; code: string }[] };
    assert.equal(key, "message.template");
    assert.deepEqual(
      details.map(({ pointer, code }) => `${pointer} ${code}`),
      ["subject:1:4 message.unknown-variable", "html:2:13 message.unknown-variable", " message.no-letter"],
    );
    assert.equal(content, undefined);
  });

  it("sends an empty subject by the second output", async () => {
    await load({ subject: "{% if recipient.title %}{{ recipient.title }}{% endif %}" });
    red.receive(message());
    assert.match(told((await red.first(1)).payload).join(), /^subject:1:1: L’objet est vide/);
  });

  it("lets no data break out: headers stay one line, HTML stays text, a template in a name stays a name", async () => {
    await load({
      subject: "Pour {{ recipient.firstName }}",
      html: mjml("<mj-text>{{ recipient.firstName }}</mj-text>"),
    });
    const firstName = "Eve\r\nBcc: all@example.org <script>alert(1)</script> {{ recipient.email }}";
    red.receive(message({ recipient: { id: "R-1", firstName } }));
    const { subject = "", html = "" } = partOf(await red.first(0));
    assert.doesNotMatch(subject, /[\r\n]/);
    assert.match(subject, /\{\{ recipient\.email \}\}$/);
    assert.doesNotMatch(html, /<script>alert/);
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; \{\{ recipient\.email \}\}/);
  });

  it("shows and logs what is wrong with MJML and its values at the deploy", async () => {
    await load({
      html: mjml(
        '<mj-text>a</mj-text>\n<mj-image src="https://example.org/a.png" />\n<mj-button href="{{ recipient.email }}">b</mj-button>',
      ),
    });
    await red.until(() => red.logged.length >= 2, "two problems");
    const log = red.logged.map(({ text }) => text).join("\n");
    assert.match(log, /^html:2:\d+: Cette image n’a pas de mots/m);
    assert.match(log, /^html:3:\d+: .*filtre url/m);
    assert.match(red.statuses().at(-1) ?? "", /^red ring \d problème\(s\)/);
  });

  it("says so where it links to an address that the campaign does not have", async () => {
    await load({ html: mjml('\n<mj-text><a href="{{ link.unsubscribe | url }}">Stop</a></mj-text>') });
    await red.status("red ring 1 problème(s) : voir le panneau de débogage");
    assert.match(red.errors.join(), /^html:2:22: La campagne n’a pas d’adresse publique/);
  });

  describe("of a campaign with a public address", () => {
    const campaign = { ...french, baseUrl: "https://campaigns.example.org" };
    const unsubscribe = '<mj-text><a href="{{ link.unsubscribe | url }}">Stop</a></mj-text>';

    it("gives marketing an address to end it with one click, the one of its link, and the same on every replay", async () => {
      await load({ purpose: "marketing", html: mjml(unsubscribe) }, campaign);
      for (const _ of [1, 2]) red.receive(message());
      const [first, second] = (await red.some(0, 2)).map(partOf);
      assert.match(first?.unsubscribe ?? "", /^https:\/\/campaigns\.example\.org\/.+/);
      assert.ok(first?.html?.includes(`href="${first.unsubscribe}"`));
      assert.ok(!first?.html?.includes("camille"));
      assert.deepEqual(first, second);
      assert.deepEqual(red.errors, []);
    });

    it("gives a service message its link, and no such header", async () => {
      await load({ html: mjml(unsubscribe) }, campaign);
      red.receive(message());
      const { html, unsubscribe: header } = partOf(await red.first(0));
      assert.match(html ?? "", /href="https:\/\/campaigns\.example\.org/);
      assert.equal(header, undefined);
    });

    it("shows pictures by links of the campaign where the node says so", async () => {
      const html = mjml('<mj-image src="{{ "home" | map_image }}" alt="Le plan" />');
      await load({ html, pictures: "link" }, campaign);
      const image = await assetOf("picture", "image/png");
      red.receive(message({ map: homeWith(image) }));
      const part = partOf(await red.first(0));
      assert.match(part.html ?? "", /src="https:\/\/campaigns\.example\.org\/[^"]+"/);
      assert.equal(part.inline, undefined);
    });
  });

  it("sends pictures along where the campaign has no address to fetch them from", async () => {
    const html = mjml('<mj-image src="{{ "home" | map_image }}" alt="Le plan" />');
    await load({ html, pictures: "link", purpose: "marketing" });
    red.receive(message({ map: homeWith(await assetOf("picture", "image/png")) }));
    const { inline, unsubscribe } = partOf(await red.first(0));
    assert.deepEqual([inline?.length, unsubscribe], [1, undefined]);
  });

  it("writes the language of its HTML in all its parts, and falls back to its own", async () => {
    await load({
      subject: "Bonjour",
      html: mjml("<mj-text>Bonjour {{ recipient.firstName }}</mj-text>"),
      preheader: "",
      variants: [
        {
          language: "en",
          texts: { subject: "Hello", html: mjml("<mj-text>Hello {{ recipient.firstName }}</mj-text>") },
        },
      ],
    });
    const { recipient } = message();
    for (const locale of ["en-GB", "de"]) red.receive(message({ recipient: { ...recipient, locale } }));
    const parts = (await red.some(0, 2)).map(partOf).sort((one, other) => one.language.localeCompare(other.language));
    assert.deepEqual(
      parts.map(({ subject, language, text }) => [subject, language, text?.trim()]),
      [
        ["Hello", "en-GB", "Hello Camille"],
        ["Bonjour", "fr", "Bonjour Camille"],
      ],
    );
  });

  it("sends a template that is too long by the second output, and does not compile it", async () => {
    await load({ html: mjml("<mj-text>a</mj-text>".repeat(12_000)) });
    await red.status("red ring 1 problème(s) : voir le panneau de débogage");
    red.receive(message());
    assert.match(told((await red.first(1)).payload).join(), /^html:1:1: Le modèle est trop long/);
  });

  for (const { name, more } of [
    { name: "maps that are none", more: { map: { home: null, work: 5, other: { image: "../../etc/passwd" } } } },
    { name: "a map that is a text", more: { map: "home" } },
    { name: "a content that is none", more: { content: { channel: "print", pdf: { hash: "../x" } } } },
  ])
    it(`goes on with ${name}, which are not there to it`, async () => {
      await load({ attachLetter: "content" in more });
      red.receive(message(more));
      if ("content" in more)
        assert.match(told((await red.first(1)).payload).join(), /Il n’y a pas de courrier à joindre/);
      else assert.equal(partOf(await red.first(0)).inline, undefined);
    });

  it("writes the shared texts of its campaign: HTML and MJML as they are, plain ones escaped, in its own language", async () => {
    const folder = join(red.folder, "blocks");
    await mkdir(folder);
    const files = {
      "footer.html": "<b>Everybody</b>",
      "footer.fr.html": "<b>Tous, {{ recipient.firstName }}</b>\n",
      "offer.html": "<mj-section><mj-column><mj-text>Offre</mj-text></mj-column></mj-section>",
      "note.txt": "a < b\n& c",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const html = `<mjml><mj-body>{% render "offer" %}<mj-section><mj-column><mj-text>{% render "footer" %} {% render "note" %}</mj-text></mj-column></mj-section></mj-body></mjml>`;
    await load({ html, text: '{% render "note" %}' }, { ...french, blocksFolder: "blocks" });
    red.receive(message({ recipient: { id: "R-1", firstName: "<i>Eve</i>" } }));
    const part = partOf(await red.first(0));
    assert.match(part.html ?? "", />Offre</);
    assert.match(part.html ?? "", /<b>Tous, &lt;i&gt;Eve&lt;\/i&gt;<\/b> a &lt; b<br>\s*&amp; c/);
    assert.equal(part.text, "a < b\n& c");
    assert.deepEqual(red.errors, []);
  });

  it("takes HTML as it is written", async () => {
    await load({ format: "html", html: "<p>Bonjour {{ recipient.firstName }}</p>" });
    red.receive(message());
    assert.match(partOf(await red.first(0)).html ?? "", /<p[^>]*>Bonjour Camille<\/p>/);
  });
});
