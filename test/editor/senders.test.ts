import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { settingsFaults } from "../../nodes/shared/editor-webhook-faults.ts";
import { readSigned, writeSigned } from "../../nodes/shared/editor-webhook-scheme.ts";
import { mintSecrets, secretsText, usedSecrets } from "../../nodes/shared/editor-webhook-secrets.ts";
import {
  choiceOf,
  freshId,
  mintFor,
  type ProofInput,
  proofOf,
  secretMaker,
  senderGroups,
} from "../../nodes/shared/editor-webhook-senders.ts";
import { checkAuthentication } from "../../src/webhook/authentication/index.ts";

const choices = Object.values(senderGroups).flat();

describe("senders of a webhook's form", () => {
  for (const choice of choices) {
    it(`${choice}: is chosen, saved and known again, and its secret is minted or asked for`, () => {
      const proof = proofOf(choice, { id: "sender", name: "The sender" });
      // Described by hand, the start is that of nobody.
      assert.equal(choiceOf(proof), choice);
      assert.equal(choiceOf(JSON.parse(JSON.stringify(proof)) as ProofInput), choice);
      assert.equal(proof.name, "The sender");
      const user = proof.kind === "basic" ? { ...proof, user: "insurer" } : proof;
      const secrets = mintSecrets([user]);
      const made = { us: 1, sender: 0, nobody: 0 }[secretMaker(user)];
      assert.equal(Object.keys(secrets).length, made);
      const faults = checkAuthentication({ proofs: [user] }, secrets).map(({ key }) => key);
      assert.deepEqual(faults, secretMaker(user) === "sender" ? ["webhook.authentication.secret-missing"] : []);
      assert.deepEqual(settingsFaults({ proofs: [user] }), []);
    });
  }

  it("a minted secret fits each form that a description may ask for", () => {
    for (const encoding of ["utf8", "base64", "hex"] as const) {
      const proof = proofOf("hmac", { id: "sender" });
      assert.ok(proof.kind === "hmac");
      proof.scheme.secret = { encoding, prefix: "key_" };
      const secret = mintFor(proof) ?? "";
      assert.match(secret, /^key_/);
      assert.deepEqual(checkAuthentication({ proofs: [proof] }, { "sender.current": secret }), [], encoding);
      const token: ProofInput = { kind: "jwt", id: "sender", algorithms: ["HS512"], secretEncoding: encoding };
      assert.deepEqual(checkAuthentication({ proofs: [token] }, { "sender.current": mintFor(token) }), [], encoding);
    }
  });

  it("what is signed is written as one line and read again", () => {
    for (const line of ["{body}", "{timestamp}.{body}", "v0:{timestamp}:{body}", "{method}{path}{id}|{body}"]) {
      assert.equal(writeSigned(readSigned(line)), line);
    }
    assert.deepEqual(readSigned("{time}"), [{ part: "text", text: "{time}" }]);
  });

  it("ids are never used twice", () => {
    assert.equal(freshId("github", new Set()), "github");
    assert.equal(freshId("github", new Set(["github", "github-2"])), "github-3");
  });

  it("secrets of removed proofs go; what says the same stays as it was written", () => {
    const proofs = [proofOf("bearer", { id: "b" })];
    const used = usedSecrets(proofs, { "a.current": "gone", "b.current": " kept ", "b.test": "" });
    assert.deepEqual(used, { "b.current": "kept" });
    assert.equal(secretsText(used, '{ "b.current": "kept" }'), '{ "b.current": "kept" }');
    assert.equal(secretsText(used, "{}"), '{"b.current":"kept"}');
  });
});
