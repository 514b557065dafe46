import { Fault } from "../../src/contract/index.ts";
import { compileFields } from "../../src/webhook/index.ts";
import { bounds, isSlug, type PersonalPageConfig } from "./config.ts";

/** A number of the form within its bounds. @throws {Fault} `personal-page.setting` */
function within(setting: keyof typeof bounds, value: number): void {
  const { least, most } = bounds[setting];
  if (!(Number.isInteger(value) && value >= least && value <= most))
    throw new Fault("personal-page.setting", { reason: setting, least, most });
}

/** @throws {Fault} the first thing that is wrong with the settings of a page */
export function checkSettings({ slug, expires, rate, proxies, ...config }: PersonalPageConfig): void {
  if (!isSlug(slug)) throw new Fault("personal-page.slug", { value: slug.slice(0, 60) });
  within("expires", expires);
  within("proxies", proxies);
  for (const limit of [rate.page, rate.source]) within("rate", limit);
  if (config.accentColour !== "" && !/^#[0-9a-f]{6}$/i.test(config.accentColour))
    throw new Fault("personal-page.colour", { value: config.accentColour.slice(0, 30) });
  const { country, currency } = config;
  compileFields(config.fields, {
    keyless: true,
    ...(country !== "" && { country }),
    ...(currency !== "" && { currency }),
  });
}
