import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { headerOf } from "../../../src/audience/header.ts";

describe("the first line of a list that is pasted", () => {
  const cases: [what: string, text: string, names: string[]][] = [
    ["of a French CSV file", "Numéro;Prénom;E-mail\n17;Anne;a@example.org", ["Numéro", "Prénom", "E-mail"]],
    ["of a spreadsheet", "Number\tFirst name\tTown\r\n17\tAnne\tLyon", ["Number", "First name", "Town"]],
    [
      "in quotes, with the separator in a name",
      '"Number","Name, first","He ""A"""',
      ["Number", "Name, first", 'He "A"'],
    ],
    ["alone, of one column", "E-mail", ["E-mail"]],
    ["below blank lines, with columns that have no name", "\n\n id | | town |\n", ["id", "town"]],
    ["of nothing", "  ", []],
  ];
  for (const [what, text, names] of cases) it(what, () => assert.deepEqual(headerOf(text), names));
});
