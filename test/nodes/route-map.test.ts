import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { PDF } from "@libpdf/core";
import { loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import registerMapService from "../../nodes/map-service/map-service.ts";
import { defaults as letterDefaults } from "../../nodes/render-message/config.ts";
import registerRenderMessage from "../../nodes/render-message/render-message.ts";
import { migrate } from "../../nodes/route-map/config.ts";
import type { PreviewAnswer } from "../../nodes/route-map/desk.ts";
import register from "../../nodes/route-map/route-map.ts";
import type { MapServiceNode } from "../../nodes/shared/asked-service.ts";
import { MapPart, sha256 } from "../../src/contract/index.ts";
import { madeUpTown, readArea } from "../../src/map/index.ts";
import { usePool } from "../../src/pool.ts";
import { googleKey, googleStub, signingSecret } from "../src/map/service/stubs/google.ts";
import { plainPicture } from "../src/map/service/stubs/pictures.ts";
import { settingsOf } from "../src/map/service/stubs/settings.ts";
import { startService, type TestService } from "../src/service/server.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const routeMap = { type: "route-map", screenWidth: 300, screenHeight: 200 };
const town = readArea(madeUpTown());
const [home] = town.samples;
const camille = { id: "R-1", locale: "fr", postalAddress: home?.address };
const campaign = { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test: false };
const nowhere = { country: "FR", postalCode: "99380", locality: "Nulle-Part", thoroughfare: ["1 rue Perdue"] };
const elsewhere = { id: "S", name: "Paris", address: "", phone: "", longitude: 2.35, latitude: 48.85 };

const without: { name: string; saved?: object; recipient?: object; locale: string; key: string; says: RegExp }[] = [
  {
    name: "a recipient without a home",
    recipient: { id: "R-1" },
    locale: "en",
    key: "map.no-home",
    says: /^The recipient has neither .* complete the address\.$/,
  },
  {
    name: "no recipient, in French",
    locale: "fr",
    key: "map.no-home",
    says: /^Le destinataire n’a ni .* complétez l’adresse/,
  },
  {
    name: "an address that nobody knows, in the campaign's language",
    recipient: { id: "R-1", locale: "fr", postalAddress: nowhere },
    locale: "en",
    key: "map.address-unknown",
    says: /^Neither the town nor the street .* or give the position\.$/,
  },
  {
    name: "a home outside of the area",
    recipient: { id: "R-1", location: [2.35, 48.85] },
    locale: "fr",
    key: "map.outside",
    says: /^Les coordonnées .* en dehors de .* Corrigez-les/,
  },
  {
    name: "stores outside of the area",
    saved: { stores: [elsewhere] },
    recipient: camille,
    locale: "en",
    key: "map.outside",
    says: /lie outside of .* Correct them/,
  },
];

const settings: { name: string; saved: object; written?: [string, string]; log: RegExp; key: string }[] = [
  {
    name: "no area file",
    saved: { area: "gone.area" },
    key: "map.area-missing",
    log: /^The area file gone\.area is not there, or cannot be read\. Check its path/,
  },
  {
    name: "a foreign area file",
    saved: { area: "letter.area" },
    written: ["letter.area", "%PDF-1.7"],
    key: "map.area-foreign",
    log: /^letter\.area is not an area file .* Choose a file/,
  },
];

/** As version 1 saved it: an area file, a table, the recipient's home. */
const first = {
  version: 1,
  name: "Chemin",
  area: "areas/lyon.area",
  stores: [elsewhere],
  mode: "route",
  profile: "foot",
  mapName: "way",
  screen: false,
  screenWidth: 500,
  screenHeight: 300,
  print: true,
  printWidth: 100,
  printHeight: 60,
  lineColour: "#112233",
  markerColour: "",
} as const;

describe("the saved shape of a route map", () => {
  it("keeps everything of version 1, and adds what version 1 did", () => {
    const { version, ...kept } = migrate(first as never);
    const added = {
      service: "",
      origin: "recipient",
      originProperty: "recipient",
      originType: "msg",
      country: "FR",
      storesFrom: "table",
      storesFile: "",
      storesText: "",
      storesProperty: "payload",
      storesType: "msg",
      screenType: "jpeg",
      printForm: "vector",
      video: false,
      videoWidth: 1280,
      logo: "",
      labels: true,
      language: "",
      precision: "house",
      care: "usual",
      fallback: "none",
      fallbackPicture: "",
    };
    const { version: _one, ...before } = first;
    assert.deepEqual([version, kept], [2, { ...before, ...added }]);
  });

  it("takes what an environment variable gives as text, and what the editor does not know as absent", () => {
    const { screen, labels, videoWidth, service } = migrate({
      screen: "true",
      labels: "false",
      videoWidth: "1920",
      service: undefined,
    } as never);
    assert.deepEqual([screen, labels, videoWidth, service], [true, false, 1920, ""]);
  });
});

describe("the route map node", () => {
  const red = nodeRed(register, registerMapService, registerRenderMessage);
  const threads = new Set<Worker>();
  const begin = (worker: Worker) => {
    threads.add(worker);
    worker.once("exit", () => threads.delete(worker));
  };
  let letGo: () => Promise<void>;
  before(() => {
    letGo = usePool();
  });
  after(() => letGo());

  it("draws the way for screen and print, as the contract has it", async () => {
    await red.load(flowOf(routeMap, 2));
    const response = { end() {} };
    const earlier = { store: { id: "S", name: "S", location: [0, 0] } };
    const received = { topic: "mine", res: response, recipient: camille, campaign, map: { work: earlier } };
    red.receive(received);
    const message = await red.first(0);
    assert.equal<unknown>(message, received);
    const { home: map, ...others } = message.map as Record<string, MapPart>;
    assert.deepEqual(
      [message.topic, message.res, message.recipient, others],
      ["mine", response, camille, { work: earlier }],
    );
    assert.deepEqual(MapPart.strict().parse(map), map);
    assert.ok((map?.distance ?? 0) > 0 && (map?.duration ?? 0) > 0 && (map?.steps?.length ?? 0) > 0);
    assert.match(map?.alt ?? "", /^Plan .*min/);
    assert.match(map?.link ?? "", /^geo:/);
    const { assets } = await red.house();
    const image = await assets.get(map!.image!);
    assert.deepEqual([map?.image?.type, image.subarray(0, 3)], ["image/jpeg", Buffer.from([0xff, 0xd8, 0xff])]);
    assert.deepEqual(message.payload, Buffer.from(image));
    const vector = await assets.get(map!.vector!);
    assert.deepEqual([map?.vector?.type, String(vector.subarray(0, 5))], ["application/pdf", "%PDF-"]);
    assert.equal(map?.vector?.hash, sha256(vector));
    assert.equal(red.statuses().join(", "), "blue ring status.drawing, green dot status.ready");
  });

  it("draws the same picture on a replay", async () => {
    await red.load(flowOf(routeMap, 2));
    for (const _ of [1, 2]) red.receive({ recipient: camille, campaign });
    const [first, second] = await red.some(0, 2);
    assert.deepEqual(first?.map, second?.map);
  });

  it("leaves out the picture that is not asked for, and takes sizes as text from an environment variable", async () => {
    const saved = { screen: false, printWidth: "100", printHeight: "60", mapName: "way" };
    await red.load(flowOf({ ...routeMap, ...saved }, 2));
    red.receive({ recipient: camille, campaign });
    const { map, payload } = await red.first(0);
    const { way } = map as Record<string, MapPart>;
    assert.deepEqual([way?.image, way?.vector?.type], [undefined, "application/pdf"]);
    assert.equal(sha256(payload as Buffer), way?.vector?.hash);
  });

  for (const { name, saved = {}, recipient, locale, key, says } of without)
    it(`sends ${name} by the second output, with what to do`, async () => {
      await red.load(flowOf({ ...routeMap, ...saved }, 2));
      const received = { topic: "mine", recipient, campaign: { ...campaign, locale } };
      red.receive(received);
      const message = await red.first(1);
      const payload = message.payload as { key: string; reason: string };
      assert.equal<unknown>(message, received);
      assert.deepEqual([payload.key, message.topic, message.map, red.at(0)], [key, "mine", undefined, []]);
      assert.match(payload.reason, says);
      await red.status("yellow dot status.no-map");
    });

  for (const { name, saved, written, key, log } of settings)
    it(`shows and logs ${name} at its deploy, and loses no message`, async () => {
      if (written !== undefined) await writeFile(join(red.folder, written[0]), written[1]);
      await red.load(flowOf({ ...routeMap, ...saved }, 2));
      await red.status("red ring status.error");
      assert.equal(red.errors.length, 1);
      assert.match(red.errors[0] ?? "", log);
      red.receive({ recipient: camille, campaign });
      const { payload } = await red.first(1);
      assert.equal((payload as { key: string }).key, key);
    });

  it("sends a message of no campaign by the second output", async () => {
    await red.load(flowOf(routeMap, 2));
    red.receive({ recipient: camille });
    const { payload } = await red.first(1);
    assert.equal((payload as { key: string }).key, "send.no-journey");
  });

  const previews: { name: string; config: object; language: string; status: number; body: RegExp }[] = [
    {
      name: "a picture and its words",
      config: {},
      language: "en",
      status: 200,
      body: /"image":"data:image\/jpeg;base64,[^"]+","alt":"Map/,
    },
    {
      name: "a sentence in French",
      config: { area: "gone.area" },
      language: "fr-FR,fr;q=0.9",
      status: 422,
      body: /"problem":"Le fichier de carte gone\.area est introuvable/,
    },
    {
      name: "a sentence for sizes that do not fit",
      config: { screenWidth: 5 },
      language: "en",
      status: 422,
      body: /"problem":"The map cannot be drawn/,
    },
  ];
  for (const { name, config, language, status, body } of previews)
    it(`answers the form's preview with ${name}`, async () => {
      await red.load(flowOf(routeMap, 2));
      const answer = await red.admin("/belle-histoire/route-map/preview", language, {
        config: { ...routeMap, ...config },
      });
      assert.equal(answer.status, status);
      assert.match(JSON.stringify(answer.body), body);
    });

  describe("takes its stores", () => {
    const near = (id: string, index: number) => {
      const { location } = town.samples[index]!;
      return { id, name: `Agence ${id}`, latitude: location[1], longitude: location[0] };
    };
    const [a, b] = [near("a", 0), near("b", 6)];
    const csv = ["id;nom;latitude;longitude", ...[a, b].map((row) => Object.values(row).slice(0, 4).join(";"))].join(
      "\n",
    );
    const sources: { name: string; saved: object; message?: object }[] = [
      { name: "from a CSV file of the user directory", saved: { storesFrom: "file", storesFile: "stores.csv" } },
      { name: "from a CSV that was pasted", saved: { storesFrom: "text", storesText: csv } },
      {
        name: "from a property of the message",
        saved: { storesFrom: "property", storesProperty: "shops.open" },
        message: { shops: { open: [a, b] } },
      },
      {
        name: "from an expression",
        saved: { storesFrom: "property", storesProperty: "$append(shops, [])", storesType: "jsonata" },
        message: { shops: [a, b] },
      },
      {
        name: "from the flow",
        saved: { storesFrom: "property", storesProperty: "shops", storesType: "flow" },
      },
    ];
    for (const { name, saved, message = {} } of sources)
      it(name, async () => {
        await writeFile(join(red.folder, "stores.csv"), csv);
        await red.load(flowOf({ ...routeMap, print: false, ...saved }, 2));
        red.node().context().flow.set("shops", [a, b]);
        red.receive({ recipient: { id: "R-1", location: town.samples[6]!.location }, campaign, ...message });
        const { map } = await red.first(0);
        assert.equal((map as Record<string, MapPart>).home?.store.id, "b");
      });

    it("names the rows that do not fit at its deploy, and uses the others", async () => {
      const storesText = `${csv}\n;;1;2\nd;D;north;2`;
      await red.load(flowOf({ ...routeMap, print: false, storesFrom: "text", storesText }, 2));
      await red.status("yellow ring status.look");
      const [warning] = red.logged.filter(({ level, node }) => level === "warn" && node === "node");
      assert.match(warning?.text ?? "", /^2 rows of the stores are left out\. Row 4 .*no name.* Row 5 .*\(D\)/);
      red.receive({ recipient: camille, campaign });
      await red.first(0);
    });

    const useless: { name: string; saved: object; message?: object; key: string }[] = [
      {
        name: "a file that is not there",
        saved: { storesFrom: "file", storesFile: "no.csv" },
        key: "map.stores-missing",
      },
      {
        name: "a list without a whole row",
        saved: { storesFrom: "text", storesText: "nom;lat;lon\n;;" },
        key: "map.no-stores",
      },
      { name: "a message without stores", saved: { storesFrom: "property" }, key: "map.stores-message" },
      { name: "an empty list", saved: { storesFrom: "property" }, message: { payload: [] }, key: "map.no-stores" },
      {
        name: "a list of nothing",
        saved: { storesFrom: "property" },
        message: { payload: [{}] },
        key: "map.store-name",
      },
    ];
    for (const { name, saved, message, key } of useless)
      it(`not from ${name}`, async () => {
        await red.load(flowOf({ ...routeMap, ...saved }, 2));
        red.receive({ recipient: camille, campaign, ...message });
        assert.equal(((await red.first(1)).payload as { key: string }).key, key);
      });
  });

  describe("begins", () => {
    const [, far] = town.samples;
    const line = `${far!.address.thoroughfare.join(", ")}, ${far!.address.postalCode} ${far!.address.locality}`;
    const origins: { name: string; saved: object; message: object }[] = [
      {
        name: "at a position",
        saved: { originProperty: "event.data.at" },
        message: { event: { data: { at: far!.location } } },
      },
      { name: "at an address in one line", saved: { originProperty: "payload" }, message: { payload: line } },
      {
        name: "at somebody else's home",
        saved: { originProperty: "friend" },
        message: { friend: { postalAddress: far!.address } },
      },
      {
        name: "where an expression says",
        saved: { originProperty: "[lon, lat]", originType: "jsonata" },
        message: { lon: far!.location[0], lat: far!.location[1] },
      },
    ];
    for (const { name, saved, message } of origins)
      it(name, async () => {
        const node = { ...routeMap, print: false, screen: false, origin: "property", ...saved };
        await red.load(flowOf(node, 2));
        red.receive({ campaign, recipient: camille, ...message });
        const own = ((await red.first(0)).map as Record<string, MapPart>).home;
        await red.restart(flowOf({ ...node, origin: "recipient" }, 2));
        red.receive({ campaign, recipient: { id: "R-2", location: far!.location } });
        const other = ((await red.first(0)).map as Record<string, MapPart>).home;
        assert.deepEqual([own?.store, own?.distance], [other?.store, other?.distance]);
      });

    it("nowhere: what is no place leaves by the second output, with the reason and without the place", async () => {
      await red.load(flowOf({ ...routeMap, origin: "property", originProperty: "payload" }, 2));
      red.receive({ campaign, payload: "1 rue Perdue" });
      const { payload } = await red.first(1);
      assert.equal((payload as { key: string }).key, "map.address-written");
      assert.ok(!JSON.stringify(payload).includes("Perdue"));
    });
  });

  describe("where the address is unknown", () => {
    const png = plainPicture(40, 30, "png");
    const lost = { id: "R-1", locale: "fr", postalAddress: nowhere };

    it("shows the store's map where that is chosen, and says why", async () => {
      await red.load(flowOf({ ...routeMap, fallback: "store" }, 2));
      red.receive({ recipient: lost, campaign });
      const { map, payload } = await red.first(0);
      const { home: part } = map as Record<string, MapPart>;
      assert.deepEqual(MapPart.strict().parse(part), part);
      assert.equal(part?.fallback?.key, "map.address-unknown");
      assert.match(part?.fallback?.reason ?? "", /^Neither the town nor the street/);
      assert.deepEqual([part?.distance, part?.store.id], [undefined, town.stores[0]?.id]);
      assert.ok(Buffer.isBuffer(payload) && part?.vector !== undefined);
      assert.ok(!JSON.stringify(part).includes("Perdue"));
      await red.status("yellow dot status.fallback");
    });

    it("shows a picture of one's own where that is chosen, on screen and in print", async () => {
      await writeFile(join(red.folder, "plan.png"), png);
      await red.load(flowOf({ ...routeMap, fallback: "picture", fallbackPicture: "plan.png" }, 2));
      red.receive({ recipient: lost, campaign });
      const { map, payload } = await red.first(0);
      const { home: part } = map as Record<string, MapPart>;
      assert.deepEqual(payload, png);
      assert.deepEqual([part?.image?.type, part?.image?.hash], ["image/png", sha256(png)]);
      assert.equal(part?.fallback?.key, "map.address-unknown");
      const { assets } = await red.house();
      const page = await PDF.load(await assets.get(part!.vector!));
      assert.equal(page.getPageCount(), 1);
      const { width, height } = page.getPage(0)!;
      // 165 × 90 mm, in whole points.
      assert.deepEqual([Math.round(width), Math.round(height)], [468, 255]);
      // Whoever is found gets their way.
      red.receive({ recipient: camille, campaign });
      const [, second] = await red.some(0, 2);
      const found = (second?.map as Record<string, MapPart> | undefined)?.home;
      assert.ok((found?.distance ?? 0) > 0);
    });

    const pictures: { name: string; written?: Buffer; key: string }[] = [
      { name: "is not there", key: "map.picture-missing" },
      { name: "is a page of the web", written: Buffer.from("<html>"), key: "map.picture-foreign" },
      { name: "is broken off", written: png.subarray(0, 20), key: "map.picture-broken" },
      {
        name: "is larger than anybody would send",
        written: Buffer.concat([png, Buffer.alloc(5_000_000)]),
        key: "map.picture-size",
      },
    ];
    for (const { name, written, key } of pictures)
      it(`says at its deploy that the picture ${name}`, async () => {
        if (written !== undefined) await writeFile(join(red.folder, "plan.png"), written);
        await red.load(flowOf({ ...routeMap, fallback: "picture", fallbackPicture: "plan.png" }, 2));
        await red.status("red ring status.error");
        red.receive({ recipient: camille, campaign });
        assert.equal(((await red.first(1)).payload as { key: string }).key, key);
      });
  });

  it("draws in every size that is asked for, in a fixed language, with a logo", async () => {
    await writeFile(join(red.folder, "logo.png"), plainPicture(32, 32, "png", "#224488"));
    const saved = { screenType: "png", printForm: "raster", video: true, videoWidth: "1280", logo: "logo.png" };
    await red.load(flowOf({ ...routeMap, ...saved, language: "fr", labels: false }, 2));
    red.receive({ recipient: { ...camille, locale: "en" }, campaign });
    const { map } = await red.first(0);
    const { home: part } = map as Record<string, MapPart>;
    assert.match(part?.alt ?? "", /^Plan/);
    assert.deepEqual(
      [part?.image?.type, part?.vector?.type, part?.video?.type],
      ["image/png", "application/pdf", "image/jpeg"],
    );
    const { assets } = await red.house();
    const film = await loadImage(Buffer.from(await assets.get(part!.video!)));
    assert.deepEqual([film.width, film.height], [1280, 720]);
    const screen = await loadImage(Buffer.from(await assets.get(part!.image!)));
    assert.deepEqual([screen.width, screen.height], [600, 400]);
  });

  describe("by a provider", () => {
    let server: TestService;
    before(async () => {
      server = await startService(googleStub);
    });
    after(() => server.close());
    const stores = [{ ...elsewhere, id: "port", name: "Agence du Port", longitude: -2.9571, latitude: 46.5496 }];
    const flow = (node: object, service: object) => [
      ...flowOf({ ...routeMap, stores, service: "maps", ...node }, 2),
      { id: "maps", type: "map-service", ...settingsOf.google(server.origin), cacheFor: 0, ...service } as FlowNode,
    ];
    const secrets = { maps: { key: googleKey, signingSecret } };

    it("carries neither the provider's address, nor its secrets, nor where the recipient lives", async () => {
      await red.load(flow({ video: true }, { printAllowed: "contract 7" }), secrets);
      red.receive({ recipient: { id: "R-1", location: [-2.951234, 46.551234] }, campaign });
      const { recipient: _recipient, payload, ...sent } = await red.first(0);
      const { home: part } = sent.map as Record<string, MapPart>;
      assert.deepEqual(MapPart.strict().parse(part), part);
      assert.ok(part?.image !== undefined && part.vector !== undefined && part.video !== undefined && part.steps);
      const { assets } = await red.house();
      const bytes = await Promise.all([part.image, part.vector, part.video].map((one) => assets.get(one!)));
      const texts = [JSON.stringify(sent), String(payload), ...bytes.map((one) => Buffer.from(one).toString("latin1"))];
      for (const leak of [server.origin, "127.0.0.1", "googleapis", googleKey, signingSecret, "2.951234", "46.551234"])
        for (const text of texts) assert.ok(!text.includes(leak), leak);
      assert.ok(server.seen.length >= 2);
    });

    it("leaves without a map where print is asked for and not allowed, and warns at its deploy", async () => {
      await red.load(flow({}, {}), secrets);
      await red.status("yellow ring status.look");
      assert.match(red.logged.map(({ text }) => text).join(), /Google Maps/);
      const calls = server.seen.length;
      red.receive({ recipient: { id: "R-1", location: [-2.9512, 46.5512] }, campaign });
      const { payload, map } = await red.first(1);
      assert.deepEqual([(payload as { key: string }).key, map], ["map.print-google", undefined]);
      assert.match((payload as { reason: string }).reason, /direct mail/);
      assert.equal(server.seen.length, calls, "nothing is asked for in vain");
    });

    it("draws for the screen all the same", async () => {
      await red.load(flow({ print: false }, {}), secrets);
      red.receive({ recipient: { id: "R-1", location: [-2.9512, 46.5512] }, campaign });
      const { map } = await red.first(0);
      const { home: part } = map as Record<string, MapPart>;
      assert.match(part?.attribution ?? "", /Google/);
      assert.match(part?.noPrint ?? "", /direct mail/, "whatever is made of it later");
    });

    it("leaves by no output where a deploy closes its service: the task is played again", async () => {
      let asked = () => {};
      const called = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const silent = await startService(() => asked());
      try {
        await red.load(flow({ print: false }, settingsOf.google(silent.origin)), secrets);
        red.receive({ recipient: { id: "R-1", location: [-2.9512, 46.5512] }, campaign });
        await called;
        await (red.node("maps") as MapServiceNode).opened?.release();
        await red.first("caught");
        assert.deepEqual([red.at(0), red.at(1)], [[], []]);
      } finally {
        await silent.close();
      }
    });

    it("tells the preview of a map that print is not allowed", async () => {
      await red.load(flow({ print: false }, {}), secrets);
      const service = { id: "maps", config: { ...settingsOf.google(server.origin), cacheFor: 0 }, secrets: {} };
      const config = { ...routeMap, stores, print: true };
      const from = "46.5512, -2.9512";
      const { status, body } = await red.admin("/belle-histoire/route-map/preview", "fr", { config, service, from });
      assert.equal(status, 200, JSON.stringify(body));
      const { image, store, hints } = body as unknown as PreviewAnswer;
      assert.match(image, /^data:image\/(png|jpeg);base64,/);
      assert.equal(store, "port");
      assert.match(hints.join(), /Google Maps n’accordent pas/);
    });

    it("calls no other address than the deployed ones for the preview of a letter", async () => {
      await red.load(flow({}, { printAllowed: "contract 7" }), secrets);
      const config = {
        ...letterDefaults,
        sender: "La Maison\n1 rue du Port\n99380 Saint-Aurèle-sur-Mer",
        body: "Bonjour",
      };
      const ask = (origin: string) =>
        red.admin("/belle-histoire/render-message/preview", "en", {
          config,
          map: { ...routeMap, stores },
          service: { id: "maps", config: { ...settingsOf.google(origin), printAllowed: "contract 7" }, secrets: {} },
        });
      const calls = server.seen.length;
      const moved = await ask(server.origin.replace("127.0.0.1", "localhost"));
      assert.deepEqual([moved.status, server.seen.length], [200, calls]);
      assert.match(JSON.stringify(moved.body), /Deploy it first/);
      const deployed = await ask(server.origin);
      assert.equal(deployed.status, 200, JSON.stringify(deployed.body));
      assert.ok(server.seen.length > calls);
    });
  });

  it("ends its threads when it is closed", async () => {
    await letGo();
    process.on("worker", begin);
    try {
      await red.load(flowOf(routeMap, 2));
      red.receive({ recipient: camille, campaign });
      await red.first(0);
      assert.ok(threads.size > 1);
      await red.unload();
      // The store's own lingers for a redeploy.
      assert.equal(threads.size, 1);
    } finally {
      process.off("worker", begin);
      letGo = usePool();
    }
  });
});
