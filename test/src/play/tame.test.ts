import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { tame } from "../../../bin/play/flow.ts";

const typesOf = (flow: Record<string, unknown>[]) =>
  tame(
    flow.map((node, index) => ({ id: String(index), type: "", ...node })),
    "/",
  );

describe("a flow that is played elsewhere", () => {
  it("has nothing left that begins by itself, reaches out or is not known", () => {
    const reaching = ["inject", "http in", "http request", "mqtt out", "mqtt-broker", "file", "exec", "tcp request"];
    const unknown = ["e-mail", "mail-account", "sms-account", "print-service", "trigger", "somebody-elses"];
    const flow = [...reaching, ...unknown].map((type) => ({ type }));
    for (const node of typesOf(flow)) assert.equal(node.type, "unknown");
    const [modules] = typesOf([{ type: "function", libs: [{ var: "fs", module: "fs" }], func: "fs.rm()" }]);
    assert.deepEqual([modules?.type, modules?.func], ["unknown", undefined]);
  });

  it("keeps what messages go through", () => {
    const through = ["audience", "switch", "subflow:a", "subflow", "link in", "tab", "wait-for-decision", "delay"];
    const kept = typesOf(through.map((type) => ({ type })));
    assert.deepEqual(
      kept.map(({ type }) => type),
      through,
    );
  });

  it("uses no account, no store and no secret", () => {
    const [campaign, mail, print] = typesOf([
      { type: "campaign", store: "postgres://somewhere", credentials: { storePassword: "s" } },
      { type: "send-email", account: "a" },
      { type: "send-print-job", service: "p" },
    ]);
    assert.deepEqual([campaign?.store, campaign?.credentials, mail?.account, print?.service], ["", undefined, "", ""]);
  });
});
