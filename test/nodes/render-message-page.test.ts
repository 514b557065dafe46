import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Node, NodeAPI, NodeDef } from "node-red";
import type { PreviewAnswer } from "../../nodes/render-message/preview-answer.ts";
import register from "../../nodes/render-message/render-message.ts";
import { flowsRun, flowsStarted, watchFlows } from "../../nodes/shared/running-flows.ts";
import { type Asset, ContentPart } from "../../src/contract/index.ts";
import { measureSms } from "../../src/sms/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const page = {
  type: "render-message",
  version: 2,
  channel: "page",
  purpose: "service",
  subject: "Votre page, {{ recipient.firstName }}",
  page: "<h1>Bonjour {{ recipient.firstName }}</h1><response-form></response-form>",
};
const mjml = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const message = (more: object = {}) => ({
  campaign: { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task: "task-1" },
  recipient: {
    id: "R-1",
    firstName: "Camille",
    lastName: "Moreau",
    postalAddress: { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: ["1 rue des Lilas"] },
  },
  decision: { label: "accepted", rule: 0, reason: "" },
  ...more,
});
const partOf = (sent: Record<string, unknown>) => ContentPart.strict().parse(sent.content);
const told = (payload: unknown) => (payload as { problems: string[] }).problems;
const french = { locale: "fr" };
const withAddress = { ...french, baseUrl: "https://campaigns.example.org" };
const png = Buffer.concat([
  Buffer.from("89504e470d0a1a0a0000000d49484452000000020000000208060000", "hex"),
  Buffer.from("of no use", "latin1"),
]);

/** What render message knows of personal pages: where they are. */
const personalPages = (RED: NodeAPI) =>
  RED.nodes.registerType("personal-page", function (this: Node, def: NodeDef & { campaign: string }) {
    RED.nodes.createNode(this, def);
    Object.assign(this, { pagesAt: { campaign: def.campaign, path: "/p/offer" } });
  });
const pageNode = (campaign = "c1") => ({
  id: "page",
  type: "personal-page",
  z: "tab",
  x: 0,
  y: 0,
  campaign,
  wires: [],
});

const isMoving = ({ inline = [] }: ContentPart) => inline.some(({ name }) => name === "film.webp");

