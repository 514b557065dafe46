import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Fault } from "../../../../src/contract/index.ts";
import { sentence } from "../../../../src/language/index.ts";
import { compileAuthentication, type Secrets } from "../../../../src/webhook/authentication/index.ts";

/** Settings are refused with a fault of this key, which shows no secret and has whole sentences in both languages. */
export function refusesSettings(settings: unknown, secrets: Secrets, fault: string): void {
  assert.throws(
    () => compileAuthentication(settings, secrets),
    (error) => {
      assert.ok(error instanceof Fault, String(error));
      assert.equal(error.key, `webhook.authentication.${fault}`);
      for (const text of Object.values(secrets)) assert.ok(!text?.trim() || !inspect(error).includes(text.trim()));
      for (const language of ["en", "fr"]) {
        const said = sentence(error.key, error.data, language);
        assert.ok(!said.startsWith("webhook.") && !/\{\w+\}/.test(said), said);
      }
      return true;
    },
  );
}
