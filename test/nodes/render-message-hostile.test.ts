import assert from "node:assert/strict";
import { describe, it } from "mocha";
import register from "../../nodes/render-message/render-message.ts";
import { hostileMessages } from "../flows/hostile-messages.ts";
import { flowOf, nodeRed } from "./helper.ts";

const mjml = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const text = "{{ recipient.firstName | default: 'a' }} {{ map | json }} {{ decision.label | default: recipient }}";

describe("render message, of hostile messages", () => {
  const red = nodeRed(register);
  const before = Object.getOwnPropertyNames(Object.prototype);

  for (const saved of [
    { channel: "email", subject: text, html: mjml(`<mj-text>${text}</mj-text>`), attachLetter: true },
    {
      channel: "email",
      purpose: "marketing",
      subject: "a",
      html: mjml(`<mj-text>${text}</mj-text>`),
      missing: "leave-out",
    },
    { channel: "sms", sms: `a ${text} {{ link.unsubscribe }}`, missing: "fallback" },
  ] as const)
    it(`ends every one of them, as ${saved.channel}${"missing" in saved ? ` under ${saved.missing}` : ""}`, async () => {
      const node = { type: "render-message", version: 2, ...saved };
      await red.load(flowOf(node, 2, { baseUrl: "https://campaigns.example.org" }));
      const messages = hostileMessages("c1");
      for (const { make } of messages) red.receive(make());
      // Each ends with one of these, also where it cannot be copied for a catch node.
      const ended = () => red.statuses().filter((status) => / dot /.test(status)).length;
      await red.until(() => ended() >= messages.length, "the end of every message");
      assert.equal(ended(), messages.length);
      assert.ok(red.at(1).length + red.at("caught").length > 10);
      assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
      for (const { payload } of red.at(0)) assert.doesNotMatch(String(payload), /<script/i);
    });
});
