import { isCurrency } from "../../src/contract/currency.ts";
import { isCountry } from "../../src/webhook/fields/country.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isColour, isVariable, isWhole, orEmpty, quoting, rule } from "../shared/editor-check.ts";
import { verdict } from "../shared/editor-faults.ts";
import { addStyle, prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { canonicalLanguage } from "../shared/editor-message-texts.ts";
import { nameOfNode } from "../shared/editor-node-name.ts";
import { pageSharers } from "../shared/editor-page-address.ts";
import { openPageForm, type PersonalPageForm, pageRateProblem } from "../shared/editor-page-form.ts";
import { campaignAddress } from "../shared/editor-public-address.ts";
import style from "../shared/editor-webhook.css";
import { fieldsProblems } from "../shared/editor-webhook-fields.ts";
import { bounds, defaults, isSlug, type PageLanguage, type PersonalPageConfig } from "./config.ts";

const _ = catalogue("personal-page");
let form: PersonalPageForm | undefined;

/** A number within its bounds; one of a node that was saved before there was the setting is not there. */
const numberRule = (name: "expires" | "proxies") =>
  rule(
    (value) => value === undefined || isWhole(bounds[name].least, bounds[name].most)(value),
    () => _(`problem.${name}`, bounds[name]),
  );

function languagesProblem(languages: readonly PageLanguage[]): true | string {
  const tags = languages.map(({ language }) => language);
  const wrong = tags.find((tag, at) => canonicalLanguage(tag) === undefined || tags.indexOf(tag) !== at);
  return wrong === undefined || quoting(_("problem.language", { language: wrong }));
}

RED.nodes.registerType<PersonalPageConfig>("personal-page", {
  category: "campaign",
  color: "#E0A284",
  icon: "belle-personal-page.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: {
      value: defaults.campaign,
      type: "campaign",
      validate(value, options) {
        const answer = campaignRule(_).call(this, value, options);
        if (answer !== true || isVariable(value)) return answer;
        return campaignAddress(String(value)) !== undefined || _("problem.no-address");
      },
    },
    slug: {
      value: defaults.slug,
      validate(value, _options) {
        const slug = String(value ?? "").trim();
        if (isVariable(slug)) return true;
        if (!isSlug(slug)) return _("problem.slug");
        const others = pageSharers(this.id, slug).map(nameOfNode);
        return others.length === 0 || quoting(_("problem.shared", { nodes: others.join(", ") }));
      },
    },
    expires: { value: defaults.expires, validate: numberRule("expires") },
    again: { value: defaults.again },
    fields: {
      value: defaults.fields,
      validate(value, _options) {
        const table = { country: this.country ?? "", currency: this.currency ?? "", keyless: true };
        return verdict(fieldsProblems((value as Field[]) ?? [], table));
      },
    },
    country: {
      value: defaults.country,
      validate: rule(
        orEmpty((value) => isCountry(String(value).trim().toUpperCase())),
        () => _("problem.country"),
      ),
    },
    currency: {
      value: defaults.currency,
      validate: rule(
        orEmpty((value) => isCurrency(String(value).trim().toUpperCase())),
        () => _("problem.currency"),
      ),
    },
    intro: { value: defaults.intro },
    submit: { value: defaults.submit },
    thanks: { value: defaults.thanks },
    languages: {
      value: defaults.languages,
      validate: (value, _options) => languagesProblem((value as PageLanguage[]) ?? []),
    },
    choices: { value: defaults.choices },
    accentColour: { value: defaults.accentColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
    rate: {
      value: defaults.rate,
      validate: (value, _options) =>
        pageRateProblem((value as PersonalPageConfig["rate"]) ?? defaults.rate, _) === "" ||
        _("problem.rate", bounds.rate),
    },
    proxies: { value: defaults.proxies, validate: numberRule("proxies") },
    proxyHeader: { value: defaults.proxyHeader },
  },
  inputs: 1,
  inputLabels: _("input"),
  outputs: 3,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return [_("output.visit"), _("output.response"), _("output.opt-out")][index] ?? "";
  },
  oneditprepare() {
    addStyle("belle-webhook-style", style);
    prepareForm(this);
    form = openPageForm(this, _);
  },
  oneditsave() {
    if (form === undefined) return;
    Object.assign(this, form.values());
    saveNumbers(this, ["expires", "proxies"]);
    for (const name of ["country", "currency"]) {
      const input = $(`#node-input-${name}`);
      input.val(isVariable(input.val()) ? String(input.val()) : String(input.val()).trim().toUpperCase());
    }
  },
});
