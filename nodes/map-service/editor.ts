import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isFilled, isVariable, isWhole, orEmpty, rule, type Validator } from "../shared/editor-check.ts";
import { type MapServiceForm, openMapServiceForm } from "../shared/editor-map-service.ts";
import { defaults, longestCache, type MapServiceConfig, migrate } from "./config.ts";

const _ = catalogue("map-service");
let form: MapServiceForm | undefined;

/** The kind as the form shows it while it is open, else the saved one. */
function kindOf(node: Partial<MapServiceConfig>): string {
  const input = $("#belle-map-service #node-config-input-kind");
  return String((input.length > 0 ? input.val() : node.kind) ?? defaults.kind);
}

/** `https://host/…` with placeholders behind the host only: where calls go is written out. */
function isAddress(value: unknown): boolean {
  const text = String(value ?? "").trim();
  const [, host = ""] = /^https?:\/\/([^/?#]+)/i.exec(text) ?? [];
  return host !== "" && !/[{}@]/.test(host) && URL.canParse(text.replaceAll(/[{}]/g, ""));
}

/** An address that the kinds of service named here cannot do without. */
function address(...needed: string[]): Validator {
  return function (value, _options) {
    if (isVariable(value)) return true;
    if (!isFilled(value)) return !needed.includes(kindOf(this as Partial<MapServiceConfig>)) || _("problem.needed");
    return isAddress(value) || _("problem.address");
  };
}

RED.nodes.registerType<MapServiceConfig>("map-service", {
  category: "config",
  color: "#E0A284",
  icon: "belle-map-service.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    kind: { value: defaults.kind },
    area: { value: defaults.area },
    osrmPort: {
      value: defaults.osrmPort,
      validate: rule(orEmpty(isWhole(1, 65_535)), () => _("problem.osrmPort")),
    },
    url: { value: defaults.url, validate: address("osrm") },
    tiles: { value: defaults.tiles, validate: address() },
    routeUrl: { value: defaults.routeUrl, validate: address() },
    routeShape: { value: defaults.routeShape },
    geocodeUrl: { value: defaults.geocodeUrl, validate: address() },
    imageUrl: { value: defaults.imageUrl, validate: address() },
    keyHeader: {
      value: defaults.keyHeader,
      validate: rule(
        orEmpty((value) => /^[A-Za-z0-9-]+$/.test(String(value))),
        () => _("problem.keyHeader"),
      ),
    },
    rate: { value: defaults.rate, validate: rule(orEmpty(isBetween(0.01, 1000)), () => _("problem.rate")) },
    cacheFor: {
      value: defaults.cacheFor,
      validate: rule(orEmpty(isWhole(0, longestCache)), () => _("problem.cacheFor")),
    },
    attribution: { value: defaults.attribution },
    printAllowed: { value: defaults.printAllowed },
    fallbackArea: { value: defaults.fallbackArea },
    inside: { value: defaults.inside },
  },
  credentials: { key: { type: "password" }, signingSecret: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _(`kind.${migrate(this).kind}`);
  },
  oneditprepare() {
    form = openMapServiceForm(this, _);
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
