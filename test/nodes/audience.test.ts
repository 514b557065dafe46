import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import register from "../../nodes/audience/audience.ts";
import { type ImporterOptions, importer } from "../../nodes/audience/importer.ts";
import type { Look } from "../../src/audience/index.ts";
import { CampaignPart, JourneyPart, Recipient } from "../../src/contract/index.ts";
import { flowOf, type Message, nodeRed } from "./helper.ts";

const camille = { id: "R-1", caseKey: "D-1", firstName: "Camille", city: "Nantes" };
const julien = { id: "R-2", caseKey: "D-2", firstName: "Julien" };
const audience = { type: "audience", columns: [] };

const errors: { name: string; locale: string; campaign: object | null; payload: unknown; says: string }[] = [
  {
    name: "no list, in English",
    locale: "en",
    campaign: {},
    payload: 7,
    says: "The message carries no rows: msg.payload must be a list of recipients, one object a row, or the text of a CSV file.",
  },
  {
    name: "no list, in French",
    locale: "fr",
    campaign: {},
    payload: undefined,
    says: "Le message ne porte pas de lignes : msg.payload doit être une liste de destinataires, un objet par ligne, ou le texte d’un fichier CSV.",
  },
  {
    name: "no campaign",
    locale: "en",
    campaign: null,
    payload: [camille],
    says: "No campaign is chosen. Open the node and choose one.",
  },
];

const rejected: { name: string; locale: string; row: unknown; reasons: RegExp[] }[] = [
  { name: "a row without an id", locale: "en", row: { firstName: "X" }, reasons: [/^id: .*expected string/] },
  {
    name: "the same in French",
    locale: "fr",
    row: { firstName: "X" },
    reasons: [/^id : .*chaîne de caractères attendu/],
  },
  { name: "a row that is no object", locale: "en", row: "R-3;X", reasons: [/^A row must be an object/] },
  { name: "the same in French", locale: "fr", row: 7, reasons: [/^Une ligne doit être un objet/] },
  {
    name: "two faults, two reasons",
    locale: "en",
    row: { id: "R-3", email: "nobody", street: "1 rue X", postalCode: "44000", locality: "" },
    reasons: [/^email: /, /^postalAddress\.locality: /],
  },
  {
    name: "somebody else's case",
    locale: "fr",
    row: { id: "R-3", caseKey: "D-1" },
    reasons: [/^Ligne 2 : le dossier D-1 appartient à un autre destinataire\.$/],
  },
];

