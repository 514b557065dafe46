import { catalogue } from "../shared/editor-catalogue.ts";
import {
  isBetween,
  isColour,
  isFilled,
  isPropertyName,
  isVariable,
  isWhole,
  orEmpty,
  rule,
  type Validator,
} from "../shared/editor-check.ts";
import { saveNumbers } from "../shared/editor-form.ts";
import { numberNames, openRouteMapForm, type RouteMapForm } from "../shared/editor-route-map.ts";
import { storesProblem } from "../shared/editor-stores.ts";
import { defaults, type RouteMapConfig, type StoreRow } from "./config.ts";

const _ = catalogue("route-map");
let form: RouteMapForm | undefined;

type Choice = "origin" | "storesFrom" | "fallback";

/** A choice of the form while it is open, else the saved one. */
function chosen(node: Partial<RouteMapConfig>, name: Choice): string {
  const input = $(`#belle-route-map #node-input-${name}`);
  return String((input.length > 0 ? input.val() : node[name]) ?? defaults[name]);
}

/** A value that one choice needs, and the others do not. */
function needed(name: Choice, choice: string, problem: () => string): Validator {
  return function (value, _options) {
    return (
      chosen(this as Partial<RouteMapConfig>, name) !== choice || isVariable(value) || isFilled(value) || problem()
    );
  };
}

RED.nodes.registerType<RouteMapConfig>("route-map", {
  category: "campaign",
  color: "#E0A284",
  icon: "belle-route-map.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    service: { value: defaults.service, type: "map-service", required: false },
    area: { value: defaults.area },
    mode: { value: defaults.mode },
    origin: { value: defaults.origin },
    originProperty: {
      value: defaults.originProperty,
      validate: needed("origin", "property", () => _("problem.property")),
    },
    originType: { value: defaults.originType },
    country: {
      value: defaults.country,
      validate: rule(
        (value) => value === undefined || /^[A-Z]{2}$/.test(String(value)),
        () => _("problem.country"),
      ),
    },
    profile: { value: defaults.profile },
    storesFrom: { value: defaults.storesFrom },
    stores: {
      value: defaults.stores,
      validate(value, _options) {
        return chosen(this, "storesFrom") !== "table" || (storesProblem(value as StoreRow[], _) ?? true);
      },
    },
    storesFile: { value: defaults.storesFile, validate: needed("storesFrom", "file", () => _("problem.storesFile")) },
    storesText: { value: defaults.storesText, validate: needed("storesFrom", "text", () => _("problem.storesText")) },
    storesProperty: {
      value: defaults.storesProperty,
      validate: needed("storesFrom", "property", () => _("problem.property")),
    },
    storesType: { value: defaults.storesType },
    mapName: { value: defaults.mapName, validate: rule(isPropertyName, () => _("problem.mapName")) },
    screen: { value: defaults.screen },
    screenWidth: { value: defaults.screenWidth, validate: rule(isWhole(160, 2000), () => _("problem.screenWidth")) },
    screenHeight: { value: defaults.screenHeight, validate: rule(isWhole(140, 2000), () => _("problem.screenHeight")) },
    screenType: { value: defaults.screenType },
    print: { value: defaults.print },
    printWidth: { value: defaults.printWidth, validate: rule(isBetween(42, 600), () => _("problem.printWidth")) },
    printHeight: { value: defaults.printHeight, validate: rule(isBetween(37, 600), () => _("problem.printHeight")) },
    printForm: { value: defaults.printForm },
    video: { value: defaults.video },
    videoWidth: { value: defaults.videoWidth },
    lineColour: { value: defaults.lineColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
    markerColour: { value: defaults.markerColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
    logo: { value: defaults.logo },
    labels: { value: defaults.labels },
    language: { value: defaults.language },
    precision: { value: defaults.precision },
    care: { value: defaults.care },
    fallback: { value: defaults.fallback },
    fallbackPicture: {
      value: defaults.fallbackPicture,
      validate: needed("fallback", "picture", () => _("problem.fallbackPicture")),
    },
  },
  inputs: 1,
  inputLabels: _("input"),
  outputs: 2,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return index === 0 ? _("output.map") : _("output.no-map");
  },
  oneditprepare() {
    form = openRouteMapForm(this, _);
  },
  oneditcancel() {
    form?.close();
    form = undefined;
  },
  oneditsave() {
    Object.assign(this, form?.values());
    form?.close();
    form = undefined;
    saveNumbers(this, numberNames);
  },
});
