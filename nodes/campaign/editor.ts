import { isPostgres } from "../../src/store/is-postgres.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, isLocale, isTimeZone, isVariable, isWebAddress, orEmpty, rule } from "../shared/editor-check.ts";
import { prepareForm } from "../shared/editor-form.ts";
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
    forgetAfter: { value: defaults.forgetAfter, validate: rule(orEmpty(isMonths), () => _("problem.forgetAfter")) },
    store: { value: defaults.store, validate: rule(orEmpty(isPlace), () => _("problem.store")) },
  },
  credentials: { storePassword: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  oneditprepare() {
    prepareForm(this, prefix);
    // A campaign of an earlier version has no such setting, and Node-RED leaves the list blank.
    $("#node-config-input-conflict").val(this.conflict ?? defaults.conflict);
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
