import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, it } from "mocha";
import register from "../../nodes/inbound-webhook/inbound-webhook.ts";
import type { DeskedWebhook } from "../../nodes/shared/webhook-desk.ts";
import {
  mintEndpoint,
  mintSecret,
  mintToken,
  type SampleLanguage,
  sampleIn,
  sampleLanguages,
} from "../../src/webhook/index.ts";
import { commandOf, notHere, runsHere } from "../sample-programs.ts";
import { flowOf, nodeRed } from "./helper.ts";

const guide = readFileSync(new URL("../../docs/advertiser.md", import.meta.url), "utf8");
const fences: Readonly<Record<SampleLanguage, string>> = { curl: "sh", node: "js", php: "php", python: "python" };
/** The sample of a language as the guide has it. */
const inGuide = (language: SampleLanguage) =>
  new RegExp(`^\`\`\`${fences[language]}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(guide)?.[1] ?? "";

describe("what the advertiser's developer copies", () => {
  const red = nodeRed(register);
  let endpoint = "";
  let secret = "";
  const kit = mintToken();

  async function listen(): Promise<void> {
    [endpoint, secret] = [mintEndpoint(), mintSecret()];
    const fields = [
      { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
      {
        name: "decision",
        type: "enum",
        required: true,
        values: [{ value: "accepted", synonyms: [] }],
        target: "event",
      },
    ];
    await red.load(flowOf({ type: "inbound-webhook", version: 3, endpoint, kit, fields }, 2), {
      node: { secrets: JSON.stringify({ "sender.current": secret }) },
    });
    const row = { campaign: "c1", node: "elsewhere", test: false, at: Date.now() };
    await (await red.house()).store.enrol([{ ...row, recipient: { id: "R-1" }, caseKey: "CASE-1001" }]);
  }
  async function run(language: SampleLanguage, script: string): Promise<string> {
    const [program, parameters] = commandOf(language, script);
    const WEBHOOK_URL = `${red.url}/webhook/${endpoint}`;
    const env = { ...process.env, WEBHOOK_URL, WEBHOOK_SECRET: secret, EVENT_ID: "D-1001-accepted" };
    return (await promisify(execFile)(program, [...parameters], { env })).stdout;
  }

  for (const language of sampleLanguages)
    if (!runsHere(language)) it.skip(notHere(language));
    else {
      it(`${language}: the guide's sample is accepted, and again a duplicate`, async () => {
        await listen();
        const script = inGuide(language);
        assert.match(await run(language, script), /accepted[\s\S]*\b202\s*$/);
        assert.match(await run(language, script), /duplicate[\s\S]*\b200\s*$/);
      });

      it(`${language}: the sample of sidebar and kit is accepted, and again a duplicate`, async () => {
        await listen();
        const opened = (red.node() as DeskedWebhook).opened!();
        const [proof] = opened.proofs;
        const { body, idempotencyKey } = opened;
        const url = `${red.url}${opened.address}`;
        const script = sampleIn(language, { url, proof: proof!, body, idempotencyKey, secret: `\${WEBHOOK_SECRET}` })!;
        assert.match(await run(language, script), /"receipt":"accepted"/);
        assert.match(await run(language, script), /"receipt":"duplicate"/);
        // The kit shows the very same text.
        const page = await (await fetch(`${red.url}/webhook/docs/${kit}`)).text();
        const shown = page
          .replaceAll("&#39;", "'")
          .replaceAll("&quot;", '"')
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        assert.ok(shown.includes(script), language);
      });
    }

  it("the guide has a sample of each language, and names every status that is to be repeated", () => {
    for (const language of sampleLanguages) assert.ok(inGuide(language).includes("WEBHOOK_SECRET"), language);
    assert.match(guide, /no answer, 408, 429, 5xx/);
  });
});
