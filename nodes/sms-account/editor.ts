import { addressFault } from "../../src/service/check-settings.ts";
import type { BodyRow, HeaderRow } from "../../src/service/settings.ts";
import {
  isAccountSid,
  isApplicationKey,
  isServiceName,
  senderFault,
  serverFault,
  stopFault,
} from "../../src/sms-gateway/check-settings.ts";
import { paceBounds, type SmsKind } from "../../src/sms-gateway/settings.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isFilled, isVariable, orEmpty, rule, type Validator } from "../shared/editor-check.ts";
import { inWords, verdict } from "../shared/editor-faults.ts";
import { headersProblems, rowsProblems } from "../shared/editor-service-rows.ts";
import { openSmsAccountForm, type SmsAccountForm } from "../shared/editor-sms-account.ts";
import { defaults, migrate, type SmsAccountConfig } from "./config.ts";

const _ = catalogue("sms-account");
let form: SmsAccountForm | undefined;

/** A choice of the form while it is open, else the saved one. */
function chosen(node: Partial<SmsAccountConfig>, name: "kind" | "body" | "authentication"): string {
  const input = $(`#belle-sms-account #node-config-input-${name}`);
  return String((input.length > 0 ? input.val() : node[name]) ?? defaults[name]);
}

/** A rule for accounts of one kind alone; what the other kinds left in the form is no fault. */
function of(kind: SmsKind, fits: (value: unknown) => boolean, sentence: () => string): Validator {
  return function (value, _options) {
    return chosen(this as Partial<SmsAccountConfig>, "kind") !== kind || isVariable(value) || fits(value) || sentence();
  };
}

/** A rule for the proof of calls of one's own service. */
function proven(by: string, fits: (value: unknown) => boolean, sentence: () => string): Validator {
  return function (value, _options) {
    const node = this as Partial<SmsAccountConfig>;
    const asked = chosen(node, "kind") === "custom" && chosen(node, "authentication") === by;
    return !asked || isVariable(value) || fits(value) || sentence();
  };
}

const text = (value: unknown) => String(value ?? "").trim();
const words = (fault: Parameters<typeof inWords>[0][number] | undefined) =>
  verdict(fault === undefined ? [] : inWords([fault]));

RED.nodes.registerType<SmsAccountConfig>("sms-account", {
  category: "config",
  color: "#D98C78",
  icon: "belle-sms-account.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    kind: { value: defaults.kind },
    folder: { value: defaults.folder },
    sender: {
      value: defaults.sender,
      validate(value, _options) {
        return isVariable(value) || words(senderFault(text(value), chosen(this, "kind") as SmsKind));
      },
    },
    pace: {
      value: defaults.pace,
      validate: rule(orEmpty(isBetween(paceBounds.least, paceBounds.most)), () => _("problem.pace", paceBounds)),
    },
    stop: { value: defaults.stop, validate: (value, _options) => isVariable(value) || words(stopFault(text(value))) },
    server: {
      value: defaults.server,
      validate(value, _options) {
        const asked = ["brevo", "ovh", "twilio"].includes(chosen(this, "kind"));
        return !asked || isVariable(value) || words(serverFault(text(value).replace(/\/+$/, "")));
      },
    },
    serviceName: {
      value: defaults.serviceName,
      validate: of(
        "ovh",
        (value) => isServiceName(text(value)),
        () => _("problem.serviceName"),
      ),
    },
    applicationKey: {
      value: defaults.applicationKey,
      validate: of(
        "ovh",
        (value) => isApplicationKey(text(value)),
        () => _("problem.applicationKey"),
      ),
    },
    accountSid: {
      value: defaults.accountSid,
      validate: of(
        "twilio",
        (value) => isAccountSid(text(value)),
        () => _("problem.accountSid"),
      ),
    },
    address: {
      value: defaults.address,
      validate: of(
        "custom",
        (value) => addressFault(text(value)) === undefined,
        () => _("problem.address"),
      ),
    },
    method: { value: defaults.method },
    headers: {
      value: defaults.headers,
      validate(value, _options) {
        return chosen(this, "kind") !== "custom" || verdict(headersProblems((value as HeaderRow[]) ?? []));
      },
    },
    body: { value: defaults.body },
    rows: {
      value: defaults.rows,
      validate(value, _options) {
        const body = chosen(this, "body");
        const asked = chosen(this, "kind") === "custom" && body !== "template";
        return !asked || verdict(rowsProblems((value as BodyRow[]) ?? [], body));
      },
    },
    template: {
      value: defaults.template,
      validate(value, _options) {
        const asked = chosen(this, "kind") === "custom" && chosen(this, "body") === "template";
        return !asked || isFilled(value) || _("problem.template");
      },
    },
    authentication: { value: defaults.authentication },
    user: {
      value: defaults.user,
      validate: proven(
        "basic",
        (value) => isFilled(value) && !String(value).includes(":"),
        () => _("problem.user"),
      ),
    },
    header: {
      value: defaults.header,
      validate: proven(
        "api-key",
        (value) => /^[A-Za-z0-9-]+$/.test(String(value)),
        () => _("problem.header"),
      ),
    },
    inside: { value: defaults.inside },
    recovery: { value: defaults.recovery },
    reference: { value: defaults.reference },
  },
  credentials: { secret: { type: "password" }, consumerKey: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _(`kind.${migrate(this).kind}`);
  },
  oneditprepare() {
    form = openSmsAccountForm(this, _);
  },
  oneditcancel() {
    form?.close();
    form = undefined;
  },
  oneditsave() {
    Object.assign(this, form?.values());
    form?.close();
    form = undefined;
  },
});
