import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isColour, isPropertyName, isWhole, orEmpty, rule } from "../shared/editor-check.ts";
import { formValues, prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { askPreview, previews, sentencesOf } from "../shared/editor-preview.ts";
import { rowOfStore, type StoreCells, storeOfRow, storesProblem } from "../shared/editor-stores.ts";
import { type Table, table } from "../shared/editor-table.ts";
import { defaults, type RouteMapConfig, type StoreRow } from "./config.ts";

const _ = catalogue("route-map");
const numbers = ["screenWidth", "screenHeight", "printWidth", "printHeight"];
let stores: Table<StoreCells> | undefined;

function presentStores(): StoreRow[] {
  return (stores?.rows() ?? []).map(storeOfRow);
}

async function previewMap(node: EditorNode): Promise<void> {
  const config = { ...formValues(node, numbers), stores: presentStores() };
  const answer = await askPreview("belle-histoire/route-map/preview", { config });
  const json: unknown = "blob" in answer ? JSON.parse(await answer.blob.text()) : answer.json;
  const { image, alt } = (json ?? {}) as { image?: string; alt?: string };
  const drawn = "blob" in answer && typeof image === "string";
  $("#belle-map")
    .empty()
    .append(
      drawn ? [$("<img>", { src: image, alt: alt ?? "" }), $("<div>", { class: "belle-hint" }).text(alt ?? "")] : [],
    );
  const status = "blob" in answer ? 200 : answer.status;
  $("#belle-map-problem").text(drawn ? "" : sentencesOf(json, _("problem.preview", { status })).join(" "));
}

RED.nodes.registerType<RouteMapConfig>("route-map", {
  category: "campaign",
  color: "#E0A284",
  icon: "belle-route-map.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    area: { value: defaults.area },
    stores: {
      value: defaults.stores,
      validate: (value, _options) => storesProblem(value as StoreRow[], _) ?? true,
    },
    mode: { value: defaults.mode },
    profile: { value: defaults.profile },
    mapName: { value: defaults.mapName, validate: rule(isPropertyName, () => _("problem.mapName")) },
    screen: { value: defaults.screen },
    screenWidth: { value: defaults.screenWidth, validate: rule(isWhole(160, 2000), () => _("problem.screenWidth")) },
    screenHeight: { value: defaults.screenHeight, validate: rule(isWhole(140, 2000), () => _("problem.screenHeight")) },
    print: { value: defaults.print },
    printWidth: { value: defaults.printWidth, validate: rule(isBetween(42, 600), () => _("problem.printWidth")) },
    printHeight: { value: defaults.printHeight, validate: rule(isBetween(37, 600), () => _("problem.printHeight")) },
    lineColour: { value: defaults.lineColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
    markerColour: { value: defaults.markerColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
  },
  inputs: 1,
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
    prepareForm(this);
    const mode = $("#node-input-mode");
    const showProfile = () => $("#belle-profile-row").toggle(mode.val() === "route");
    mode.on("change", showProfile);
    showProfile();
    stores = table<StoreCells>({
      list: $("#belle-stores"),
      columns: "minmax(0, 3fr) minmax(0, 2fr) minmax(0, 2fr)",
      cells: [
        { key: "name", kind: "text", label: _("store.name"), placeholder: _("example.store") },
        { key: "longitude", kind: "text", label: _("store.longitude"), placeholder: "4.8357" },
        { key: "latitude", kind: "text", label: _("store.latitude"), placeholder: "45.7640" },
        { key: "address", kind: "text", label: _("store.address"), placeholder: _("example.address"), below: true },
        { key: "phone", kind: "text", label: _("store.phone"), placeholder: _("example.phone"), below: true },
        { key: "id", kind: "text", label: _("store.id"), placeholder: _("example.id"), below: true },
      ],
      rows: this.stores.map(rowOfStore),
      blank: { id: "", name: "", address: "", phone: "", longitude: "", latitude: "" },
      add: _("button.add"),
      changed: (rows) => $("#belle-stores-problem").text(storesProblem(rows.map(storeOfRow), _) ?? ""),
    });
    previews($("#belle-preview-map"), () => previewMap(this));
  },
  oneditsave() {
    this.stores = presentStores();
    saveNumbers(this, numbers);
  },
});
