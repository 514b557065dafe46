import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, it } from "mocha";

/** MiB by which a process may grow between the 100th and the 300th map: it grew by 244 where each tile kept what it was cut from. */
const most = 120;

describe("the memory that maps take", () => {
  it("does not grow with their number, whatever their sizes", async function () {
    this.timeout(120_000);
    const drawing = fileURLToPath(new URL("./many-sizes.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [drawing, "300"]);
    const [early = 0, late = 0] = JSON.parse(stdout) as number[];
    assert.ok(late - early < most, `${early} MiB after 100 maps, ${late} MiB after 300`);
  });
});
