import { mostMoney, mostPieces } from "../../src/print/service/settings.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isVariable, isWhole, orEmpty, rule, type Validator } from "../shared/editor-check.ts";
import { openPrintServiceForm, type PrintServiceForm } from "../shared/editor-print-service.ts";
import { defaults, migrate, type PrintServiceConfig } from "./config.ts";

const _ = catalogue("print-service");
let form: PrintServiceForm | undefined;

/** A choice of the form while it is open, else the saved one. */
function kindOf(node: Partial<PrintServiceConfig>): string {
  const input = $("#belle-print-service #node-config-input-kind");
  return String((input.length > 0 ? input.val() : node.kind) ?? defaults.kind);
}

/** A rule for printers; what they left in the form of a folder is no fault. */
function ofPrinter(fits: (value: string) => boolean, sentence: () => string): Validator {
  return function (value, _options) {
    const asked = kindOf(this as Partial<PrintServiceConfig>) === "ipp" && !isVariable(value);
    return !asked || fits(String(value ?? "").trim()) || sentence();
  };
}

const isMoney = orEmpty((value) => isBetween(0, mostMoney)(String(value).replace(",", ".")));
const money = rule(isMoney, () => _("problem.money"));

RED.nodes.registerType<PrintServiceConfig>("print-service", {
  category: "config",
  color: "#D98C78",
  icon: "belle-print-service.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    kind: { value: defaults.kind },
    folder: { value: defaults.folder },
    address: {
      value: defaults.address,
      validate: ofPrinter(
        (value) => /^(ipps?|https?):\/\/[^\s/]+\S*$/i.test(value),
        () => _("problem.address"),
      ),
    },
    inside: { value: defaults.inside },
    authority: {
      value: defaults.authority,
      validate: ofPrinter(
        (value) => value === "" || value.includes("-----BEGIN CERTIFICATE-----"),
        () => _("problem.authority"),
      ),
    },
    user: {
      value: defaults.user,
      validate: ofPrinter(
        (value) => !value.includes(":"),
        () => _("problem.user"),
      ),
    },
    live: { value: defaults.live },
    pieces: { value: defaults.pieces, validate: rule(orEmpty(isWhole(0, mostPieces)), () => _("problem.pieces")) },
    budget: { value: defaults.budget, validate: money },
    pricePiece: { value: defaults.pricePiece, validate: money },
    pricePerSheet: { value: defaults.pricePerSheet, validate: money },
    currency: {
      value: defaults.currency,
      validate: rule(
        (value) => /^[A-Za-z]{3}$/.test(String(value ?? "").trim()),
        () => _("problem.currency"),
      ),
    },
  },
  credentials: { password: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _(`kind.${migrate(this).kind}`);
  },
  oneditprepare() {
    form = openPrintServiceForm(this, _);
  },
  oneditcancel() {
    form?.close();
    form = undefined;
  },
  oneditsave() {
    form?.close();
    form = undefined;
  },
});