describe("render message, of pages", () => {
  const red = nodeRed(register, personalPages);
  async function load(saved: object = {}, campaign: object = french, more: object[] = []): Promise<void> {
    await red.load([...flowOf({ ...page, ...saved }, 2, campaign), ...(more as never[])]);
    // A store that is still being opened writes into the folder that goes with the test.
    await red.house();
  }
  async function assetOf(bytes: string, type: string): Promise<Asset> {
    return (await red.house()).assets.put(Buffer.from(bytes), type);
  }
  async function media(name: string, bytes: Buffer): Promise<void> {
    await mkdir(join(red.folder, "media"), { recursive: true });
    await writeFile(join(red.folder, "media", name), bytes);
  }

  it("writes a whole document with its title, as the contract has it", async () => {
    await load();
    red.receive(message());
    const sent = await red.first(0);
    const { subject, html = "", language, channel, purpose, assets, text, overcome, url } = partOf(sent);
    assert.deepEqual([subject, language, channel, purpose], ["Votre page, Camille", "fr", "page", "service"]);
    assert.match(html, /^<!doctype html>\n<html lang="fr" dir="ltr">/);
    assert.match(
      html,
      /<title>Votre page, Camille<\/title>[\s\S]*<h1>Bonjour Camille<\/h1><response-form><\/response-form>/,
    );
    assert.equal(sent.payload, html);
    assert.deepEqual([assets, text, overcome, url], [undefined, undefined, undefined, undefined]);
    assert.deepEqual(red.errors, []);
  });

  it("names what it shows by its hash, lists that and nothing else, the same on every replay", async () => {
    await media("hero.png", png);
    await load({
      page: '<img src="{{ "hero.png" | media }}" alt=""><img src="{{ "home" | map_image }}" alt="">{{ "film" | video }}',
    });
    const [image, film, poster, preview, other] = await Promise.all([
      assetOf("map", "image/jpeg"),
      assetOf("film", "video/mp4"),
      assetOf("poster", "image/jpeg"),
      assetOf("preview", "image/webp"),
      assetOf("other", "image/png"),
    ]);
    const about = { duration: 12, width: 1280, height: 720, alt: "Le film" };
    const shown = {
      map: { home: { alt: "", image }, shop: { alt: "", image: other } },
      video: { film: { film, poster, preview, ...about }, broken: { film: "x" } },
    };
    for (const _ of [1, 2]) red.receive(message(shown));
    const [first, second] = (await red.some(0, 2)).map(partOf);
    assert.deepEqual(first, second);
    const { assets = [], html = "" } = first ?? {};
    const hero = assets.find(({ type, bytes }) => type === "image/png" && bytes === png.length);
    assert.deepEqual(new Set(assets), new Set([hero, image, film, poster]));
    for (const { hash } of assets) assert.ok(html.includes(`="asset:${hash}"`));
    assert.deepEqual(Buffer.from(await (await red.house()).assets.get(hero as Asset)), png);
  });

  it("reads a file of the media folder again when it was changed", async () => {
    await media("hero.png", png);
    await load({ page: '<img src="{{ "hero.png" | media }}" alt="">' });
    red.receive(message());
    await red.first(0);
    await media("hero.png", Buffer.concat([png, Buffer.from("more")]));
    red.receive(message());
    const sizes = (await red.some(0, 2)).map((sent) => partOf(sent).assets?.[0]?.bytes);
    assert.deepEqual(sizes, [png.length, png.length + 4]);
  });

  it("tells at the deploy which files are not there, and sends what needs them by the second output", async () => {
    await media("notes.png", Buffer.from("no picture at all"));
    await load({
      page: '<p>\n<img src="{{ "gone.png" | media }}" alt=""><img src="{{ \'notes.png\' | media }}" alt=""><img src="{{ "../c.png" | media }}" alt="">',
    });
    await red.status("red ring 3 problème(s) : voir le panneau de débogage");
    const log = red.errors.join("\n");
    assert.match(log, /^page:2:14: « gone\.png » n’est pas dans le dossier de médias/m);
    assert.match(log, /^page:2:57: « notes\.png » est d’un genre/m);
    assert.match(log, /^page:2:\d+: « \.\.\/c\.png » n’est pas le nom d’un fichier/m);
    red.receive(message());
    const { key, details } = (await red.first(1)).payload as {
      key: string;
      details: { pointer: string; code: string }[];
    };
    assert.equal(key, "message.template");
    assert.deepEqual(
      details.map(({ pointer, code }) => `${pointer} ${code}`),
      ["page:2:11 message.no-media", "page:2:54 message.no-media", "page:2:98 message.no-media"],
    );
  });

  it("tells at the deploy what does not work in a page, with its place; a doubt is yellow", async () => {
    await load({
      page: '<script>x</script>\n<p onclick="x">a</p><img alt="" src="https://example.org/a.png">',
    });
    await red.status("red ring 3 problème(s) : voir le panneau de débogage");
    assert.match(red.errors.join("\n"), /^page:1:1: <script> ne fonctionne pas/m);
    assert.match(red.errors.join("\n"), /^page:2:4: onclick ne fonctionne pas/m);
    red.receive(message());
    assert.match(told((await red.first(1)).payload).join("\n"), /^page:1:1: <script>[\s\S]*^page:2:4: onclick/m);
    await red.unload();
    await load({ page: '<img src="data:image/png;base64,">' });
    await red.status("yellow ring 1 problème(s) : voir le panneau de débogage");
  });

  it("lets no data break out: HTML, templates and places for the form stay text", async () => {
    await load({
      page: '<p title="{{ recipient.firstName }}">{{ recipient.firstName }}</p><response-form></response-form>',
    });
    const firstName = `<script>alert(1)</script><response-form></response-form>" onload="x {{ recipient.id }} asset:${"a".repeat(64)}`;
    red.receive(message({ recipient: { id: "R-1", firstName } }));
    const { html = "", subject, assets } = partOf(await red.first(0));
    assert.equal(html.match(/<script|<response-form>/g)?.length, 1);
    assert.doesNotMatch(html, /" onload="/);
    assert.ok(subject?.includes("{{ recipient.id }}"));
    assert.equal(assets, undefined);
  });

  it("has no link to unsubscribe: the personal page has its own", async () => {
    await load({ page: "<p>{{ link.unsubscribe }}</p>" }, withAddress);
    red.receive(message());
    assert.match(told((await red.first(1)).payload).join(), /^page:1:7: Rien ne s’appelle link\.unsubscribe/);
  });

  describe("and the address of a recipient's page", () => {
    const letter = { channel: "print", sender: "Maison Belle", mapName: "", body: "Voir {{ link.page }} ici" };
    const sms = { channel: "sms", sms: "Voir {{ link.page }}" };
    const email = {
      channel: "email",
      subject: "a",
      html: mjml('<mj-text><a href="{{ link.page | url }}">b</a></mj-text>'),
    };
    const other = { page: '<p><a href="{{ link.page | url }}">b</a></p>' };
    const address = /https:\/\/campaigns\.example\.org\/p\/offer\/[0-9a-hjkmnp-tv-z]{26}/;

    for (const [name, saved] of Object.entries({ letter, email, sms, page: other }))
      it(`stands in a message: ${name}`, async () => {
        await load({ ...saved, pageNode: "page" }, withAddress, [pageNode()]);
        red.receive(message());
        red.receive(message({ journey: { ...message().journey, id: "other" } }));
        red.receive(message());
        const found = (await red.some(0, 3)).map((sent) => {
          const { html, text = "" } = partOf(sent);
          return address.exec(html ?? text.replace(/\s/g, " "))?.[0];
        });
        for (const one of found) assert.match(one ?? "", address);
        // Two of one journey, one of another; letters do not end in their order.
        assert.equal(new Set(found).size, 2);
        assert.deepEqual(red.errors, []);
      });

    it("counts in a text message", async () => {
      await load({ ...sms, pageNode: "page" }, withAddress, [pageNode()]);
      red.receive(message());
      const { text = "" } = partOf(await red.first(0));
      assert.equal(measureSms(text).units, "Voir https://campaigns.example.org/p/offer/".length + 26);
    });

    it("leaves a letter without a link to unsubscribe", async () => {
      await load({ ...letter, body: "{{ link.unsubscribe }}", pageNode: "page" }, withAddress, [pageNode()]);
      red.receive(message());
      assert.match(told((await red.first(1)).payload).join(), /link\.unsubscribe/);
    });

    for (const [why, saved, campaign, nodes, sentence] of [
      ["no page is chosen", {}, withAddress, [pageNode()], /^body:1:9: Aucune page personnelle/],
      [
        "it is gone",
        { pageNode: "page" },
        withAddress,
        [],
        /^body:1:9: La page personnelle de link\.page n’existe plus/,
      ],
      ["it is of another campaign", { pageNode: "page" }, withAddress, [pageNode("c2")], /^body:1:9: .* n’existe plus/],
      ["it is no page", { pageNode: "node" }, withAddress, [], /^body:1:9: .* n’existe plus/],
      ["the campaign has no address", { pageNode: "page" }, french, [pageNode()], /^body:1:9: .* suivre link\.page\./],
    ] as const)
      it(`is told where ${why}, and the message leaves by the second output`, async () => {
        await load({ ...letter, ...saved }, campaign, [...nodes]);
        await red.status("red ring 1 problème(s) : voir le panneau de débogage");
        assert.match(red.errors.join("\n"), sentence);
        red.receive(message());
        assert.match(told((await red.first(1)).payload).join(), /^body:1:9: .*link\.page/);
      });

    it("is asked of nobody who does not write it", async () => {
      await load({ ...letter, body: "Rien", pageNode: "page" }, french);
      red.receive(message());
      await red.first(0);
      assert.deepEqual(red.errors, []);
    });
  });

  describe("beside them, an e-mail", () => {
    it("shows the picture of a film, which leads to the page, and files of the media folder", async () => {
      await media("logo.png", png);
      const html = mjml(
        '<mj-image src="{{ "logo.png" | media }}" alt="Logo" /><mj-text><a href="{{ link.page | url }}"><img src="{{ "film" | video_image }}" alt="{{ video.film.alt }}"></a></mj-text>',
      );
      await load({ channel: "email", format: "mjml", subject: "a", html, pageNode: "page" }, withAddress, [pageNode()]);
      const [film, poster, preview] = await Promise.all([
        assetOf("film", "video/mp4"),
        assetOf("poster", "image/jpeg"),
        assetOf("preview", "image/webp"),
      ]);
      const about = { film, poster, duration: 12, width: 1280, height: 720, alt: "Le film" };
      red.receive(message({ video: { film: { ...about, preview } } }));
      red.receive(message({ video: { film: about } }));
      const [still, moving] = (await red.some(0, 2))
        .map(partOf)
        .sort((one, two) => Number(isMoving(one)) - Number(isMoving(two)));
      assert.deepEqual(moving?.inline?.map(({ name }) => name).sort(), ["film.webp", "logo.png"]);
      assert.deepEqual(still?.inline?.map(({ name }) => name).sort(), ["film-still.jpg", "logo.png"]);
      assert.ok(moving?.html?.includes(`src="cid:${preview.hash.slice(0, 32)}@film"`));
      assert.match(moving?.html ?? "", /<a href="https:\/\/campaigns\.example\.org\/p\/offer\/\w+"/);
    });

    it("plays no film, and says so", async () => {
      await load({ channel: "email", format: "html", subject: "a", html: '<p>a</p>{{ "film" | video }}' });
      const [film, poster] = await Promise.all([assetOf("film", "video/mp4"), assetOf("poster", "image/jpeg")]);
      red.receive(message({ video: { film: { film, poster, duration: 1, width: 2, height: 1, alt: "" } } }));
      assert.match(told((await red.first(1)).payload).join(), /^html:1:9: Un e-mail ne lit pas de vidéo/);
    });
  });

  describe("in its form", () => {
    const ask = async (config: object) => {
      const body = { node: "node", config, map: null, service: null, sample: { name: "plain" } };
      const { status, body: answer } = await red.admin("/belle-histoire/render-message/preview", "fr", body);
      assert.equal(status, 200, JSON.stringify(answer));
      return answer as unknown as PreviewAnswer;
    };

    it("is shown with its pictures in it and a place for its form", async () => {
      await media("hero.png", png);
      await load();
      const shown = await ask({ ...page, page: `<img src="{{ "hero.png" | media }}" alt="">${page.page}` });
      assert.deepEqual([shown.problems, shown.language, shown.page?.title], [[], "fr", "Votre page, Camille"]);
      assert.ok(shown.page?.html.includes(`src="data:image/png;base64,${png.toString("base64")}"`));
      assert.ok(shown.page?.html.includes("<response-form></response-form>"));
    });

    it("has a still picture for a film that a node before would make", async () => {
      const maker = { id: "film", type: "render-message", channel: "video", videoName: "tour", z: "tab", x: 0, y: 0 };
      await load({}, french, [{ ...maker, wires: [["node"], []] }]);
      const { problems, page: shown } = await ask({ ...page, page: '{{ "tour" | video }}' });
      assert.deepEqual(problems, []);
      assert.match(
        shown?.html ?? "",
        /<video [^>]*poster="data:image\/png;base64,iVBOR[^>]*><source src="" type="video\/mp4">/,
      );
      assert.match(shown?.html ?? "", /<p>Un film fait pour chaque destinataire\.<\/p>/);
    });

    it("has an example of the page's address once a page is chosen, deployed or not", async () => {
      await load({}, withAddress);
      const written = { ...page, page: "<p>{{ link.page }}</p>" };
      const without = await ask(written);
      assert.deepEqual(
        without.problems.map(({ text, line, column, overcome }) => [text, line, column, overcome]),
        [["page", 1, 7, false]],
      );
      assert.match(without.problems[0]?.detail ?? "", /^Aucune page personnelle/);
      const { problems, page: shown } = await ask({ ...written, pageNode: "not deployed" });
      assert.deepEqual(problems, []);
      assert.match(shown?.html ?? "", /<p>https:\/\/example\.org\/p\//);
    });

    it("tells what is wrong at its place", async () => {
      await load();
      const { problems, page: shown } = await ask({ ...page, page: "<p>a</p>\n<iframe></iframe>" });
      assert.deepEqual(
        problems.map(({ text, line, column, overcome }) => [text, line, column, overcome]),
        [["page", 2, 1, false]],
      );
      assert.equal(shown, undefined);
    });

    it("is not sent as a test", async () => {
      await load();
      const body = { node: "node", config: page, map: null, service: null, account: "a", to: "a@example.org" };
      const { status, body: answer } = await red.admin("/belle-histoire/render-message/test-send", "fr", body);
      assert.equal(status, 422);
      assert.match(String((answer as { problems: string[] }).problems), /Les courriers et les pages/);
    });
  });

  it("waits for a deploy under way to end, before it says that a page is gone", async () => {
    const events = new EventEmitter();
    const stop = watchFlows({ events } as unknown as NodeAPI, () => {});
    try {
      assert.equal(flowsRun(), false);
      const waited = flowsStarted({ events } as unknown as NodeAPI);
      events.emit("flows:started", {});
      await waited;
      assert.equal(flowsRun(), true);
      await flowsStarted({ events: new EventEmitter() } as unknown as NodeAPI);
    } finally {
      stop();
    }
  });
});
