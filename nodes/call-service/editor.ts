import { isCurrency } from "../../src/contract/currency.ts";
import { addressFault } from "../../src/service/check-settings.ts";
import { type BodyRow, bounds, type HeaderRow } from "../../src/service/settings.ts";
import { isCountry } from "../../src/webhook/fields/country.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, isVariable, isWhole, orEmpty, rule } from "../shared/editor-check.ts";
import { inWords, verdict } from "../shared/editor-faults.ts";
import { addStyle, prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { namesNode, saveNamedNode } from "../shared/editor-named-node.ts";
import { isCallback } from "../shared/editor-service-callback.ts";
import { numberNames, openServiceForm, type ServiceForm } from "../shared/editor-service-form.ts";
import { headersProblems, rowsProblems } from "../shared/editor-service-rows.ts";
import style from "../shared/editor-webhook.css";
import { fieldsProblems } from "../shared/editor-webhook-fields.ts";
import { type CallServiceConfig, defaults } from "./config.ts";

const _ = catalogue("call-service");
let form: ServiceForm | undefined;

/** A choice of the form while it is open, else the saved one. */
function chosen(node: Partial<CallServiceConfig>, name: "method" | "body" | "authentication" | "answer" | "campaign") {
  const input = $(`#belle-service #node-input-${name}`);
  return String((input.length > 0 ? input.val() : node[name]) ?? defaults[name]);
}

const addressProblems = (value: unknown) => {
  const fault = addressFault(String(value ?? ""));
  return fault === undefined ? [] : inWords([fault]);
};

function numberRule(name: keyof typeof bounds) {
  const { least, most } = bounds[name];
  return rule(
    (value) => value === undefined || isWhole(least, most)(value),
    () => _("problem.number", { least, most }),
  );
}

RED.nodes.registerType<CallServiceConfig>("call-service", {
  category: "campaign",
  color: "#D98C78",
  icon: "belle-call-service.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    method: { value: defaults.method },
    address: {
      value: defaults.address,
      validate: (value, _options) => isVariable(value) || verdict(addressProblems(value)),
    },
    headers: {
      value: defaults.headers,
      validate: (value, _options) => verdict(headersProblems((value as HeaderRow[]) ?? [])),
    },
    body: { value: defaults.body },
    rows: {
      value: defaults.rows,
      validate(value, _options) {
        const body = chosen(this, "method") === "GET" ? "none" : chosen(this, "body");
        if (body !== "table" && body !== "form") return true;
        return verdict(rowsProblems((value as BodyRow[]) ?? [], body));
      },
    },
    template: {
      value: defaults.template,
      validate(value, _options) {
        const asked = chosen(this, "body") === "template" && chosen(this, "method") !== "GET";
        return !asked || isFilled(value) || _("problem.template");
      },
    },
    callback: {
      value: defaults.callback,
      type: namesNode("inbound-webhook"),
      validate(value, _options) {
        const campaign = chosen(this, "campaign");
        const rows = $("#belle-service").length > 0 && form !== undefined ? form.values().rows : (this.rows ?? []);
        const kind = chosen(this, "method") === "GET" ? "none" : chosen(this, "body");
        const asked = (kind === "table" || kind === "form") && rows.some(({ source }) => source === "callback");
        if (asked && !isFilled(value)) return _("problem.needsCallback");
        return !isFilled(value) || isVariable(value) || isCallback(value, campaign) || _("problem.callback");
      },
    },
    authentication: { value: defaults.authentication },
    user: {
      value: defaults.user,
      validate(value, _options) {
        const fits = isVariable(value) || (isFilled(value) && !String(value).includes(":"));
        return chosen(this, "authentication") !== "basic" || fits || _("problem.user");
      },
    },
    header: {
      value: defaults.header,
      validate(value, _options) {
        const fits = isVariable(value) || /^[A-Za-z0-9-]+$/.test(String(value));
        return chosen(this, "authentication") !== "api-key" || fits || _("problem.header");
      },
    },
    tokenAddress: {
      value: defaults.tokenAddress,
      validate(value, _options) {
        const fits = isVariable(value) || (!/[{}#]/.test(String(value)) && addressProblems(value).length === 0);
        return chosen(this, "authentication") !== "oauth2" || fits || _("problem.tokenAddress");
      },
    },
    clientId: {
      value: defaults.clientId,
      validate(value, _options) {
        return chosen(this, "authentication") !== "oauth2" || isFilled(value) || _("problem.clientId");
      },
    },
    scope: { value: defaults.scope },
    clientIn: { value: defaults.clientIn },
    inside: { value: defaults.inside },
    answer: { value: defaults.answer },
    fields: {
      value: defaults.fields,
      validate(value, _options) {
        const { country = "", currency = "" } = this;
        if (chosen(this, "answer") !== "json") return true;
        return verdict(fieldsProblems((value as Field[]) ?? [], { country, currency, keyless: true }));
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
    recovery: { value: defaults.recovery },
    time: { value: defaults.time, validate: numberRule("time") },
    limit: { value: defaults.limit, validate: numberRule("limit") },
    tries: { value: defaults.tries, validate: numberRule("tries") },
  },
  credentials: { secret: { type: "password" } },
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
    return [_("output.answer"), _("output.failed"), _("output.status")][index] ?? "";
  },
  oneditprepare() {
    addStyle("belle-webhook-style", style);
    prepareForm(this);
    form = openServiceForm(this, _);
  },
  oneditcancel() {
    form = undefined;
  },
  oneditsave() {
    Object.assign(this, form?.values());
    saveNamedNode(this, "callback");
    form = undefined;
    saveNumbers(this, numberNames);
    for (const name of ["country", "currency"]) {
      const input = $(`#node-input-${name}`);
      input.val(isVariable(input.val()) ? String(input.val()) : String(input.val()).trim().toUpperCase());
    }
  },
});
