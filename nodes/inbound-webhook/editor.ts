import type { Field } from "../../src/webhook/fields/field.ts";
import { isSecret, mintEndpoint, mintSecret } from "../../src/webhook/mint.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, rule } from "../shared/editor-check.ts";
import { copies } from "../shared/editor-copy.ts";
import { showSentences, verdict } from "../shared/editor-faults.ts";
import { prepareForm } from "../shared/editor-form.ts";
import { signedCall } from "../shared/editor-signed-call.ts";
import { type Table, table } from "../shared/editor-table.ts";
import { keepAddressesUnique } from "../shared/editor-webhook-address.ts";
import { type FieldRow, fieldOfRow, fieldsProblems, rowOfField } from "../shared/editor-webhook-fields.ts";
import { defaults, endpointPath, type InboundWebhookConfig } from "./config.ts";

const _ = catalogue("inbound-webhook");
let fields: Table<FieldRow> | undefined;

/** Where advertisers reach the endpoint: the campaign's address, or the one this editor was opened under. */
function fullAddress(campaignId: string, endpoint: string): string {
  const campaign = RED.nodes.node(campaignId);
  const base = String(campaign?.baseUrl || window.location.origin).replace(/\/+$/, "");
  const root = String(RED.settings.httpNodeRoot || "").replace(/^\/*|\/+$/g, "");
  return `${base}${root === "" ? "" : `/${root}`}${endpointPath(endpoint)}`;
}

function prepareSecret(): void {
  const secret = $("#node-input-secret");
  const show = $("#belle-show-secret");
  show.on("click", () => {
    const shown = secret.attr("type") === "password";
    secret.attr("type", shown ? "text" : "password").trigger("change");
    const label = shown ? _("button.hide") : _("button.show");
    show.attr({ "aria-pressed": String(shown), "aria-label": label, title: label });
    show.find("i").toggleClass("fa-eye", !shown).toggleClass("fa-eye-slash", shown);
  });
  copies($("#belle-copy-secret"), () => String(secret.val()));
  $("#belle-new-secret").on("click", () => {
    const question = RED.notify(_("confirm.newSecret"), {
      type: "warning",
      modal: true,
      fixed: true,
      buttons: [
        { text: _("button.keep"), click: () => question.close() },
        {
          text: _("button.newSecret"),
          class: "primary",
          click: () => {
            secret.val(mintSecret()).trigger("change");
            question.close();
          },
        },
      ],
    });
  });
  const check = () => {
    const value = String(secret.val());
    const fine = isSecret(value) || /^\$\{[^}]+\}$/.test(value);
    $("#belle-secret-problem").text(fine ? "" : _("problem.secret"));
  };
  secret.on("change input", check);
  check();
}

RED.nodes.registerType<InboundWebhookConfig>("inbound-webhook", {
  category: "campaign",
  color: "#E39A78",
  icon: "belle-inbound-webhook.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    endpoint: { value: defaults.endpoint, validate: rule(isFilled, () => _("problem.endpoint")) },
    eventType: { value: defaults.eventType, validate: rule(isFilled, () => _("problem.eventType")) },
    fields: {
      value: defaults.fields,
      validate: (value, _options) => verdict(fieldsProblems(value as Field[])),
    },
    slug: { value: defaults.slug },
    unknown: { value: defaults.unknown },
    country: { value: defaults.country },
    currency: { value: defaults.currency },
    authentication: { value: defaults.authentication },
    identity: { value: defaults.identity },
    identityField: { value: defaults.identityField },
    batch: { value: defaults.batch },
    limit: { value: defaults.limit },
    rate: { value: defaults.rate },
    origins: { value: defaults.origins },
    retention: { value: defaults.retention },
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
    const endpoint = $("#node-input-endpoint");
    const secret = $("#node-input-secret");
    // A flow that came over the admin API has neither; saving the form gives it both.
    if (endpoint.val() === "") endpoint.val(mintEndpoint());
    if (secret.val() === "") secret.val(mintSecret());
    prepareForm(this);
    prepareSecret();
    const address = () => fullAddress(String($("#node-input-campaign").val()), String(endpoint.val()));
    let present: readonly Field[] = this.fields;
    const call = (shownSecret: string) => signedCall(address(), shownSecret, present);
    const refresh = () => {
      $("#belle-address").text(address());
      const hidden = secret.attr("type") === "password";
      $("#belle-call").text(call(hidden ? "whsec_••••••••" : String(secret.val())));
    };
    fields = table<FieldRow>({
      list: $("#belle-fields"),
      columns: "minmax(0, 3fr) minmax(0, 2.6fr) 28px minmax(0, 3fr) minmax(0, 2.4fr)",
      cells: [
        { key: "name", kind: "text", label: _("field.name"), placeholder: "decision" },
        {
          key: "type",
          kind: "choice",
          label: _("field.type"),
          choices: [
            ["text", _("type.text")],
            ["number", _("type.number")],
            ["date", _("type.date")],
            ["enum", _("type.enum")],
          ],
        },
        { key: "required", kind: "switch", label: _("field.required"), shown: (row) => row.target !== "case-key" },
        {
          key: "target",
          kind: "choice",
          label: _("field.target"),
          choices: [
            ["case-key", _("target.case-key")],
            ["event", _("target.event")],
            ["recipient", _("target.recipient")],
          ],
        },
        {
          key: "as",
          kind: "text",
          label: _("field.as"),
          placeholder: _("example.as"),
          shown: (row) => row.target !== "case-key",
        },
        {
          key: "values",
          kind: "lines",
          label: _("field.values"),
          placeholder: _("example.values"),
          below: true,
          shown: (row) => row.type === "enum",
        },
      ],
      rows: this.fields.map(rowOfField),
      blank: { name: "", type: "text", required: false, values: "", target: "event", as: "" },
      add: _("button.add"),
      changed: (rows) => {
        present = rows.map(fieldOfRow);
        showSentences($("#belle-fields-problem"), fieldsProblems(present));
        refresh();
      },
    });
    $("#node-input-campaign, #node-input-secret").on("change input", refresh);
    copies($("#belle-copy-address"), address);
    copies($("#belle-copy-call"), () => call(String(secret.val())));
    refresh();
  },
  oneditsave() {
    this.fields = (fields?.rows() ?? []).map(fieldOfRow);
  },
});

keepAddressesUnique("inbound-webhook", mintEndpoint, mintSecret);
