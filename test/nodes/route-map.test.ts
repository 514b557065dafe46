import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { after, before, describe, it } from "mocha";
import register from "../../nodes/route-map/route-map.ts";
import { embeddedArea } from "../../nodes/shared/embedded-area.ts";
import { MapPart, sha256 } from "../../src/contract/index.ts";
import { readArea } from "../../src/map/index.ts";
import { usePool } from "../../src/pool.ts";
import { flowOf, nodeRed } from "./helper.ts";

const routeMap = { type: "route-map", screenWidth: 300, screenHeight: 200 };
const [home] = readArea(embeddedArea()).samples;
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
    log: /^The area file gone\.area is not there\. Check its path/,
  },
  {
    name: "a foreign area file",
    saved: { area: "letter.area" },
    written: ["letter.area", "%PDF-1.7"],
    key: "map.area-foreign",
    log: /^letter\.area is not an area file .* Choose a file/,
  },
];

describe("the route map node", () => {
  const red = nodeRed(register);
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
      assert.equal(red.statuses().at(-1), "red ring status.error");
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
