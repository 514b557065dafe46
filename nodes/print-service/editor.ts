import { baseFault, isOrganisation, isProduct, statesFaults } from "../../src/print/provider/check-settings.ts";
import { bounds, type StateRow } from "../../src/print/provider/settings.ts";
import { mostMoney, mostPieces } from "../../src/print/service/settings.ts";
import { addressFault } from "../../src/service/check-settings.ts";
import type { BodyRow, HeaderRow } from "../../src/service/settings.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isFilled, isVariable, isWhole, orEmpty, rule, type Validator } from "../shared/editor-check.ts";
import { inWords, verdict } from "../shared/editor-faults.ts";
import { openPrintServiceForm, type PrintServiceForm } from "../shared/editor-print-service.ts";
import { headersProblems, rowsProblems } from "../shared/editor-service-rows.ts";
import { defaults, migrate, type PrintServiceConfig } from "./config.ts";

const _ = catalogue("print-service");
let form: PrintServiceForm | undefined;

/** A choice of the form while it is open, else the saved one. */
function chosen(node: Partial<PrintServiceConfig>, name: "kind" | "body" | "authentication" | "time"): string {
  const input = $(`#belle-print-service #node-config-input-${name}`);
  return String((input.length > 0 ? input.val() : node[name]) ?? defaults[name]);
}

/** A rule for services of one kind; what other kinds left in the form is no fault. */
function of(kind: PrintServiceConfig["kind"], fits: (value: string) => boolean, sentence: () => string): Validator {
  return function (value, _options) {
    const asked = chosen(this as Partial<PrintServiceConfig>, "kind") === kind && !isVariable(value);
    return !asked || fits(String(value ?? "").trim()) || sentence();
  };
}
const ofPrinter = (fits: (value: string) => boolean, sentence: () => string) => of("ipp", fits, sentence);

/** A rule for a described provider where something else is chosen as well. */
function where(
  name: "authentication" | "time",
  choice: string,
  fits: (value: string) => boolean,
  sentence: () => string,
): Validator {
  const check = of("provider", fits, sentence);
  return function (value, options) {
    return chosen(this as Partial<PrintServiceConfig>, name) !== choice || check.call(this, value, options);
  };
}

const isToken = (value: string) => /^[A-Za-z0-9-]+$/.test(value);
const isBase = (value: string) => baseFault(value) === undefined;

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
    environment: { value: defaults.environment },
    server: { value: defaults.server, validate: of("pingen", isBase, () => _("problem.server")) },
    identity: { value: defaults.identity, validate: of("pingen", isBase, () => _("problem.server")) },
    organisation: {
      value: defaults.organisation,
      validate: of("pingen", isOrganisation, () => _("problem.organisation")),
    },
    clientId: { value: defaults.clientId, validate: of("pingen", isFilled, () => _("problem.clientId")) },
    position: { value: defaults.position },
    product: { value: defaults.product, validate: of("pingen", isProduct, () => _("problem.product")) },
    draft: { value: defaults.draft },
    create: {
      value: defaults.create,
      validate: of(
        "provider",
        (value) => addressFault(value) === undefined,
        () => _("problem.create"),
      ),
    },
    method: { value: defaults.method },
    headers: {
      value: defaults.headers,
      validate(value, _options) {
        return chosen(this, "kind") !== "provider" || verdict(headersProblems((value as HeaderRow[]) ?? []));
      },
    },
    body: { value: defaults.body },
    rows: {
      value: defaults.rows,
      validate(value, _options) {
        const kind = chosen(this, "body") === "json" ? "table" : "form";
        return chosen(this, "kind") !== "provider" || verdict(rowsProblems((value as BodyRow[]) ?? [], kind));
      },
    },
    file: { value: defaults.file, validate: of("provider", isFilled, () => _("problem.file")) },
    authentication: { value: defaults.authentication },
    account: {
      value: defaults.account,
      validate: where(
        "authentication",
        "basic",
        (value) => value !== "" && !value.includes(":"),
        () => _("problem.user"),
      ),
    },
    header: {
      value: defaults.header,
      validate: where("authentication", "api-key", isToken, () => _("problem.header")),
    },
    keyHeader: {
      value: defaults.keyHeader,
      validate: of(
        "provider",
        (value) => value === "" || isToken(value),
        () => _("problem.header"),
      ),
    },
    keyHours: {
      value: defaults.keyHours,
      validate: of("provider", orEmpty(isWhole(bounds.keyHours.least, bounds.keyHours.most)), () =>
        _("problem.whole", bounds.keyHours),
      ),
    },
    namePath: { value: defaults.namePath, validate: of("provider", isFilled, () => _("problem.namePath")) },
    statusAddress: { value: defaults.statusAddress },
    statePath: { value: defaults.statePath },
    whyPath: { value: defaults.whyPath },
    states: {
      value: defaults.states,
      validate(value, _options) {
        const faults = statesFaults((value as StateRow[]) ?? []);
        return chosen(this, "kind") !== "provider" || verdict(inWords(faults));
      },
    },
    findAddress: { value: defaults.findAddress },
    findPath: { value: defaults.findPath },
    keyPath: { value: defaults.keyPath },
    absent: {
      value: defaults.absent,
      validate: of("provider", orEmpty(isWhole(bounds.absent.least, bounds.absent.most)), () =>
        _("problem.whole", bounds.absent),
      ),
    },
    cancelAddress: { value: defaults.cancelAddress },
    cancelMethod: { value: defaults.cancelMethod },
    checkAddress: { value: defaults.checkAddress },
    signatureHeader: {
      value: defaults.signatureHeader,
      validate: of(
        "provider",
        (value) => value === "" || isToken(value),
        () => _("problem.header"),
      ),
    },
    signaturePrefix: { value: defaults.signaturePrefix },
    encoding: { value: defaults.encoding },
    time: { value: defaults.time },
    timeHeader: { value: defaults.timeHeader, validate: where("time", "header", isToken, () => _("problem.header")) },
    timeUnit: { value: defaults.timeUnit },
    eventName: { value: defaults.eventName },
    eventKey: { value: defaults.eventKey },
    eventState: { value: defaults.eventState },
    eventWhy: { value: defaults.eventWhy },
    endpoint: { value: defaults.endpoint },
    providerInside: { value: defaults.providerInside },
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
  credentials: { password: { type: "password" }, secret: { type: "password" }, eventSecret: { type: "password" } },
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
    Object.assign(this, form?.save());
    form?.close();
    form = undefined;
  },
});
