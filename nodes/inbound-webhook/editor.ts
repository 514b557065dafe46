import { isCurrency } from "../../src/contract/currency.ts";
import type { AuthenticationInput } from "../../src/webhook/authentication/settings.ts";
import { isCountry } from "../../src/webhook/fields/country.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, isVariable, orEmpty, quoting, rule } from "../shared/editor-check.ts";
import { verdict } from "../shared/editor-faults.ts";
import { addStyle, prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { nameOfNode } from "../shared/editor-node-name.ts";
import style from "../shared/editor-webhook.css";
import { keepAddressesUnique, sharers } from "../shared/editor-webhook-address.ts";
import { settingsFaults } from "../shared/editor-webhook-faults.ts";
import { fieldsProblems } from "../shared/editor-webhook-fields.ts";
import { openWebhookForm, type WebhookForm } from "../shared/editor-webhook-form.ts";
import { boundsOf, fitsBounds, numberNames, originsProblem, rateProblem } from "../shared/editor-webhook-limits.ts";
import { authenticationSentences } from "../shared/editor-webhook-sentences.ts";
import { type bounds, defaults, type InboundWebhookConfig, isSlug, type RateLimits } from "./config.ts";

const _ = catalogue("inbound-webhook");
let form: WebhookForm | undefined;

/** A number within its bounds; one of a node that was saved before there was the setting is not there. */
function numberRule(name: keyof typeof bounds) {
  return rule(
    (value) => value === undefined || fitsBounds(name, value),
    () => _(`problem.${name}`, boundsOf(name)),
  );
}

RED.nodes.registerType<InboundWebhookConfig>("inbound-webhook", {
  category: "campaign",
  color: "#E39A78",
  icon: "belle-inbound-webhook.svg",
  defaults: {
    version: { value: defaults.version },
    mode: { value: defaults.mode },
    anyCase: { value: defaults.anyCase },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    endpoint: {
      value: defaults.endpoint,
      validate(value, _options) {
        if (isVariable(value)) return true;
        if (!isFilled(value)) return _("problem.endpoint");
        const others = sharers(this.id, String(value)).map(nameOfNode);
        return others.length === 0 || quoting(_("problem.shared", { nodes: others.join(", ") }));
      },
    },
    slug: {
      value: defaults.slug,
      validate: rule(
        (value) => isSlug(String(value ?? "").trim()),
        () => _("problem.slug"),
      ),
    },
    kit: { value: defaults.kit },
    kitOpen: { value: defaults.kitOpen },
    eventType: { value: defaults.eventType, validate: rule(isFilled, () => _("problem.eventType")) },
    fields: {
      value: defaults.fields,
      validate(value, _options) {
        return verdict(
          fieldsProblems(value as Field[], {
            country: this.country ?? "",
            currency: this.currency ?? "",
            recipientId: this.mode === "start",
          }),
        );
      },
    },
    unknown: { value: defaults.unknown },
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
    authentication: {
      value: defaults.authentication,
      validate: (value, _options) =>
        verdict(authenticationSentences(settingsFaults((value as AuthenticationInput) ?? defaults.authentication), _)),
    },
    identity: {
      value: defaults.identity,
      validate: (value, _options) => !Array.isArray(value) || value.length > 0 || _("problem.identity"),
    },
    identityField: {
      value: defaults.identityField,
      validate(value, _options) {
        // While the form is open its list counts, not what is saved.
        const shown = $("#belle-identity-field");
        const asked = shown.length > 0 ? shown.prop("hidden") !== true : this.identity?.includes("field") === true;
        return !asked || isFilled(value) || _("problem.identityField");
      },
    },
    batch: { value: defaults.batch, validate: numberRule("batch") },
    limit: { value: defaults.limit, validate: numberRule("limit") },
    rate: {
      value: defaults.rate,
      validate: (value, _options) =>
        rateProblem((value as RateLimits) ?? defaults.rate, _) === "" || _("problem.rate", boundsOf("rate")),
    },
    origins: {
      value: defaults.origins,
      validate: (value, _options) => verdict([originsProblem((value as string[]) ?? [], _)].filter(isFilled)),
    },
    retention: { value: defaults.retention, validate: numberRule("retention") },
    keepBodies: { value: defaults.keepBodies },
  },
  credentials: {
    secret: { type: "text" },
    secrets: { type: "text" },
  },
  inputs: 0,
  outputs: 2,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return index === 0 ? _("output.event") : _("output.refused");
  },
  oneditprepare() {
    addStyle("belle-webhook-style", style);
    prepareForm(this);
    form = openWebhookForm(this, _);
  },
  oneditsave() {
    if (form === undefined) return;
    Object.assign(this, form.values());
    saveNumbers(this, [...numberNames]);
    for (const name of ["country", "currency"]) {
      const input = $(`#node-input-${name}`);
      input.val(isVariable(input.val()) ? String(input.val()) : String(input.val()).trim().toUpperCase());
    }
    $("#node-input-secrets").val(form.secrets());
    // What version 1 kept has moved; where there was none, Node-RED would take the blank for a change.
    const before = $("#node-input-secret");
    if (this.credentials?.secret) before.val("");
    else before.remove();
    form.close();
  },
  oneditcancel() {
    form?.close();
  },
});

keepAddressesUnique(_);
