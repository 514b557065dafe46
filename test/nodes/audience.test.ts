import assert from "node:assert/strict";
import { describe, it } from "mocha";
import register from "../../nodes/audience/audience.ts";
import { CampaignPart, JourneyPart, Recipient } from "../../src/contract/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

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

  it("leaves no hook behind when it is closed", async () => {
    await red.load(flowOf(audience, 2));
    assert.deepEqual(red.watching(), true);
    await red.unload();
    assert.deepEqual(red.watching(), false);
  });

  const idsOf = (output: number) => red.at(output).map(({ recipient }) => (recipient as Recipient).id);
  const byId = (a: unknown, b: unknown) => ((a as Recipient).id < (b as Recipient).id ? -1 : 1);
});
