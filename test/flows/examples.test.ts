import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, describe, it } from "mocha";
import PostalMime from "postal-mime";
import { storyInWords } from "../../src/journey/index.ts";
import { readStories } from "../../src/store/index.ts";
import { openPage, pageAddress, textOf } from "./open-page.ts";
import { type FlowNode, type Platform, Runtime, until } from "./runtime.ts";

const run = promisify(execFile);

const platforms: Platform[] = [
  { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" },
  { name: "Node-RED 4.1, Node 24", node: "node/bin/node", nodeRed: "node-red-4" },
  { name: "Node-RED 5, Node 22", node: "node22/bin/node", nodeRed: "node-red" },
];

/** What the insurer of the example gets is written down, a line each. */
const files = "dossiers.jsonl";
function withFilesKept(flows: FlowNode[]): FlowNode[] {
  const ear = flows.find(({ type }) => type === "http in") as FlowNode & { z: string; wires: string[][] };
  const keeper = {
    id: "files",
    type: "file",
    z: ear.z,
    filename: files,
    filenameType: "str",
    overwriteFile: "false",
    wires: [[]],
  };
  return [
    ...flows.filter((node) => node !== ear),
    { ...ear, wires: [[...(ear.wires[0] ?? []), keeper.id]] } as FlowNode,
    keeper,
  ];
}

for (const platform of platforms)
  describe(`the examples on ${platform.name}`, function () {
    this.timeout(120_000);
    let runtime: Runtime;

    before(async () => {
      runtime = await Runtime.create(
        platform,
        ["insurance-decision.json", "store-opening.json", "store-maps.json", "win-back.json"],
        withFilesKept,
      );
    });
    after(() => runtime?.remove());

    const lettersOf = async (key: string, count: number) =>
      until(async () => {
        const found = await runtime.ticketsOf(key);
        return found.length >= count ? found : undefined;
      }, `${count} letters of ${key}\n${runtime.output}`);

    const letters = [
      { caseKey: "D-1001", decision: "accepted", name: "Camille Moreau", says: /accepter/ },
      { caseKey: "D-1002", decision: "degraded", name: "Julien Garnier", says: /autre formule/ },
      { caseKey: "D-1003", decision: "refusé ", name: "Inès Lefèvre", says: /pas y donner suite/ },
    ];
    for (const { caseKey, decision, name, says } of letters)
      it(`${decision.trim()}: one letter, with ${name}'s address, scenario and map, and nobody else's`, async () => {
        const body = { caseKey, decision };
        await until(async () => ((await runtime.post(body)).status < 300 ? true : undefined), "the case is known");
        const [ticket] = await lettersOf(caseKey, 1);
        const text = await textOf(await runtime.letter(ticket!));
        assert.ok(text.includes(name), text);
        assert.match(text, says);
        assert.match(text, /Agence d/);
        for (const other of letters) if (other.name !== name) assert.ok(!text.includes(other.name));
      });

    it("a proposal waits for the person's answer, and their yes brings one more letter", async () => {
      const body = { caseKey: "D-1002", decision: "oui" };
      const reply = await runtime.post(body, "answer_1", "reponse");
      assert.equal(reply.status, 202);
      await lettersOf("D-1002", 2);
      const again = await runtime.post(body, "answer_2", "reponse");
      assert.deepEqual([again.status, again.body.receipt], [200, "duplicate"]);
      const texts = await Promise.all(
        (await lettersOf("D-1002", 2)).map(async (one) => textOf(await runtime.letter(one))),
      );
      assert.equal(texts.filter((text) => /confirmé/.test(text)).length, 1);
    });

    it("goes from the letter to the page, to the insurer, to a proposal that is a page as well, and to the contract", async () => {
      const invitation = await until(async () => {
        const names = await readdir(join(runtime.folder, "invitations"));
        return names.find((name) => /^D-1008.*\.pdf$/.test(name));
      }, "the invitation");
      const invited = await pageOf(await readFile(join(runtime.folder, "invitations", invitation)), "demande");
      await invited.seen();
      const home = { logement: "maison", surface: "84,5", effet: "2027-01-15", telephone: "06 39 98 12 34" };
      await invited.answer({ ...home, logement: "château" }, 422);
      await invited.answer(home, 303);
      assert.match(await invited.read(), /Votre demande nous est parvenue/);
      const told = await until(async () => {
        const lines = await storyOf("D-1008");
        return lines.some((line) => line.kind === "service.sent" || line.kind === "send.sent") &&
          lines.filter(({ kind }) => kind === "wait.started").length === 2
          ? lines
          : undefined;
      }, "the file is with the insurer, and a decision is waited for");
      assert.equal(told.filter(({ kind }) => kind === "page.visited").length, 1);
      assert.equal(told.filter(({ kind }) => kind === "page.responded").length, 1);
      const kept = (await readFile(join(runtime.folder, files), "utf8")).trim().split("\n");
      assert.deepEqual(
        kept.map((line) => JSON.parse(line)),
        [
          {
            caseKey: "D-1008",
            applicant: {
              lastName: "Tanguy",
              firstName: "Maëlle",
              address: {
                country: "FR",
                postalCode: "99380",
                locality: "Saint-Aurèle-sur-Mer",
                thoroughfare: ["14 rue de la Houle"],
              },
            },
            home: { kind: "maison", surface: 84.5 },
            startsOn: "2027-01-15",
            callback: runtime.webhook.url,
          },
        ],
      );

      assert.equal((await runtime.post({ caseKey: "D-1008", decision: "degraded" })).status, 202);
      const [ticket] = await lettersOf("D-1008", 1);
      const proposal = await pageOf(await runtime.letter(ticket!), "proposition");
      assert.match(await proposal.read(), /D-1008[\s\S]*Agence d/);
      const [, map = ""] = /<img src="([^"]+)" alt="[^"]*Agence/.exec(await proposal.read()) ?? [];
      const picture = await fetch(new URL(map, runtime.urlOf("/")));
      assert.deepEqual([picture.status, picture.headers.get("content-type")], [200, "image/jpeg"]);
      await proposal.answer({ decision: "yes" }, 303);
      const letters = await lettersOf("D-1008", 2);
      const texts = await Promise.all(letters.map(async (one) => textOf(await runtime.letter(one))));
      assert.equal(texts.filter((text) => /Tanguy[\s\S]*confirmé/.test(text)).length, 1);
      // The other answer comes too late to be one.
      await proposal.answer({ decision: "no" }, 409);
      assert.equal((await lettersOf("D-1008", 2)).length, 2);
    });

    const storyOf = async (key: string) =>
      (await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), key))[0]?.lines ?? [];

    /** The page whose address stands in a letter. */
    const pageOf = async (letter: Uint8Array, slug: string) => openPage(pageAddress(await textOf(letter), slug));

    // The command line runs beside Node-RED, whichever it is.
    if (platform === platforms[0])
      it("a person of the house answers at a terminal, beside the running Node-RED", async () => {
        const store = join(runtime.folder, "belle-histoire", "store.sqlite");
        const command = (...words: string[]) =>
          run(process.execPath, ["bin/belle-histoire.ts", ...words, "--store", store, "--language", "en"]);
        await until(
          async () => ((await command("story", "D-1006")).stdout.includes("waits") ? true : undefined),
          "D-1006 waits",
        );
        await command("decide", "refused", "D-1006", "--by", "Anne", "--why", "by telephone");
        const [ticket] = await lettersOf("D-1006", 1);
        assert.match(await textOf(await runtime.letter(ticket!)), /pas y donner suite/);
        assert.match(
          (await command("story", "D-1006")).stdout,
          /Anne answers: decision = refused\. Reason: by telephone/,
        );
        const { stdout } = await command("tally");
        assert.match(stdout, /\(send-print-job\): .*\bsent \d+/);
        assert.match(stdout, /\(wait-for-decision\): .*answered by a person 1/);
        assert.doesNotMatch(stdout, /tally\./);
        assert.match((await command("attention")).stdout, /Nothing waits for a person\./);
      });

    it("invites who is on the list, and nobody who does not want to be written to", async () => {
      const folder = join(runtime.folder, "invitations");
      const names = await until(async () => {
        const found = (await readdir(folder)).filter((name) => name.endsWith(".pdf"));
        return found.length >= 7 ? found : undefined;
      }, "seven invitations");
      assert.deepEqual(
        names.map((name) => name.slice(0, 6)).sort(),
        [1, 2, 3, 4, 5, 6, 8].map((n) => `D-100${n}`),
      );
      const text = await textOf(await readFile(join(folder, names.find((name) => name.startsWith("D-1001")) ?? "")));
      assert.match(text, /Camille Moreau[\s\S]*Votre invitation : D-1001/);
      const [story] = await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), "D-1007");
      assert.ok(story !== undefined);
      assert.match(storyInWords(story, "fr", "UTC").join("\n"), /ne veut pas de prospection/);
    });

    it("prints a card with the nearest store for each guest of the opening", async () => {
      for (const id of ["R-101", "R-102", "R-103", "R-104"]) await lettersOf(id, 1);
      const [ticket] = await lettersOf("R-101", 1);
      assert.match(await textOf(await runtime.letter(ticket!)), /Louise Caradec/);
    });

    it("prints every customer's own way, drawn through a map service, and the store's map for an unknown address", async () => {
      for (const id of ["R-201", "R-202", "R-203", "R-204"]) await lettersOf(id, 1);
      const textFor = async (id: string) => textOf(await runtime.letter((await lettersOf(id, 1))[0]!));
      const way = await textFor("R-201");
      assert.match(way, /Jeanne Le Goff[\s\S]*Magasin d[\s\S]*De chez vous, c’est à [\d,]+\sk?m en voiture/);
      const lost = await textFor("R-204");
      assert.match(lost, /Paul Rivière[\s\S]*Votre magasin : Magasin d[\s\S]*Son plan est juste dessous/);
      assert.doesNotMatch(lost, /De chez vous/);
    });

    it("wins back by two e-mails that are compared, a text message, and silence for who is held out or said no", async () => {
      const files = (folder: string, count: number) =>
        until(async () => {
          const names = (await readdir(join(runtime.folder, folder))).filter((name) => /\.(eml|json)$/.test(name));
          return names.length >= count ? names.map((name) => join(runtime.folder, folder, name)) : undefined;
        }, `${count} files in ${folder}\n${runtime.output}`);
      const all = await Promise.all(
        (await files("mails", 7)).map(async (path) => PostalMime.parse(await readFile(path))),
      );
      // Those who are invited to the opening have their mails in the same folder.
      const mails = all.filter(({ subject = "" }) => !/^Samedi, /.test(subject));
      assert.equal(all.length, 7);
      const subjects = Object.fromEntries(
        mails.map(({ to, subject = "" }) => [to?.[0]?.address?.split(".")[0], subject]),
      );
      assert.deepEqual(Object.keys(subjects).sort(), ["leonie", "mael", "nour", "solene", "tristan"]);
      assert.match(subjects.leonie ?? "", /^Agence du Port est à 350\sm de chez vous$/);
      assert.equal(subjects.nour, "Un café vous attend, Madame Haddad");
      for (const { headers, html = "", text = "", attachments } of mails) {
        const header = (name: string) => headers.find(({ key }) => key === name)?.value ?? "";
        assert.match(header("list-unsubscribe"), /^<https:\/\/campagnes\.example\.org\/link\//);
        assert.ok(html.includes(header("list-unsubscribe").slice(1, -1)) && /Se désabonner/.test(text));
        const pictures = attachments.map(({ mimeType, disposition }) => [mimeType, disposition]);
        assert.deepEqual(pictures, /chez vous, c’est/.test(text) ? [["image/jpeg", "inline"]] : []);
      }
      const [message] = await files("sms", 1);
      const { to, text } = JSON.parse(await readFile(message ?? "", "utf8")) as { to: string; text: string };
      assert.deepEqual([to, /Agathe, un café vous attend/.test(text)], ["+33639980012", true]);
      const store = join(runtime.folder, "belle-histoire", "store.sqlite");
      const told = async (id: string) => {
        const [story] = await readStories(store, id);
        assert.ok(story !== undefined);
        return storyInWords(story, "fr", "UTC").join("\n");
      };
      const refused = async () => (/ne veut pas de prospection/.test(await told("R-306")) ? true : undefined);
      await until(refused, "R-306 wants no advertising");
      assert.doesNotMatch(await told("R-304"), /prêt|parti/);
    });

    const answers: { name: string; body: unknown; status: number; receipt: string }[] = [
      {
        name: "the same decision again, written otherwise",
        body: { caseKey: "D-1001", decision: "ACCEPTED " },
        status: 200,
        receipt: "duplicate",
      },
      {
        name: "another decision for the case",
        body: { caseKey: "D-1001", decision: "refused" },
        status: 409,
        receipt: "conflict",
      },
      {
        name: "an unknown recipient",
        body: { caseKey: "D-9999", decision: "accepted" },
        status: 404,
        receipt: "unknown-case",
      },
      {
        name: "a value that is not allowed",
        body: { caseKey: "D-1004", decision: "maybe" },
        status: 422,
        receipt: "invalid",
      },
      { name: "a mistyped key", body: { caseKey: "D-1004", desicion: "accepted" }, status: 422, receipt: "invalid" },
      { name: "malformed JSON", body: '{"caseKey":', status: 400, receipt: "malformed" },
    ];
    for (const { name, body, status, receipt } of answers)
      it(`${name}: ${status} ${receipt}, no letter`, async () => {
        const before = await runtime.tickets();
        const reply = await runtime.post(body);
        assert.equal(reply.status, status);
        assert.equal(reply.body.receipt, receipt);
        assert.deepEqual(await runtime.tickets(), before);
      });

    it("refuses a call without a signature", async () => {
      const response = await fetch(runtime.webhook.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ caseKey: "D-1004", decision: "accepted" }),
      });
      assert.equal(response.status, 401);
    });

    it("prints exactly one letter when it is redeployed in full between the receipt and the letter", async () => {
      assert.equal((await runtime.post({ caseKey: "D-1004", decision: "accepted" })).status, 202);
      await runtime.deploy((node) => (node.type === "tab" ? { ...node, info: "edited" } : node));
      await runtime.listening();
      await lettersOf("D-1004", 1);
      await settled("D-1004");
      assert.equal((await lettersOf("D-1004", 1)).length, 1);
    });

    it("prints exactly one letter when it is killed between the receipt and the letter", async () => {
      assert.equal((await runtime.post({ caseKey: "D-1005", decision: "accepted" }, "msg_kill")).status, 202);
      await runtime.kill();
      await runtime.start();
      await runtime.listening();
      await lettersOf("D-1005", 1);
      assert.equal(
        (await runtime.post({ caseKey: "D-1005", decision: "accepted" }, "msg_kill")).body.receipt,
        "duplicate",
      );
      await settled("D-1005");
      assert.equal((await lettersOf("D-1005", 1)).length, 1);
    });

    it("tells in the story that the flow was deployed anew while the recipient waited", async () => {
      const [story] = await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), "D-1005");
      assert.ok(story !== undefined);
      const told = storyInWords(story, "en", "UTC");
      const at = (what: RegExp) => told.findIndex((line) => what.test(line));
      assert.equal(told.filter((line) => /deployed anew/.test(line)).length, 1);
      assert.ok(at(/waits/) < at(/deployed anew/) && at(/deployed anew/) < at(/ready for the branch/), told.join("\n"));
    });

    /** The history says that the letter was sent after the invitation, and says it once. */
    async function settled(caseKey: string): Promise<void> {
      const file = join(runtime.folder, "belle-histoire", "store.sqlite");
      const kinds = await until(async () => {
        const lines = (await readStories(file, caseKey))[0]?.lines.map((line) => line.kind) ?? [];
        return lines.filter((kind) => kind === "send.sent").length > 1 ? lines : undefined;
      }, "the story is told");
      assert.equal(kinds.filter((kind) => kind === "send.queued").length, 2);
      assert.equal(kinds.filter((kind) => kind === "send.sent").length, 2);
    }
  });
