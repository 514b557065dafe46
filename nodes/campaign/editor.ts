import { isPostgres } from "../../src/store/is-postgres.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import {
  isBetween,
  isFilled,
  isLocale,
  isTimeZone,
  isVariable,
  isWebAddress,
  isWhole,
  orEmpty,
  rule,
} from "../shared/editor-check.ts";
import { prepareForm } from "../shared/editor-form.ts";
import { showLaws, showPace } from "../shared/editor-policies.ts";
import { timeOfDay } from "../shared/editor-time-of-day.ts";
import { type CampaignConfig, defaults } from "./config.ts";

const _ = catalogue("campaign");
const prefix = "node-config-input";

/** A file, or an address whose password is not saved with the flow, which people export and share. */
function isPlace(value: unknown): boolean {
  const place = String(value ?? "").trim();
  if (!isPostgres(place)) return !/^[a-z]{2,}:\/\//i.test(place);
  if (!URL.canParse(place)) return false;
  const { password, searchParams } = new URL(place);
  return password === "" && !searchParams.has("password");
}

const isTime = (value: unknown) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(timeOfDay(String(value)));
const isEmail = (value: unknown) => /^[^\s@]+@[^\s@]+$/.test(String(value).trim());
const isPhone = (value: unknown) => /^\+[\d\s().-]{6,}$/.test(String(value).trim());

/** A campaign of an earlier version has none of these settings, and Node-RED shows them as off or empty. */
function showDefaults(saved: Partial<CampaignConfig>): void {
  for (const name of ["conflict", "quietEmail", "quietSms", "laws", "capDays"] as const) {
    if (saved[name] !== undefined) continue;
    const field = $(`#${prefix}-${name}`);
    if (field.is(":checkbox")) field.prop("checked", defaults[name]);
    else field.val(String(defaults[name]));
  }
}
const isMonths = (value: unknown) => /^\s*[1-9]\d{0,2}\s*$/.test(String(value ?? ""));

function propose(list: string, values: readonly string[]): void {
  $(list).append(values.map((value) => $("<option>", { value })));
}

RED.nodes.registerType<CampaignConfig>("campaign", {
  category: "config",
  color: "#E39A78",
  icon: "belle-campaign.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name, validate: rule(isFilled, () => _("problem.name")) },
    baseUrl: { value: defaults.baseUrl, validate: rule(orEmpty(isWebAddress), () => _("problem.baseUrl")) },
    timeZone: { value: defaults.timeZone, validate: rule(isTimeZone, () => _("problem.timeZone")) },
    locale: { value: defaults.locale, validate: rule(isLocale, () => _("problem.locale")) },
    testMode: { value: defaults.testMode },
    conflict: { value: defaults.conflict },
    quietFrom: { value: defaults.quietFrom, validate: rule(orEmpty(isTime), () => _("problem.timeOfDay")) },
    quietTo: { value: defaults.quietTo, validate: rule(orEmpty(isTime), () => _("problem.timeOfDay")) },
    quietEmail: { value: defaults.quietEmail },
    quietSms: { value: defaults.quietSms },
    quietPrint: { value: defaults.quietPrint },
    quietService: { value: defaults.quietService },
    capSends: { value: defaults.capSends, validate: rule(orEmpty(isWhole(1, 1000)), () => _("problem.capSends")) },
    capDays: { value: defaults.capDays, validate: rule(orEmpty(isWhole(1, 366)), () => _("problem.capDays")) },
    capPerChannel: { value: defaults.capPerChannel },
    capService: { value: defaults.capService },
    laws: { value: defaults.laws },
    testEmail: { value: defaults.testEmail, validate: rule(orEmpty(isEmail), () => _("problem.testEmail")) },
    testPhone: { value: defaults.testPhone, validate: rule(orEmpty(isPhone), () => _("problem.testPhone")) },
    testService: { value: defaults.testService, validate: rule(orEmpty(isWebAddress), () => _("problem.testService")) },
    testFolder: { value: defaults.testFolder },
    testDay: { value: defaults.testDay, validate: rule(orEmpty(isBetween(0.0001, 1440)), () => _("problem.testDay")) },
    forgetAfter: { value: defaults.forgetAfter, validate: rule(orEmpty(isMonths), () => _("problem.forgetAfter")) },
    blocksFolder: { value: defaults.blocksFolder },
    mediaFolder: { value: defaults.mediaFolder },
    store: { value: defaults.store, validate: rule(orEmpty(isPlace), () => _("problem.store")) },
  },
  credentials: { storePassword: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  oneditprepare() {
    prepareForm(this, prefix);
    showDefaults(this);
    for (const name of ["quietFrom", "quietTo"]) {
      const field = $(`#${prefix}-${name}`);
      field.on("change", () => field.val(timeOfDay(String(field.val() ?? ""))));
    }
    showLaws(_, $("#belle-laws"));
    showPace(_, $(`#${prefix}-testDay`), $("#belle-test-pace"));
    propose("#belle-locales", ["fr", "en"]);
    propose("#belle-time-zones", Intl.supportedValuesOf("timeZone"));
    const store = $(`#${prefix}-store`);
    const showPassword = () => {
      const place = String(store.val() ?? "");
      $("#belle-store-password").toggle(isPostgres(place) || isVariable(place));
    };
    store.on("input change", showPassword);
    showPassword();
    $("#belle-base-url-hint").text(_("hint.baseUrl", { address: window.location.origin }));
  },
});
