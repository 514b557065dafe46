import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Channel, Purpose, Recipient } from "../../../src/contract/index.ts";
import { judge, type PastSend, type Rules, type Suppressed } from "../../../src/policy/index.ts";

interface Case {
  name: string;
  /** The answer: `go`, `never <reason>` or `<reason> until <instant>`. */
  is: string;
  send?: `${Channel} ${Purpose}`;
  at?: string;
  person?: Partial<Recipient>;
  suppressed?: Suppressed[];
  /** Instants of marketing e-mails before. */
  sent?: (string | PastSend)[];
  rules?: Partial<Rules>;
}

const noon = "2026-11-25T12:00:00Z";
const paris = { country: "FR", postalCode: "75002", locality: "Paris", thoroughfare: ["1 rue de la Paix"] };
const yes = { consent: { email: true, sms: true } };
const quiet = { from: "22:00", to: "08:00", channels: ["email", "sms"] as Channel[], service: false };
const listed = (channel: Suppressed["channel"], purpose: Suppressed["purpose"]) => [
  { channel, purpose, reason: "asked" },
];

async function answer({ send = "email marketing", at = noon, person, suppressed = [], sent = [], rules }: Case) {
  const [channel, purpose] = send.split(" ") as [Channel, Purpose];
  const past = sent.map(
    (one): PastSend =>
      typeof one === "string" ? { channel: "email", purpose: "marketing", at: Date.parse(one) } : one,
  );
  const recipient = { id: "R", ...yes, ...person };
  const all: Rules = { timeZone: "Europe/Paris", laws: true, testing: { faster: 1 }, ...rules };
  const verdict = await judge({ recipient, suppressed, sent: past }, all, { channel, purpose }, Date.parse(at));
  if (verdict.verdict === "go") return "go";
  const reason = verdict.reason.key.replace("policy.", "");
  if (verdict.verdict === "never") return `never ${reason}`;
  return `${reason} until ${new Date(verdict.until).toISOString().replace(":00.000Z", "Z")}`;
}

const table = (title: string, cases: Case[]) =>
  describe(title, () => {
    for (const one of cases) it(`${one.name}: ${one.is}`, async () => assert.equal(await answer(one), one.is));
  });

const none = { consent: {} };
table("consent", [
  { name: "e-mail marketing with a yes", is: "go" },
  { name: "e-mail marketing without a word", person: none, is: "never no-consent" },
  { name: "SMS marketing without a word", send: "sms marketing", person: none, is: "never no-consent" },
  { name: "print marketing without a word", send: "print marketing", person: none, is: "go" },
  {
    name: "print marketing after a no",
    send: "print marketing",
    person: { consent: { print: false } },
    is: "never refused",
  },
  { name: "service by e-mail without a word", send: "email service", person: none, is: "go" },
  {
    name: "service by e-mail after a no to e-mail",
    send: "email service",
    person: { consent: { email: false } },
    is: "go",
  },
  {
    name: "service after a no to service",
    send: "email service",
    person: { consent: { email: true, "email.service": false } },
    is: "never no-service",
  },
  {
    name: "the word for the purpose counts more than the one for the channel",
    person: { consent: { email: true, "email.marketing": false } },
    is: "never refused",
  },
  { name: "a yes for marketing alone", person: { consent: { email: false, "email.marketing": true } }, is: "go" },
  { name: "a yes for another channel", person: { consent: { sms: true } }, is: "never no-consent" },
  {
    name: "a service call is not judged",
    send: "service marketing",
    person: { consent: { service: false } },
    is: "go",
  },
]);

table("the list of those not written to", [
  { name: "everything, by any channel", suppressed: listed("*", "*"), send: "print service", is: "never suppressed" },
  { name: "this channel", suppressed: listed("email", "*"), send: "email service", is: "never suppressed" },
  { name: "another channel", suppressed: listed("sms", "*"), is: "go" },
  { name: "marketing alone, and this is marketing", suppressed: listed("*", "marketing"), is: "never suppressed" },
  {
    name: "marketing alone, and this is service",
    suppressed: listed("*", "marketing"),
    send: "email service",
    is: "go",
  },
  {
    name: "a service call for somebody erased",
    suppressed: listed("*", "*"),
    send: "service service",
    is: "never suppressed",
  },
  {
    name: "no consent brings back who is listed",
    suppressed: listed("email", "marketing"),
    person: yes,
    is: "never suppressed",
  },
]);

