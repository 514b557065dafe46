import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { PostalAddress } from "../../../src/contract/index.ts";
import { fingerprint, type Identity, identitiesOf, readList } from "../../../src/policy/index.ts";

const email = (written: string): Identity => ({ kind: "email", email: written });
const phone = (written: string, country?: string): Identity => ({ kind: "phone", phone: written, country });
const home: PostalAddress = {
  country: "FR",
  postalCode: "69001",
  locality: "Lyon",
  thoroughfare: ["12 rue de l’Église"],
};
const postal = (name: string, change: Partial<PostalAddress> = {}): Identity => ({
  kind: "postal",
  name,
  postalAddress: { ...home, ...change },
});
const hash = (identity: Identity) => fingerprint("pepper", identity);

describe("fingerprints of people", () => {
  const same: [string, Identity, Identity][] = [
    ["an e-mail address in capitals", email("Lea@Example.org"), email(" lea@example.ORG ")],
    ["a domain with an accent, and as it is sent", email("lea@société.fr"), email("lea@xn--socit-esab.fr")],
    ["a number at home and abroad", phone("06 12 34 56 78", "FR"), phone("+33612345678")],
    ["a number with other signs between", phone("+33 6.12.34.56.78"), phone("+33612345678", "BE")],
    ["a name without its accents", postal("Léa Émile-Dupont"), postal("lea emile dupont")],
    [
      "an address in capitals",
      postal("Léa Dupont"),
      postal("Léa Dupont", { locality: "LYON", thoroughfare: ["12 RUE DE L'EGLISE"] }),
    ],
  ];
  for (const [name, one, other] of same) it(`knows again ${name}`, () => assert.equal(hash(one), hash(other)));

  const different: [string, Identity, Identity][] = [
    ["two addresses", email("lea@example.org"), email("leo@example.org")],
    ["two numbers", phone("+33612345678"), phone("+33612345679")],
    ["the same digits of two countries", phone("0612345678", "FR"), phone("0612345678", "IT")],
    ["two people of one house", postal("Léa Dupont"), postal("Luc Dupont")],
    ["two houses of one person", postal("Léa Dupont"), postal("Léa Dupont", { thoroughfare: ["14 rue de l’Église"] })],
    [
      "one id in two campaigns",
      { kind: "recipient", campaign: "a", id: "R" },
      { kind: "recipient", campaign: "b", id: "R" },
    ],
    ["an id that reads like an address", email("R@x.fr"), { kind: "recipient", campaign: "R@x.fr", id: "" }],
  ];
  for (const [name, one, other] of different) it(`tells apart ${name}`, () => assert.notEqual(hash(one), hash(other)));

  it("depends on the pepper, and shows nothing of the address", () => {
    const lea = email("lea@example.org");
    assert.notEqual(fingerprint("other", lea), hash(lea));
    assert.match(hash(lea), /^[0-9a-f]{64}$/);
  });

  it("knows a recipient by all that is known of them", () => {
    const recipient = { id: "R", email: "lea@example.org", phone: "0612345678", firstName: "Léa", postalAddress: home };
    const kinds = identitiesOf("c", recipient).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["recipient", "email", "phone", "postal"]);
    assert.equal(hash(identitiesOf("c", recipient)[2]!), hash(phone("+33612345678")));
    assert.deepEqual(
      identitiesOf("c", { id: "R", postalAddress: home }).map(({ kind }) => kind),
      ["recipient"],
    );
  });

  it("reads addresses and numbers from any list, once each", () => {
    const text =
      '\ufeffnom;mel;tel\r\n"Dupont, Léa";lea@example.org;06 12 34 56 78\nLuc;"LEA@example.org";+33612345678\nx;2026-01-02;12';
    assert.deepEqual(
      readList(text, "FR").map((one) => ("email" in one ? one.email.toLowerCase() : "phone" in one ? one.phone : "")),
      ["lea@example.org", "+33612345678"],
    );
  });
});
