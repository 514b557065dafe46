import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "mocha";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";
import { row } from "./calls.ts";

const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

describe("belle-histoire revoke, beside a running store", function () {
  this.timeout(60_000);
  let folder: string;
  let store: Store;
  const path = () => join(folder, "store.sqlite");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-revoke-"));
    store = await openSqliteStore(path());
    await publish("c", 1, ["page", "page-2"]);
    await publish("c", 2, ["page"]);
    await publish("d", 2, ["page"]);
    await store.enrol([row(3)]);
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function publish(campaign: string, index: number, nodes: string[]): Promise<void> {
    const [one] = await store.enrol([row(index, { campaign })]);
    assert.ok(one?.state === "enrolled");
    for (const node of nodes) {
      const id = `${campaign} ${index} ${node}`;
      const page = { campaign, journey: one.journey, root: one.task, node, message: {}, expires: 1e15, at: 2 };
      await store.publish({ ...page, id, token: id });
    }
  }

  const run = (...words: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const args = [command, "revoke", ...words, "--store", path()];
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), output: (stdout + stderr).trim() }),
      );
    });

  for (const { words, code, output, open } of [
    { words: ["D-9", "--language", "en"], code: 1, output: /^Nobody is known as D-9\./, open: 4 },
    {
      words: ["R-2", "--language", "en"],
      code: 1,
      output: /^R-2 is known more than once: R-2 \(--campaign c\)/,
      open: 4,
    },
    { words: ["R-2", "--campaign", "d", "--language", "fr"], code: 0, output: /closes\s: 1\. Qui en a une/, open: 3 },
    { words: ["D-1", "--language", "en"], code: 0, output: /^Addresses of personal pages that end now: 2\./, open: 1 },
    { words: ["R-1", "--language", "en"], code: 0, output: /^R-1 has no personal page whose address/, open: 1 },
    { words: ["D-3", "--language", "fr"], code: 0, output: /^D-3 n’a pas de page personnelle/, open: 1 },
    { words: [], code: 2, output: /revoke <case key or recipient id>/, open: 1 },
  ])
    it(`${words.join(" ")}: ends with ${code}, and ${open} addresses are open`, async () => {
      const told = await run(...words);
      assert.match(told.output, output);
      assert.equal(told.code, code);
      const tokens = ["c 1 page", "c 1 page-2", "c 2 page", "d 2 page"];
      const found = await Promise.all(tokens.map((token) => store.page(token, 10)));
      assert.equal(found.filter((page) => page !== undefined).length, open);
    });
});