const night = { rules: { quiet, laws: false } };
table("quiet hours", [
  { name: "before they begin", ...night, at: "2026-11-25T20:59:00Z", is: "go" },
  { name: "as they begin", ...night, at: "2026-11-25T21:00:00Z", is: "quiet until 2026-11-26T07:00Z" },
  { name: "after midnight", ...night, at: "2026-11-26T02:00:00Z", is: "quiet until 2026-11-26T07:00Z" },
  { name: "as they end", ...night, at: "2026-11-26T07:00:00Z", is: "go" },
  { name: "service goes at night", ...night, send: "email service", at: "2026-11-26T02:00:00Z", is: "go" },
  {
    name: "service waits where they are for service too",
    rules: { quiet: { ...quiet, service: true } },
    send: "email service",
    at: "2026-11-26T02:00:00Z",
    is: "quiet until 2026-11-26T07:00Z",
  },
  { name: "print is on another channel", ...night, send: "print marketing", at: "2026-11-26T02:00:00Z", is: "go" },
  {
    name: "within one day",
    rules: { quiet: { ...quiet, from: "12:00", to: "14:00" } },
    at: "2026-11-25T11:30:00Z",
    is: "quiet until 2026-11-25T13:00Z",
  },
  // Clocks go forward on 29 March 2026 at 02:00 and back on 25 October at 03:00.
  {
    name: "the night that is an hour shorter",
    ...night,
    at: "2026-03-28T22:00:00Z",
    is: "quiet until 2026-03-29T06:00Z",
  },
  {
    name: "the night that is an hour longer",
    ...night,
    at: "2026-10-24T21:00:00Z",
    is: "quiet until 2026-10-25T07:00Z",
  },
  {
    name: "an end that clocks skip is an hour later",
    rules: { quiet: { ...quiet, to: "02:30" } },
    at: "2026-03-29T00:30:00Z",
    is: "quiet until 2026-03-29T01:30Z",
  },
  {
    name: "an end that clocks repeat is the first",
    rules: { quiet: { ...quiet, to: "02:30" } },
    at: "2026-10-25T00:10:00Z",
    is: "quiet until 2026-10-25T00:30Z",
  },
  {
    name: "the repeated hour is quiet a second time",
    rules: { quiet: { ...quiet, to: "02:30" } },
    at: "2026-10-25T01:10:00Z",
    is: "quiet until 2026-10-25T01:30Z",
  },
]);

const inZone = (person: Partial<Recipient>, at: string, is: string) => ({
  person: { ...yes, ...person },
  at,
  is,
  ...night,
});
const abroad = (country: string, postalCode = "1000") => ({ postalAddress: { ...paris, country, postalCode } });
table("the recipient's time zone", [
  { name: "their own", ...inZone({ timeZone: "America/New_York" }, "2026-11-25T23:00:00Z", "go") },
  {
    name: "their own, at night there",
    ...inZone({ timeZone: "America/New_York" }, "2026-11-25T12:00:00Z", "quiet until 2026-11-25T13:00Z"),
  },
  {
    name: "their own before their country's",
    ...inZone({ timeZone: "Asia/Tokyo", ...abroad("FR", "75002") }, noon, "go"),
  },
  {
    name: "one that does not exist is none",
    ...inZone({ timeZone: "Mars/Olympus" }, "2026-11-25T22:00:00Z", "quiet until 2026-11-26T07:00Z"),
  },
  { name: "of a country with one", ...inZone(abroad("GB"), "2026-11-25T21:30:00Z", "go") },
  {
    name: "of a country with two that agree",
    ...inZone(abroad("DE"), "2026-11-25T21:30:00Z", "quiet until 2026-11-26T07:00Z"),
  },
  {
    name: "of a country with many: the campaign's",
    ...inZone(abroad("US"), "2026-11-25T21:30:00Z", "quiet until 2026-11-26T07:00Z"),
  },
  {
    name: "La Réunion by its postal code",
    ...inZone(abroad("FR", "97400"), "2026-11-25T18:30:00Z", "quiet until 2026-11-26T04:00Z"),
  },
  { name: "Martinique by its postal code", ...inZone(abroad("FR", "97200"), "2026-11-25T21:30:00Z", "go") },
  {
    name: "Nouméa by its postal code",
    ...inZone(abroad("FR", "98800"), "2026-11-25T12:00:00Z", "quiet until 2026-11-25T21:00Z"),
  },
]);

