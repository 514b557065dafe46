import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { laws } from "../../src/policy/laws.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const weekdayNames: Record<number, string> = { 6: "Saturday", 7: "Sunday" };

describe("the table of forbidden days and hours", () => {
  it("is in docs/policies.md as it is in force", () => {
    const rows = laws.map(({ country, channel, purpose, hours, weekdays = [], publicHolidays, source }) => {
      const days = [...weekdays.map((day) => weekdayNames[day]), ...(publicHolidays ? ["public holidays"] : [])];
      const between = hours === undefined ? "–" : `${hours.from}–${hours.to}`;
      const cells = [country, channel, purpose, between, days.join(", ") || "–", `[${source.name}](${source.url})`];
      return `| ${cells.join(" | ")} |`;
    });
    const written = read("docs/policies.md")
      .split("\n")
      .filter((line) => /^\| [A-Z]{2} \|/.test(line));
    assert.deepEqual(written, rows);
  });

  it("can be told in the campaign's form in both languages", () => {
    for (const language of ["en-US", "fr"]) {
      const words = JSON.parse(read(`nodes/campaign/locales/${language}/campaign.json`));
      for (const { country, channel, weekdays = [] } of laws) {
        assert.ok(words.country[country] && words.channel[channel], `${country} ${channel} in ${language}`);
        for (const weekday of weekdays) assert.ok(words.law[`weekday${weekday}`], `weekday ${weekday} in ${language}`);
      }
    }
  });
});
