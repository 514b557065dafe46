import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { untilTomorrow } from "../../nodes/journey-sidebar/editor/webhooks/until-tomorrow.ts";

/** In the hours of the zone alone: this machine's own midnight may come before. */
const cases: { zone: string; now: string; next: string }[] = [
  { zone: "UTC", now: "2026-03-31T10:00:00Z", next: "2026-04-01T00:00:00Z" },
  { zone: "UTC", now: "2026-03-31T00:00:00Z", next: "2026-04-01T00:00:00Z" },
  { zone: "UTC", now: "2026-03-31T23:59:59.999Z", next: "2026-04-01T00:00:00Z" },
  { zone: "Asia/Kathmandu", now: "2026-03-31T10:00:00Z", next: "2026-03-31T18:15:00Z" },
  { zone: "Europe/Paris", now: "2026-03-28T22:30:00Z", next: "2026-03-28T23:00:00Z" },
  // 23 hours, and 25.
  { zone: "Europe/Paris", now: "2026-03-28T23:00:00Z", next: "2026-03-29T22:00:00Z" },
  { zone: "Europe/Paris", now: "2026-10-24T22:00:00Z", next: "2026-10-25T23:00:00Z" },
];

describe("when the calls of today begin anew", () => {
  for (const { zone, now, next } of cases)
    it(`${zone}, ${now}`, () => {
      const own = process.env.TZ;
      process.env.TZ = zone;
      try {
        assert.equal(
          new Date(Date.parse(now) + untilTomorrow(zone, Date.parse(now))).toISOString(),
          new Date(next).toISOString(),
        );
      } finally {
        if (own === undefined) delete process.env.TZ;
        else process.env.TZ = own;
      }
    });

  it("is whichever comes first of the campaign's midnight and the browser's", () => {
    const now = Date.parse("2026-03-31T10:00:00Z");
    const own = untilTomorrow(Intl.DateTimeFormat().resolvedOptions().timeZone, now);
    for (const zone of ["Pacific/Auckland", "America/Los_Angeles"])
      assert.ok(untilTomorrow(zone, now) <= own && untilTomorrow(zone, now) > 0);
  });
});