const mobile = { phone: "+33612345678" };
const sms = (at: string, is: string, change: Partial<Case> = {}) => ({
  send: "sms marketing" as const,
  person: { ...yes, ...mobile },
  at,
  is,
  ...change,
});
table("forbidden days and hours", [
  { name: "France, a text at noon", ...sms(noon, "go") },
  { name: "France, in the evening", ...sms("2026-11-25T19:00:00Z", "law-hours until 2026-11-26T07:00Z") },
  {
    name: "France, on Saturday evening: over Sunday",
    ...sms("2026-11-28T19:00:00Z", "law-hours until 2026-11-30T07:00Z"),
  },
  { name: "France, on Sunday", ...sms("2026-11-29T12:00:00Z", "law-day until 2026-11-30T07:00Z") },
  { name: "France, on a holiday", ...sms("2026-11-11T12:00:00Z", "law-holiday until 2026-11-12T07:00Z") },
  {
    name: "France, Easter Sunday and Monday together",
    ...sms("2026-04-05T10:00:00Z", "law-day until 2026-04-07T06:00Z"),
  },
  { name: "France, at the turn of the year", ...sms("2026-12-31T20:00:00Z", "law-hours until 2027-01-02T07:00Z") },
  { name: "France, service", ...sms("2026-11-29T12:00:00Z", "go", { send: "sms service" }) },
  { name: "France, by e-mail", ...sms("2026-11-29T12:00:00Z", "go", { send: "email marketing" }) },
  { name: "switched off", ...sms("2026-11-29T12:00:00Z", "go", { rules: { laws: false } }) },
  {
    name: "a Belgian number of somebody in France",
    ...sms("2026-11-29T12:00:00Z", "go", { person: { ...yes, phone: "+32470123456", postalAddress: paris } }),
  },
  {
    name: "a number at home, by the address",
    ...sms("2026-11-29T12:00:00Z", "law-day until 2026-11-30T07:00Z", {
      person: { ...yes, phone: "0612345678", postalAddress: paris },
    }),
  },
  {
    name: "a number of La Réunion",
    ...sms("2026-11-29T12:00:00Z", "law-day until 2026-11-30T04:00Z", {
      person: { ...yes, phone: "+262692123456", ...abroad("FR", "97400") },
    }),
  },
  {
    name: "nothing known: the campaign's country",
    ...sms("2026-11-29T12:00:00Z", "law-day until 2026-11-30T07:00Z", { person: yes, rules: { country: "FR" } }),
  },
  {
    name: "United States, in the evening",
    ...sms("2026-11-26T02:30:00Z", "law-hours until 2026-11-26T13:00Z", {
      person: { ...yes, phone: "+12125550123", timeZone: "America/New_York" },
    }),
  },
]);

const cap = (sends: number, change: object = {}) => ({
  rules: { cap: { sends, days: 7, perChannel: false, service: false, ...change } },
});
const past = (channel: Channel, purpose: Purpose): PastSend => ({
  channel,
  purpose,
  at: Date.parse("2026-11-24T12:00:00Z"),
});
table("a frequency cap", [
  { name: "nothing sent yet", ...cap(1), is: "go" },
  { name: "room for one more", ...cap(2), sent: ["2026-11-24T12:00:00Z"], is: "go" },
  { name: "no room", ...cap(1), sent: ["2026-11-24T12:00:00Z"], is: "cap until 2026-12-01T12:00Z" },
  {
    name: "of two, until the older is out",
    ...cap(2),
    sent: ["2026-11-24T12:00:00Z", "2026-11-20T09:30:00Z"],
    is: "cap until 2026-11-27T09:30Z",
  },
  {
    name: "more than allowed, where it was lowered",
    ...cap(1),
    sent: ["2026-11-24T12:00:00Z", "2026-11-20T09:30:00Z"],
    is: "cap until 2026-12-01T12:00Z",
  },
  { name: "as the window ends", ...cap(1), sent: ["2026-11-18T12:00:00Z"], is: "go" },
  { name: "a minute before it ends", ...cap(1), sent: ["2026-11-18T12:01:00Z"], is: "cap until 2026-11-25T12:01Z" },
  {
    name: "a window of one day crosses midnight: at 23:30, and again at 00:10",
    ...cap(1, { days: 1 }),
    sent: ["2026-11-24T22:30:00Z"],
    at: "2026-11-24T23:10:00Z",
    is: "cap until 2026-11-25T22:30Z",
  },
  {
    name: "a window over a change of the clocks is 24 hours a day",
    ...cap(1, { days: 1 }),
    sent: ["2026-10-24T10:00:00Z"],
    at: "2026-10-25T09:30:00Z",
    is: "cap until 2026-10-25T10:00Z",
  },
  { name: "service does not count", ...cap(1), sent: [past("email", "service")], is: "go" },
  { name: "service is not held", ...cap(1), send: "email service", sent: [past("email", "marketing")], is: "go" },
  {
    name: "service where it counts",
    ...cap(1, { service: true }),
    send: "email service",
    sent: [past("email", "service")],
    is: "cap until 2026-12-01T12:00Z",
  },
  { name: "another channel counts", ...cap(1), sent: [past("print", "marketing")], is: "cap until 2026-12-01T12:00Z" },
  {
    name: "another channel, each by itself",
    ...cap(1, { perChannel: true }),
    sent: [past("print", "marketing")],
    is: "go",
  },
]);

describe("several rules at once", () => {
  it("hold until none of them holds, and tell the first", async () => {
    const rules = { quiet, cap: { sends: 1, days: 1, perChannel: false, service: false }, laws: true };
    // In the evening; the cap ends on Saturday at 21:30, then comes the night, and then Sunday.
    const one: Case = { name: "", ...sms("2026-11-27T20:35:00Z", ""), rules, sent: ["2026-11-27T20:30:00Z"] };
    assert.equal(await answer(one), "law-hours until 2026-11-30T07:00Z");
  });
});
