import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { areaFind } from "../../../bin/area-find.ts";
import { suggest } from "../../../src/map/address/suggest.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { areaFile } from "./town-file.ts";

const town = "99380 Saint-Aurèle-sur-Mer";

describe("a line of free text", () => {
  const file = areaFile("suggest");
  const area = openArea(file);

  const first: [text: string, label: string][] = [
    [`4 boulevard de l’Océan, ${town}`, `4 boulevard de l’Océan, ${town}`],
    [`4 boulevard de l’Océan ${town}`, `4 boulevard de l’Océan, ${town}`],
    [`4 bd de l'ocean ${town.toUpperCase()}`, `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocean, Saint-Aurèle-sur-Mer 99380", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocean, Saint-Aurèle-sur-Mer", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocean saint aurele sur mer", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocean saint aurele", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocean", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'oc", `4 boulevard de l’Océan, ${town}`],
    ["4 bd de l'ocaen", `4 boulevard de l’Océan, ${town}`],
    ["rue du Belv", `Rue du Belvédère, ${town}`],
    ["résiniers", `Rue des Résiniers, ${town}`],
    ["saint-aur", town],
    ["99380", town],
    [town, town],
  ];
  for (const [text, label] of first) {
    it(`${text} gives ${label} first`, () => assert.equal(suggest(area, text)[0]?.label, label));
  }

  for (const text of ["", " ", "?", "12", "qqqqqqq", "12345", "*", '"'.repeat(9)]) {
    it(`${JSON.stringify(text)} gives nothing`, () => assert.deepEqual(suggest(area, text), []));
  }

  it("gives no more than asked for, the best first", () => {
    const many = suggest(area, "rue des P", 5);
    assert.equal(many.length, 5);
    assert.deepEqual(
      many.map(({ score }) => score),
      many.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it("is answered on the command line in lines that people read", () => {
    assert.match(
      areaFind(file, `4 bd de l’Océan ${town}`, "fr")[0]!,
      /^100 % {2}numéro +4 boulevard de l’Océan, 99380 .* -2\.\d{6} 46\.\d{6}$/,
    );
    assert.match(areaFind(file, "rue du Belv", "en")[0]!, /street +Rue du Belvédère/);
    assert.deepEqual(areaFind(file, "qqqqqqq", "en"), ["Nothing in this area is like it."]);
  });
});
