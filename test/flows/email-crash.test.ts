import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { readStories } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { mailServer } from "../nodes/mail-server.ts";
import { field } from "../text-field.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const place = { z: "tab", x: 100, y: 100 };

/** One event sends two mails: by a mail server, and into a folder. */
function flow(port: number): FlowNode[] {
  const send = (id: string, account: string) => ({
    ...{ id, type: "send-email", version: 1, campaign: "c1", account, folder: "", ...place, wires: [[], [], []] },
  });
  const content = `msg.content = { id: "content-" + msg.journey.task, channel: "email", subject: "Hello", text: "Hello",
    language: "en", template: "t" }; return msg;`;
  return [
    { id: "tab", type: "tab", label: "Mails" },
    { id: "c1", type: "campaign", name: "Mails", timeZone: "Europe/Paris", locale: "en", store: "" },
    {
      ...{ id: "a1", type: "mail-account", version: 1, way: "smtp", host: "127.0.0.1", port, security: "none" },
      ...{ inside: true, fromName: "Maison", fromAddress: "news@example.org" },
    },
    {
      ...{ id: "webhook", type: "inbound-webhook", version: 2, campaign: "c1", eventType: "decision", ...place },
      mode: "start",
      fields: [field("caseKey", "case-key"), field("id", "recipient"), field("email", "recipient")],
      endpoint: mintEndpoint(),
      credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
      wires: [["render"], []],
    },
    { id: "render", type: "function", func: content, outputs: 1, libs: [], ...place, wires: [["server", "folder"]] },
    send("server", "a1"),
    send("folder", ""),
  ] as unknown as FlowNode[];
}

describe("an e-mail when the power fails between the mail and the server's answer", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  let server: Awaited<ReturnType<typeof mailServer>>;
  let answering = false;
  before(async () => {
    server = await mailServer({ mail: () => (answering ? undefined : "silent") });
    const nodes = flow(server.port);
    runtime = await Runtime.create(platform, [], () => nodes);
  });
  after(async () => {
    await runtime?.remove();
    await server?.close();
  });

  const kinds = async (key: string) =>
    (await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), key)).flatMap(({ lines }) =>
      lines.map(({ kind, node }) => `${kind} ${node ?? ""}`.trim()),
    );
  const ended = (key: string, ...lines: string[]) =>
    until(
      async () => {
        const told = await kinds(key);
        return lines.every((line) => told.includes(line)) ? true : undefined;
      },
      `${lines.join(" and ")} of ${key}`,
    );

  it("is left to a person and never sent again, while the one in the folder is there once", async () => {
    assert.equal((await runtime.post({ caseKey: "C-R-1", id: "R-1", email: "R-1@example.net" })).status, 202);
    await until(async () => (server.taken.length === 1 ? true : undefined), "the server has the mail");
    await ended("C-R-1", "send.sent folder");
    await runtime.kill();
    answering = true;
    await runtime.start();
    await ended("C-R-1", "send.unknown server");
    // What would be sent again would be sent before this one.
    await runtime.listening();
    assert.equal((await runtime.post({ caseKey: "C-R-2", id: "R-2", email: "R-2@example.net" })).status, 202);
    await ended("C-R-2", "send.sent server", "send.sent folder");
    assert.deepEqual(
      server.taken.map(({ to }) => to),
      [["R-1@example.net"], ["R-2@example.net"]],
    );
    const files = await readdir(join(runtime.folder, "mails"));
    assert.equal(files.filter((name) => name.endsWith(".eml")).length, 2);
  });
});