describe("the audience node", () => {
  const red = nodeRed(register);

  it("sends every newcomer by the first output, as the contract has it", async () => {
    await red.load(flowOf(audience, 2, { locale: "fr", testMode: true }));
    red.receive({ payload: [camille, julien] });
    const people = await red.some(0, 2);
    const [first] = people;
    assert.deepEqual(Recipient.parse(first?.recipient), first?.recipient);
    assert.deepEqual(people.map(({ recipient }) => recipient).sort(byId), [
      { id: "R-1", firstName: "Camille", attributes: { city: "Nantes" } },
      { id: "R-2", firstName: "Julien" },
    ]);
    for (const message of people) {
      const { caseKey, startedAt, test, task } = JourneyPart.parse(message.journey);
      assert.equal(caseKey, (message.recipient as Recipient).id.replace("R", "D"));
      assert.ok(Math.abs(Date.parse(startedAt) - Date.now()) < 10_000);
      assert.deepEqual([test, task], [true, message._msgid]);
      assert.deepEqual(CampaignPart.parse(message.campaign), {
        id: "c1",
        name: "Spring",
        locale: "fr",
        timeZone: "Europe/Paris",
        test: true,
      });
    }
    await red.status("green dot status.enrolled");
    assert.deepEqual(red.at(1), []);
  });

  const lists: { name: string; again: object[]; status: string; others: string[] }[] = [
    { name: "the same list", again: [camille, julien], status: "green dot status.nothing-new", others: [] },
    {
      name: "the list with a newcomer",
      again: [camille, { id: "R-3" }, julien, { id: "R-3" }],
      status: "green dot status.enrolled",
      others: ["R-3"],
    },
  ];
  for (const { name, again, status, others } of lists)
    it(`enrols each person once: ${name}, after a restart`, async () => {
      await red.load(flowOf(audience, 2));
      red.receive({ payload: [camille, julien, camille] });
      await red.some(0, 2);
      await red.status("green dot status.enrolled");
      await red.restart(flowOf(audience, 2));
      red.receive({ payload: again });
      await red.status(status);
      // What comes later than this one would have come before it.
      red.receive({ payload: [{ id: "last" }] });
      await red.until(() => idsOf(0).includes("last"), "the last one");
      const { store } = await red.house();
      const people = await store.sample("c1", 10);
      assert.deepEqual(people.map(({ id }) => id).sort(), ["R-1", "R-2", ...others, "last"].sort());
      for (const { id } of people) {
        const stories = await store.story(id);
        assert.deepEqual(
          stories.flatMap(({ lines }) => lines.map(({ kind }) => kind)),
          ["journey.started"],
        );
      }
    });

  for (const { name, locale, row, reasons } of rejected)
    it(`rejects ${name}, keeps the others`, async () => {
      await red.load(flowOf(audience, 2, { locale }));
      red.receive({ payload: [camille, row], topic: "list.csv", mine: { deep: [1] } });
      const message = await red.first(1);
      const payload = message.payload as { row: number; value: unknown; reasons: string[] };
      assert.equal(payload.row, 2);
      assert.equal(payload.reasons.length, reasons.length);
      for (const [index, pattern] of reasons.entries()) assert.match(payload.reasons[index] ?? "", pattern);
      assert.deepEqual([message.topic, message.mine], ["list.csv", { deep: [1] }]);
      assert.equal(CampaignPart.parse(message.campaign).locale, locale);
      await red.status("yellow dot status.some-rejected");
      await red.first(0);
      assert.deepEqual([idsOf(0), red.at(1).length], [["R-1"], 1]);
    });

  it("reads only the columns of its table, where there is one", async () => {
    const columns = [
      { column: "Nr", target: "id" },
      { column: "Ville", target: "attributes.town" },
    ];
    await red.load(flowOf({ ...audience, columns }, 2));
    red.receive({ payload: [{ Nr: 12, Ville: "Brest", firstName: "left out" }] });
    const { recipient } = await red.first(0);
    assert.deepEqual(recipient, { id: "12", attributes: { town: "Brest" } });
  });

  it("takes a list of more rows than go into one commit", async () => {
    await red.load(flowOf(audience, 2));
    const rows = Array.from({ length: 401 }, (_, index) => ({ id: index === 400 ? "" : `R-${index}` }));
    red.receive({ payload: rows });
    const { payload } = await red.first(1);
    assert.equal((payload as { row: number }).row, 401);
    assert.equal((await red.some(0, 400)).length, 400);
    assert.equal(new Set(idsOf(0)).size, 400);
  });

  for (const { name, locale, campaign, payload, says } of errors)
    it(`tells a catch node: ${name}`, async () => {
      await red.load(flowOf(audience, 2, campaign === null ? null : { ...campaign, locale }));
      if (campaign === null) assert.deepEqual(red.statuses(), ["red ring status.no-campaign"]);
      red.receive({ payload, topic: "mine" });
      const caught = await red.first("caught");
      assert.ok((caught.error as { message: string }).message.endsWith(says), JSON.stringify(caught.error));
      assert.equal(caught.topic, "mine");
      await red.status("red dot status.error");
    });

  const text = "id;prénom;ville\nR-1;Zoé;Nantes\nR-2;Paul\n;Nour;Brest\nR-1;Zoé;Lyon\n";

  it("enrols the text of a CSV file, and rejects what it cannot use with its line", async () => {
    await red.load(flowOf(audience, 2, { locale: "fr" }));
    red.receive({ payload: text, topic: "mine", filename: "/lists/lyon.csv" });
    const rejections = await red.some(1, 2);
    assert.deepEqual(
      rejections.map(({ payload, topic }) => ({ ...(payload as object), topic })),
      [
        {
          ...{ line: 3, value: "R-2;Paul", topic: "mine" },
          reasons: ["La ligne a 2 cellules, et la première ligne du fichier en a 3."],
        },
        {
          ...{ line: 4, value: { id: "", prénom: "Nour", ville: "Brest" }, topic: "mine" },
          reasons: ["id : Entrée invalide : chaîne de caractères attendu, indéfini reçu"],
        },
      ],
    );
    await red.first(0);
    assert.deepEqual(idsOf(0), ["R-1"]);
    await red.status("yellow dot lyon.csv : 1 inscrits, 2 rejetés");
    const { store } = await red.house();
    const [kept] = await store.imports("node", 9);
    const { enrolled, already, rejected, state, position, bytes } = kept!;
    assert.deepEqual([enrolled, already, rejected, state, position], [1, 1, 2, "done", bytes]);
    assert.deepEqual(await readdir(join(red.folder, "belle-histoire", "imports", "node")), []);
    await red.restart(flowOf(audience, 2, { locale: "fr" }));
    await red.status("yellow dot lyon.csv : 1 inscrits, 2 rejetés");
  });

  it("takes the bytes of a file, whatever their encoding", async () => {
    await red.load(flowOf(audience, 2));
    red.receive({ payload: Buffer.from("\ufeffid\tfirstName\nR-1\tZoé\n", "utf16le") });
    const { recipient } = await red.first(0);
    assert.deepEqual(recipient, { id: "R-1", firstName: "Zoé" });
  });

  it("enrols its file when a message comes, and again by the rule for those who come back", async () => {
    await writeFile(join(red.folder, "list.csv"), "id\nR-1\nR-1\nR-2\n");
    const file = { ...audience, source: "file", file: "list.csv", reentry: "always", duplicates: "refuse" };
    await red.load(flowOf(file, 2));
    for (const count of [2, 4]) {
      red.receive({});
      await red.some(0, count);
      await red.some(1, count / 2);
      await red.status("yellow dot list.csv: 2 enrolled, 1 rejected");
    }
    assert.match(reasonOf(await red.first(1)), /^Row 3: this recipient is enrolled already/);
  });

  const faulty: { name: string; node: object; says: RegExp }[] = [
    { name: "no file", node: { source: "file", file: " " }, says: /No file is chosen/ },
    { name: "a file that is not there", node: { source: "file", file: "none.csv" }, says: /cannot be read \(ENOENT\)/ },
    { name: "an upload that is not there", node: { source: "upload", uploadId: "../../x" }, says: /cannot be read/ },
  ];
  for (const { name, node, says } of faulty)
    it(`tells a catch node: ${name}`, async () => {
      await red.load(flowOf({ ...audience, ...node }, 2));
      red.receive({});
      assert.match(errorOf(await red.first("caught")), says);
    });

  it("ends an import whose list has no header, and says so after a restart", async () => {
    await red.load(flowOf(audience, 2));
    red.receive({ payload: "\n\n" });
    assert.match(errorOf(await red.first("caught")), /no first line with the names/);
    await red.restart(flowOf(audience, 2));
    await red.status("red dot message: broke off after 0 rows");
  });

  it("goes on by itself after a redeploy in the middle, and enrols every key once", async () => {
    const rows = 4_000;
    const list = `id\n${Array.from({ length: rows }, (_, index) => `R-${index}`).join("\n")}\n`;
    await writeFile(join(red.folder, "list.csv"), list);
    const flow = flowOf({ ...audience, source: "file", file: "list.csv" }, 2);
    await red.load(flow);
    red.receive({});
    const { store } = await red.house();
    const position = async () => (await store.imports("node", 1))[0]?.position ?? 0;
    while ((await position()) === 0) await red.some(0, 1);
    await red.deploy(flow);
    await red.status(`green dot list.csv: ${new Intl.NumberFormat("en").format(rows)} enrolled, 0 rejected`);
    const [kept] = await (await red.house()).store.imports("node", 9);
    assert.deepEqual([kept?.enrolled, kept?.already, kept?.rejected], [rows, 0, 0]);
  });

  const form = { file: "", uploadId: "", uploadName: "", separator: "auto", encoding: "auto", columns: [], key: "" };

  it("keeps a file that is chosen in the form, shows what it is, and enrols it", async () => {
    await red.load(flowOf(audience, 2));
    const latin = Buffer.from(
      "N° client;Prénom;CP;Ville;E-mail;Opt-in SMS;Tarif\nR-1;Zo\u00e9;44000;Nantes;z@example.org;oui;B\n",
      "latin1",
    );
    const path = "/belle-histoire/audience/node/";
    const { id } = (await red.admin(`${path}upload`, "en", latin)).body as { id: string };
    const looked = await red.admin(`${path}look`, "en", { ...form, source: "upload", uploadId: id });
    assert.equal(looked.status, 200);
    const { encoding, separator, columns, guess, person, rows } = looked.body as unknown as Look;
    assert.deepEqual([encoding, separator, columns.length, rows.length], ["windows-1252", ";", 7, 1]);
    assert.deepEqual(
      guess.map(({ target }) => target),
      ["id", "firstName", "postalCode", "locality", "email", "consent.sms", "attributes.tarif"],
    );
    assert.deepEqual(person?.recipient, {
      ...{ id: "R-1", firstName: "Zoé", email: "z@example.org", consent: { sms: true }, attributes: { tarif: "B" } },
      postalAddress: { country: "FR", postalCode: "44000", locality: "Nantes", thoroughfare: [] },
    });
    await red.deploy(
      flowOf({ ...audience, source: "upload", uploadId: id, uploadName: "lyon.csv", columns: guess }, 2),
    );
    assert.equal((await red.admin(`${path}start`, "en", {})).status, 202);
    assert.equal(((await red.first(0)).recipient as Recipient).firstName, "Zoé");
    await red.status("green dot lyon.csv: 1 enrolled, 0 rejected");
    const { imports, people } = (await red.adminGet(`${path}imports`, "fr")).body as {
      imports: { text: string }[];
      people: Recipient[];
    };
    assert.deepEqual(
      imports.map(({ text }) => text),
      ["lyon.csv : 1 inscrits, 0 rejetés"],
    );
    assert.deepEqual(
      people.map(({ id }) => id),
      ["R-1"],
    );
    await red.deploy(flowOf({ ...audience, id: "other" }, 2).filter(({ id }) => id !== "node"));
    await assert.rejects(readdir(join(red.folder, "belle-histoire", "uploads", "node")));
  });

  it("is not busy while it looks for lists of before, so that it may be told to enrol at once", () => {
    const campaign = { part: { locale: "en" }, house: new Promise(() => {}) };
    const lists = importer({ campaign } as unknown as ImporterOptions);
    void lists.resume();
    assert.equal(lists.busy, false);
    void lists.enrol({ content: "id\nR-1\n" }, "list", {});
    assert.equal(lists.busy, true);
  });

  const refusals: { name: string; what: string; body: object; status: number; says: RegExp }[] = [
    {
      name: "to start what a message brings",
      what: "start",
      body: {},
      status: 409,
      says: /enrols what a message brings/,
    },
    {
      name: "to look at nothing",
      what: "look",
      body: { ...form, source: "file" },
      status: 422,
      says: /No file is chosen/,
    },
    { name: "to look at a message", what: "look", body: { ...form, source: "message" }, status: 422, says: /No file/ },
    {
      name: "to leave the folder of uploads",
      what: "look",
      body: { ...form, source: "upload", uploadId: "../../../etc/passwd" },
      status: 422,
      says: /cannot be read \(ENOENT\)/,
    },
  ];
  for (const { name, what, body, status, says } of refusals)
    it(`refuses ${name}`, async () => {
      await red.load(flowOf(audience, 2));
      const answer = await red.admin(`/belle-histoire/audience/node/${what}`, "en", body);
      assert.equal(answer.status, status);
      assert.match(String(answer.body.problem), says);
    });

  it("leaves no hook behind when it is closed", async () => {
    await red.load(flowOf(audience, 2));
    assert.deepEqual(red.watching(), true);
    await red.unload();
    assert.deepEqual(red.watching(), false);
  });

  const reasonOf = (message: Message) => (message.payload as { reasons: string[] }).reasons.join("\n");
  const errorOf = (message: Message) => (message.error as { message: string }).message;
  const idsOf = (output: number) => red.at(output).map(({ recipient }) => (recipient as Recipient).id);
  const byId = (a: unknown, b: unknown) => ((a as Recipient).id < (b as Recipient).id ? -1 : 1);
});
