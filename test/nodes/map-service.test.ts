import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, it } from "mocha";
import { migrate } from "../../nodes/map-service/config.ts";
import type { AboutAnswer, FindAnswer, ImportsAnswer, TryAnswer } from "../../nodes/map-service/desk.ts";
import register from "../../nodes/map-service/map-service.ts";
import { uploadsIn } from "../../nodes/map-service/uploads.ts";
import registerRouteMap from "../../nodes/route-map/route-map.ts";
import type { FormService } from "../../nodes/shared/form-service.ts";
import { Fault } from "../../src/contract/index.ts";
import { madeUpTown, readArea } from "../../src/map/index.ts";
import { googleKey, googleStub, signingSecret } from "../src/map/service/stubs/google.ts";
import { osrmStub } from "../src/map/service/stubs/osrm.ts";
import { settingsOf } from "../src/map/service/stubs/settings.ts";
import { startService, type TestService } from "../src/service/server.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { villagePbf } from "./small-map.ts";

const path = "/belle-histoire/map-service/";
const town = readArea(madeUpTown());
const inOneLine = (index: number) => {
  const { thoroughfare, postalCode, locality } = town.samples[index]!.address;
  return `${thoroughfare.join(", ")}, ${postalCode} ${locality}`;
};

/** A flow with a map service in it, and a route map that has chosen it. */
const flowWith = (service: object): FlowNode[] => [
  ...flowOf({ type: "route-map", service: "maps", print: false, screenWidth: 300, screenHeight: 200 }, 2),
  { id: "maps", type: "map-service", ...service } as FlowNode,
];
const asked = (config: object, secrets: FormService["secrets"] = {}): FormService => ({
  id: "maps",
  config: { ...config },
  secrets,
});

describe("the saved shape of a map service", () => {
  const cases: [name: string, saved: object, shape: object][] = [
    ["a node of nothing is an area file", {}, { version: 1, kind: "area", area: "", inside: false }],
    ["what an environment variable gives is text", { inside: "true", rate: "2.5" }, { inside: true, rate: "2.5" }],
    ["what the editor does not know is undefined", { tiles: undefined }, { tiles: "" }],
  ];
  for (const [name, saved, shape] of cases)
    it(name, () => assert.deepEqual({ ...migrate(saved), ...shape }, migrate(saved)));
});

