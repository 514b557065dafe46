import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, it } from "mocha";
import registerAudience from "../../nodes/audience/audience.ts";
import registerService from "../../nodes/call-service/call-service.ts";
import registerPrint from "../../nodes/send-print-job/send-print-job.ts";
import registerWait from "../../nodes/wait-for-decision/wait-for-decision.ts";
import type { ContentPart, JourneyPart } from "../../src/contract/index.ts";
import { JobTicket } from "../../src/print/index.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const place = { z: "tab", x: 0, y: 0 };
const people = { id: "people", ...place, type: "audience", campaign: "c1", columns: [], wires: [["node"], []] };
const tests = { testMode: true };
const rows = [{ id: "R-1", caseKey: "D-1" }];

describe("test mode", () => {
  const red = nodeRed(registerAudience, registerWait, registerPrint, registerService);
  const begin = () => red.node("people").receive({ payload: rows } as never);

  /** Ten days of which each lasts so many minutes. */
  const tenDays = (testDay: number): FlowNode[] => [
    ...flowOf({ type: "wait-for-decision", deadline: { kind: "after", amount: 10, unit: "days" } }, 4, {
      ...tests,
      testDay,
    }),
    people,
  ];

  it("a wait of ten days ends in the set time, also when Node-RED starts anew meanwhile", async () => {
    // 0.005 minutes a day: ten days are three seconds.
    await red.load(tenDays(0.005));
    begin();
    await red.until(() => /1 waiting/.test(red.statuses().at(-1) ?? ""), "somebody waits");
    await red.restart(tenDays(0.005));
    const { journey, payload } = (await red.first(2)) as { journey?: JourneyPart; payload?: string };
    assert.equal(journey?.test, true);
    const lasted = Date.parse(payload ?? "") - Date.parse(journey?.startedAt ?? "");
    assert.ok(lasted >= 3_000 && lasted < 3_100, `it was to last 3 s and lasted ${lasted} ms`);
    assert.deepEqual(red.errors, []);
  });

  it("a letter goes to the folder of tests, marked as a test, and none to the real one", async () => {
    await red.load([
      ...flowOf({ type: "send-print-job" }, 3, { ...tests, testFolder: "proofs" }),
      { ...people, wires: [["people out"], []] },
      { id: "people out", type: "collector", ...place, wires: [] },
    ]);
    begin();
    const enrolled = await red.first("people out");
    const pdf = await (await red.house()).assets.put(new TextEncoder().encode("%PDF-1.7"), "application/pdf");
    const content: ContentPart = { id: "k", channel: "print", pdf, pages: 1, language: "fr", template: "t" };
    red.receive({ ...enrolled, content });
    await red.first(0);
    const files = (await readdir(join(red.folder, "proofs"))).filter((name) => name.endsWith(".json"));
    assert.equal(files.length, 1);
    const ticket = JobTicket.parse(JSON.parse(await readFile(join(red.folder, "proofs", files[0] ?? ""), "utf8")));
    assert.equal(ticket.test, true);
    await assert.rejects(readdir(join(red.folder, "letters")));
  });

  describe("a service", () => {
    const called: { path: string | undefined; authorisation: string | undefined }[] = [];
    async function service() {
      called.length = 0;
      const server = createServer((request, response) => {
        called.push({ path: request.url, authorisation: request.headers.authorization });
        response.setHeader("content-type", "application/json").end("{}");
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      return { server, origin: `http://127.0.0.1:${port}` };
    }
    const flow = (origin: string, campaign: object): FlowNode[] => {
      const node = {
        type: "call-service",
        address: `${origin}/real`,
        authentication: "bearer",
        body: "none",
        method: "POST",
      };
      return [...flowOf(node, 3, { ...tests, ...campaign }), people];
    };

    it("is not called where there is no address for tests, and the call says so", async () => {
      const { server, origin } = await service();
      await red.load(flow(origin, {}), { node: { secret: "s3cret" } });
      begin();
      const message = (await red.first(1)) as { send?: { reason?: string } };
      server.close();
      assert.match(message.send?.reason ?? "", /the service was not called\.$/);
      assert.deepEqual(called, []);
    });

    it("is called at the address for tests, without its secret", async () => {
      const { server, origin } = await service();
      await red.load(flow(origin, { testService: `${origin}/tests` }), { node: { secret: "s3cret" } });
      begin();
      await red.first(0);
      server.close();
      assert.deepEqual(called, [{ path: "/tests", authorisation: undefined }]);
    });
  });
});
