import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { machine, processFolders } from "../../src/process-folder.ts";

const hour = 3_600_000;
/** A number that no process has. */
const nobody = 2 ** 30;

describe("folders of processes in a place of all", () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "belle-histoire-folders-"));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const lay = (name: string, hoursOld = 0) => {
    mkdirSync(join(place, name));
    writeFileSync(join(place, name, "letter.pdf"), "");
    const at = (Date.now() - hoursOld * hour) / 1000;
    utimesSync(join(place, name), at, at);
  };

  const others: [what: string, name: string, hoursOld: number, stays: boolean][] = [
    ["of a process that died", `play-${machine}-${nobody}-abcdef`, 0, false],
    ["of a process that runs", `play-${machine}-${process.ppid}-abcdef`, 0, true],
    ["of one that had our number and died", `play-${machine}-${process.pid}-abcdef`, 0, false],
    ["of a number that counts elsewhere", `play-00000000-${nobody}-abcdef`, 0, true],
    ["of nobody that is known, young", "play-abcdef", 0, true],
    ["of nobody that is known, and too old to be in use", "play-abcdef", 2, false],
    ["of another kind, however old", "letters-abcdef", 2, true],
  ];
  for (const [what, name, hoursOld, stays] of others)
    it(`${what}: ${stays ? "stays" : "goes"}`, async () => {
      lay(name, hoursOld);
      await processFolders(place, "play-").sweep(hour);
      assert.deepEqual(readdirSync(place), stays ? [name] : []);
    });

  it("our own stays while it is in use, however old, and goes with all that is in it", async () => {
    const folders = processFolders(place, "play-");
    const { path, remove } = await folders.open();
    writeFileSync(join(path, "letter.pdf"), "");
    utimesSync(path, 0, 0);
    await folders.sweep(hour);
    // Another copy of the package in the same process.
    await processFolders(place, "play-").sweep(hour);
    assert.equal(readdirSync(place).length, 1);
    await remove();
    assert.deepEqual(readdirSync(place), []);
  });

  const ends: [what: string, last: string, signal: NodeJS.Signals | undefined, left: number][] = [
    ["ends by itself", "process.exit(0)", undefined, 0],
    ["fails", "throw new Error('no')", undefined, 0],
    ["is killed", "setInterval(() => {}, 1000)", "SIGKILL", 1],
  ];
  for (const [what, last, signal, left] of ends)
    it(`a process that ${what} leaves ${left}, and the next sweep none`, async () => {
      const module = new URL("../../src/process-folder.ts", import.meta.url);
      const program = `const { processFolders } = await import(${JSON.stringify(module.href)});
        await processFolders(${JSON.stringify(place)}, "play-").open();
        process.stdout.write("open");
        setTimeout(() => { ${last} }, 1);`;
      const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      const ended = once(child, "exit");
      await once(child.stdout, "data");
      if (signal !== undefined) child.kill(signal);
      await ended;
      assert.equal(readdirSync(place).length, left);
      await processFolders(place, "play-").sweep(hour);
      assert.deepEqual(readdirSync(place), []);
    });
});