describe("the map service node", () => {
  const red = nodeRed(register, registerRouteMap);
  let server: TestService | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const post = async (what: string, body: object, language = "en") => red.admin(`${path}${what}`, language, body);

  const abouts: { name: string; config: object; language: string; says: Partial<Record<keyof AboutAnswer, RegExp>> }[] =
    [
      {
        name: "an area file",
        config: { kind: "area", area: "" },
        language: "en",
        says: {
          terms: /may be printed.*no address leaves/,
          area: /Saint-Aurèle-sur-Mer, [\d,]+ addresses/,
          noPrint: /^$/,
        },
      },
      {
        name: "Google, before there is a key",
        config: { kind: "google" },
        language: "fr",
        says: { terms: /ne peuvent pas être imprimés.*ne sont pas gardées/, noPrint: /Google/, attribution: /Google/ },
      },
      {
        name: "Google, when print is taken on oneself",
        config: { kind: "google", printAllowed: "contract 7" },
        language: "en",
        says: { terms: /taken it on yourself/, noPrint: /^$/ },
      },
      {
        name: "IGN",
        config: { kind: "ign", tiles: "https://tiles.example.org/{z}/{x}/{y}.pbf" },
        language: "en",
        says: { terms: /may be printed.*kept for \d+ \w+/, attribution: /IGN/ },
      },
      {
        name: "another service, of whose terms nobody has said anything",
        config: { kind: "custom", imageUrl: "https://maps.example.org/{lon},{lat}" },
        language: "en",
        says: { terms: /not kept/ },
      },
      {
        name: "an OSRM without an address",
        config: { kind: "osrm" },
        language: "en",
        says: { problem: /no address|not one of the web/, terms: /^$/ },
      },
      {
        name: "a rate that is none",
        config: { kind: "ign", rate: "many" },
        language: "fr",
        says: { problem: /« rate »/ },
      },
      {
        name: "an area file that is not there",
        config: { kind: "area", area: "gone.area" },
        language: "fr",
        says: { problem: /gone\.area est introuvable/ },
      },
    ];
  for (const { name, config, language, says } of abouts)
    it(`says what is allowed: ${name}`, async () => {
      await red.load(flowWith({ kind: "area" }));
      const { status, body } = await post("about", { service: asked(config), area: "" }, language);
      assert.equal(status, 200);
      for (const [field, pattern] of Object.entries(says))
        assert.match(String((body as unknown as AboutAnswer)[field as keyof AboutAnswer]), pattern, field);
    });

  it("tells whoever may only read of no environment variable but those that a deploy has put there", async () => {
    Object.assign(process.env, { BELLE_TEST_SECRET: "s3cr3t", BELLE_TEST_CREDIT: "© Ville de Lyon" });
    try {
      const osrm = { kind: "osrm", url: "http://127.0.0.1:1", fallbackArea: madeUpTown() };
      await red.load(flowWith({ ...osrm, attribution: `\${BELLE_TEST_CREDIT}` }));
      const told = async (attribution: string) =>
        JSON.stringify((await post("about", { service: asked({ ...osrm, attribution }), area: "" })).body);
      assert.doesNotMatch(await told(`\${BELLE_TEST_SECRET}`), /s3cr3t/);
      assert.match(await told(`\${BELLE_TEST_CREDIT}`), /Ville de Lyon/);
      const { body } = await post("about", {
        service: asked({ kind: "area", area: `\${BELLE_TEST_SECRET}` }),
        area: "",
      });
      assert.match(String(body.problem), /“area” is read at a deploy/);
    } finally {
      delete process.env.BELLE_TEST_SECRET;
      delete process.env.BELLE_TEST_CREDIT;
    }
  });

  /** A port of this machine that somebody has, until it is let go. */
  async function takenPort(): Promise<{ port: number; free(): Promise<void> }> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { port, free: async () => void (await new Promise((resolve) => server.close(resolve))) };
  }

  it("answers OSRM at a port of this machine for as long as it is deployed", async () => {
    const { port, free } = await takenPort();
    await free();
    await red.load(flowWith({ kind: "area", osrmPort: String(port) }));
    const address = `http://127.0.0.1:${port}/route/v1/car/-2.9512,46.5512;-2.9571,46.5496`;
    /** The port is opened behind the start of the flows. */
    const ask = async (): Promise<Response> => {
      for (;;) {
        const answer = await fetch(address).catch(() => undefined);
        if (answer !== undefined) return answer;
      }
    };
    const answer = await ask();
    assert.equal(((await answer.json()) as { code: string }).code, "Ok");
    await red.deploy(flowWith({ kind: "area", osrmPort: port, name: "again" }));
    assert.equal((await ask()).status, 200);
    await red.deploy(flowWith({ kind: "area" }));
    await assert.rejects(fetch(address));
    assert.deepEqual(red.errors, []);
  });

  it("says which port it cannot have, and draws all the same", async () => {
    const { port, free } = await takenPort();
    try {
      await red.load(flowWith({ kind: "area", osrmPort: port }));
      const said = () => red.logged.find(({ node }) => node === "maps")?.text;
      assert.match(await red.until(said, "what the map service says"), new RegExp(`at port ${port} \\(EADDRINUSE\\)`));
      const { status } = await post("about", { service: asked({ kind: "area" }), area: "" });
      assert.equal(status, 200);
    } finally {
      await free();
    }
  });

  it("tries itself: finds an address and measures the way to another", async () => {
    await red.load(flowWith({ kind: "area" }));
    const request = { service: asked({ kind: "area" }), from: inOneLine(0), to: inOneLine(6), country: "FR" };
    const { status, body } = await post("try", request);
    assert.equal(status, 200, JSON.stringify(body));
    const { found } = body as unknown as TryAnswer;
    assert.match(found[0] ?? "", /^Found: .*99380 Saint-Aurèle.* \(to the house, \d+ % alike\)\.$/);
    assert.match(found[1] ?? "", /^By car to .*: \d+(\.\d)? km, \d+ min\.$/);
  });

  const tries: { name: string; change: object; says: RegExp }[] = [
    { name: "no address", change: { from: "somewhere" }, says: /no address that can be looked for/ },
    {
      name: "an address that nobody knows",
      change: { from: "1 rue Perdue, 01000 Nulle-Part" },
      says: /knows no such address|not among those/,
    },
    { name: "a form of something else", change: { service: null }, says: /does not fit/ },
  ];
  for (const { name, change, says } of tries)
    it(`says why a try fails: ${name}`, async () => {
      await red.load(flowWith({ kind: "area" }));
      const request = { service: asked({ kind: "area" }), from: inOneLine(0), to: "", country: "FR", ...change };
      const { status, body } = await post("try", request);
      assert.equal(status, 422);
      assert.match(String(body.problem), says);
    });

  it("finds the stores of a table by their addresses, each for itself", async () => {
    await red.load(flowWith({ kind: "area" }));
    const addresses = [inOneLine(1), "nowhere", inOneLine(2)];
    const { body } = await post("find", { service: null, area: "", country: "FR", addresses });
    const { places } = body as unknown as FindAnswer;
    const [first, second, third] = places as { longitude?: number; latitude?: number; problem?: string }[];
    assert.deepEqual([first?.longitude, first?.latitude], town.samples[1]?.location);
    assert.match(second?.problem ?? "", /no address/);
    assert.deepEqual([third?.longitude, third?.latitude], town.samples[2]?.location);
  });

  it("sends the deployed key to no other host than the deployed one", async () => {
    server = await startService(googleStub);
    const elsewhere = await startService((_seen, response) => {
      response.writeHead(400).end("{}");
    });
    try {
      const google = { ...settingsOf.google(server.origin), cacheFor: 0 };
      await red.load(flowWith(google), { maps: { key: googleKey, signingSecret } });
      const request = { from: "46.5512, -2.9512", to: "46.5496, -2.9571", country: "FR" };
      const good = await post("try", { service: asked(google), ...request });
      assert.equal(good.status, 200, JSON.stringify(good.body));
      const moved = settingsOf.google(elsewhere.origin);
      const bad = await post("try", { service: asked(moved), ...request });
      assert.equal(bad.status, 422);
      assert.match(String(bad.body.problem), /has no key/);
      assert.deepEqual(elsewhere.seen, []);
      // What is typed in the form goes where the form says.
      await post("try", { service: asked(moved, { key: "typed-key" }), ...request });
      assert.ok(elsewhere.seen.length > 0);
      assert.ok(!JSON.stringify(elsewhere.seen).includes(googleKey));
    } finally {
      await elsewhere.close();
    }
  });

  it("says at its deploy what is wrong with its settings, without its secrets", async () => {
    const secret = "a key with spaces";
    await red.load(flowWith({ ...settingsOf.google("http://127.0.0.1:1") }), { maps: { key: secret } });
    const said = red.logged.filter(({ node }) => node === "maps").map(({ text }) => text);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /key of the map service holds spaces/);
    assert.ok(!said.join().includes(secret));
    // Whoever has chosen it says so too, and sends its messages by the second output.
    await red.status("red ring status.error");
    red.receive({ recipient: { id: "R-1", location: [-2.9512, 46.5512] } });
    assert.equal(((await red.first(1)).payload as { key: string }).key, "map.service-missing");
  });

  it("takes its addresses from environment variables", async () => {
    server = await startService(osrmStub);
    process.env.BELLE_TEST_OSRM = server.origin;
    try {
      await red.load(flowWith({ kind: "osrm", url: `\${BELLE_TEST_OSRM}`, fallbackArea: madeUpTown() }));
      const service = asked({ kind: "osrm", url: `\${BELLE_TEST_OSRM}`, fallbackArea: madeUpTown() });
      const answer = await post("try", { service, from: "46.5512, -2.9512", to: "46.5496, -2.9571", country: "FR" });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.ok(server.seen.length > 0);
      assert.deepEqual(red.errors, []);
    } finally {
      delete process.env.BELLE_TEST_OSRM;
    }
  });

  const imports = async (language = "en") =>
    (await red.adminGet(`${path}imports`, language)).body as unknown as ImportsAnswer;
  /** The answer to a poll that shows an end; polled as the form does. */
  const ended = async () => {
    for (;;) {
      const answer = await imports();
      if (answer.imports[0]?.state !== "running") return answer;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const upload = async (part: string, bytes: Buffer) =>
    ((await red.admin(`${path}upload/${part}`, "en", bytes)).body as { id: string }).id;

  it("imports an area that was sent from the form, and forgets what was sent", async () => {
    await red.load(flowWith({ kind: "area" }));
    await mkdir(join(red.folder, "areas"));
    const id = await upload("pbf", villagePbf());
    const file = "areas/village.area";
    const started = await post("import", { file, name: "Kerbihan", pbf: { upload: id } });
    assert.deepEqual([started.status, started.body], [200, {}]);
    const { imports: told, areas } = await ended();
    assert.deepEqual(told[0]?.text.slice(0, 34), "Kerbihan is imported: 3 addresses.", told[0]?.text);
    assert.deepEqual(areas, [file]);
    assert.deepEqual(await readdir(join(red.folder, "belle-histoire", "uploads", "areas")), []);
    // It serves at once.
    const service = asked({ kind: "area", area: file });
    const answer = await post("try", { service, from: "1 rue du Port, 56000 Kerbihan", to: "", country: "FR" });
    assert.match(String((answer.body as unknown as TryAnswer).found), /Kerbihan/);
  });

  it("imports a file of the server by its path", async () => {
    await red.load(flowWith({ kind: "area" }));
    await writeFile(join(red.folder, "village.osm.pbf"), villagePbf());
    await post("import", { file: "village.area", name: "", pbf: { path: "village.osm.pbf" } });
    assert.equal((await ended()).imports[0]?.state, "done");
    assert.equal(readArea(join(red.folder, "village.area")).name, "Kerbihan");
  });

  const refused: { name: string; request: object; says: RegExp }[] = [
    { name: "no map data", request: { pbf: {} }, says: /Choose the map data/ },
    { name: "map data that is gone", request: { pbf: { upload: "../../settings" } }, says: /no longer there/ },
    { name: "a target elsewhere", request: { file: "../out.area" }, says: /cannot be written/ },
    { name: "a target of another kind", request: { file: "settings.js" }, says: /ends in \.area/ },
    { name: "an absolute target elsewhere", request: { file: "/tmp/out.area" }, says: /cannot be written/ },
    { name: "no target", request: { file: " " }, says: /does not fit \(file\)/ },
  ];
  for (const { name, request, says } of refused)
    it(`refuses to import: ${name}`, async () => {
      await red.load(flowWith({ kind: "area" }));
      const answer = await post("import", { file: "a.area", name: "", pbf: { path: "a.osm.pbf" }, ...request });
      assert.equal(answer.status, 422);
      assert.match(String(answer.body.problem), says);
      assert.deepEqual((await imports()).imports, []);
    });

  it("says what is wrong with the map data, in the editor's language", async () => {
    await red.load(flowWith({ kind: "area" }));
    const id = await upload("pbf", Buffer.from("%PDF-1.7 no map at all"));
    await post("import", { file: "a.area", name: "", pbf: { upload: id } });
    const [one] = (await ended()).imports;
    assert.equal(one?.state, "failed");
    assert.doesNotMatch(one?.text ?? "", /map\.import|\{/);
    assert.notEqual((await imports("fr")).imports[0]?.text, one?.text);
  });

  it("forgets at the next upload what was sent a day ago and never imported", async () => {
    const folder = join(red.folder, "uploads");
    const send = () => uploadsIn(folder).receive(Readable.from([Buffer.from("map")]) as IncomingMessage, "pbf");
    const old = `${await send()}.osm.pbf`;
    const dayBefore = new Date(Date.now() - 90_000_000);
    await utimes(join(folder, old), dayBefore, dayBefore);
    assert.deepEqual(await readdir(folder), [old]);
    const id = await send();
    assert.deepEqual(await readdir(folder), [`${id}.osm.pbf`]);
  });

  const uploads: { name: string; sent: string; key: string }[] = [
    { name: "that is empty", sent: "", key: "map.upload-empty" },
    { name: "that is larger than is allowed", sent: "123456789", key: "map.upload-size" },
  ];
  for (const { name, sent, key } of uploads)
    it(`keeps nothing of an upload ${name}`, async () => {
      const folder = join(red.folder, "uploads");
      const request = Readable.from([Buffer.from(sent)]) as IncomingMessage;
      await assert.rejects(
        uploadsIn(folder, 8).receive(request, "pbf"),
        (error: unknown) => error instanceof Fault && error.key === key,
      );
      assert.deepEqual(await readdir(folder), []);
    });

  it("imports one file once at a time, stops it where it is told to, and leaves the area of before", async () => {
    await red.load(flowWith({ kind: "area" }));
    await writeFile(join(red.folder, "village.osm.pbf"), villagePbf());
    await writeFile(join(red.folder, "a.area"), "the one of before");
    const request = { file: "a.area", name: "", pbf: { path: "village.osm.pbf" } };
    const [first, second] = await Promise.all([post("import", request), post("import", request)]);
    assert.deepEqual([first.status, second.status].sort(), [200, 422]);
    await post("cancel", { file: "a.area" });
    const [one] = (await imports()).imports;
    assert.deepEqual([one?.state, one?.text], ["cancelled", "The import was stopped. Nothing of it is used."]);
    assert.equal(await readFile(join(red.folder, "a.area"), "utf8"), "the one of before");
  });

  it("ends an import with a deploy", async () => {
    await red.load(flowWith({ kind: "area" }));
    await writeFile(join(red.folder, "village.osm.pbf"), villagePbf());
    await post("import", { file: "a.area", name: "", pbf: { path: "village.osm.pbf" } });
    await red.deploy(flowWith({ kind: "area", name: "again" }));
    assert.equal((await imports()).imports[0]?.state, "cancelled");
  });
});
