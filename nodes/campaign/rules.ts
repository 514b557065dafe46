import { type CampaignPart, type Channel, Fault } from "../../src/contract/index.ts";
import type { Rules } from "../../src/policy/index.ts";
import type { CampaignConfig } from "./config.ts";

/** An environment variable comes as text. */
const isOn = (value: unknown): boolean => String(value) === "true";
const said = (value: unknown): string => String(value ?? "").trim();
const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const minutesOfDay = 1440;

/** The country that a language is most spoken in, where the tag names none. */
function countryOf(locale: string): string | undefined {
  return new Intl.Locale(locale).maximize().region;
}

function channelsOf({ quietEmail, quietSms, quietPrint }: CampaignConfig): Channel[] {
  const all: [Channel, unknown][] = [
    ["email", quietEmail],
    ["sms", quietSms],
    ["print", quietPrint],
  ];
  return all.filter(([, on]) => isOn(on)).map(([channel]) => channel);
}

/** Who may be written to, and when, from the settings; with what is wrong in them, which is left out. */
export function rulesOf(config: CampaignConfig, { timeZone, locale }: CampaignPart): { rules: Rules; faults: Fault[] } {
  const faults: Fault[] = [];
  const [from, to] = [said(config.quietFrom), said(config.quietTo)];
  const quiet = from !== "" || to !== "";
  const timed = timeOfDay.test(from) && timeOfDay.test(to) && from !== to;
  if (quiet && !timed) faults.push(new Fault("campaign.quiet"));
  const [sends, days] = [Number(config.capSends), Number(config.capDays)];
  const cap = said(config.capSends) !== "";
  const counted = Number.isInteger(sends) && sends > 0 && Number.isInteger(days) && days > 0;
  if (cap && !counted) faults.push(new Fault("campaign.cap"));
  const minutes = said(config.testDay) === "" ? minutesOfDay : Number(config.testDay);
  const lasts = minutes > 0 && minutes <= minutesOfDay;
  if (!lasts) faults.push(new Fault("campaign.test-day"));
  const place = (value: unknown) => said(value) || undefined;
  const rules: Rules = {
    timeZone,
    country: countryOf(locale),
    ...(quiet && timed && { quiet: { from, to, channels: channelsOf(config), service: isOn(config.quietService) } }),
    ...(cap &&
      counted && { cap: { sends, days, perChannel: isOn(config.capPerChannel), service: isOn(config.capService) } }),
    laws: isOn(config.laws),
    testing: {
      email: place(config.testEmail),
      phone: place(config.testPhone),
      service: place(config.testService),
      faster: lasts ? minutesOfDay / minutes : 1,
    },
  };
  return { rules, faults };
}
