import { type AboutAnswer, type AboutRequest, servicePath } from "../map-service/desk.ts";
import { defaults, type RouteMapConfig } from "../route-map/config.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { chosenService } from "./editor-chosen-service.ts";
import { addStyle, formValues, prepareForm } from "./editor-form.ts";
import css from "./editor-map.css";
import { prepareMapPreview } from "./editor-map-preview.ts";
import { storesTable } from "./editor-map-stores.ts";
import { showFor } from "./editor-show-for.ts";
import { prepareTabs } from "./editor-tabs.ts";
import style from "./editor-webhook.css";

export const numberNames = ["screenWidth", "screenHeight", "printWidth", "printHeight", "videoWidth"];

export interface RouteMapForm {
  /** What is not the value of one input. */
  values(): Pick<RouteMapConfig, "version" | "stores">;
  close(): void;
}

const field = (name: string) => $(`#node-input-${name}`);
const types = ["msg", "flow", "global", "jsonata"] as const;

/** A node of an earlier version has none of these settings, and Node-RED shows them as off or empty. */
function showDefaults(saved: Partial<RouteMapConfig>): void {
  for (const [name, value] of Object.entries(defaults)) {
    if (saved[name as keyof RouteMapConfig] !== undefined || name === "service") continue;
    if (typeof value === "boolean") field(name).prop("checked", value);
    else if (typeof value !== "object") field(name).val(String(value));
  }
}

/** A typed input, with the name that Node-RED's own leaves out. */
function typed(property: string, type: string): void {
  const input = field(property);
  const label = String(input.attr("aria-label"));
  input.typedInput({ default: "msg", types, typeField: `#node-input-${type}` });
  input.parent().find(".red-ui-typedInput-input").attr("aria-label", label);
}

/** Puts the form of a route map to work; call it in `oneditprepare`. */
export function openRouteMapForm(node: EditorNode & RouteMapConfig, _: Translate): RouteMapForm {
  const form = $("#belle-route-map");
  showDefaults(node);
  addStyle("belle-webhook-style", style);
  addStyle("belle-map-style", css);
  typed("originProperty", "originType");
  typed("storesProperty", "storesType");
  prepareForm(node);

  const service = () => chosenService(field("service").val());
  const area = () => String(field("area").val() ?? "").trim();
  const country = () => String(field("country").val() ?? "").trim();
  let redraw = () => {};
  const stores = storesTable(
    _,
    node.stores ?? [],
    () => ({ service: service(), area: area(), country: country() }),
    () => redraw(),
  );
  const preview = prepareMapPreview(
    _,
    () => ({
      config: { ...formValues(node, numberNames), stores: stores.rows() },
      service: service(),
      from: String($("#belle-preview-from").val() ?? ""),
    }),
    // Only the table's own stores can be moved.
    { ...stores.movable, names: () => (field("storesFrom").val() === "table" ? stores.movable.names() : []) },
  );
  redraw = preview.changed;
  form.on("input change", '[id^="node-input-"], #belle-preview-from', redraw);

  let asking = new AbortController();
  async function showService(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const present = service();
    $("#belle-area-row").prop("hidden", present !== null);
    const request: AboutRequest = { service: present, area: area() };
    const answer = await ask<AboutAnswer>(servicePath("about"), _, json(request), { signal });
    if (signal.aborted) return;
    const about = "value" in answer ? answer.value : undefined;
    noPrint = about?.noPrint ?? "";
    showPrint();
    $("#belle-preview-samples")
      .empty()
      .append((about?.samples ?? []).map((value) => $("<option>", { value })));
  }
  let noPrint = "";
  const showPrint = () => $("#belle-print-problem").text(field("print").prop("checked") ? noPrint : "");
  field("print").on("change", showPrint);
  field("service").on("change", () => void showService());
  field("area").on("change", () => void showService());
  void showService();

  for (const name of ["mode", "storesFrom", "fallback"])
    showFor(form, "node-input", name, () => {
      // What is asked of these depends on the choice.
      for (const one of ["storesFile", "storesText", "storesProperty", "fallbackPicture"]) field(one).trigger("change");
      if (name === "storesFrom") redraw();
    });
  const showOrigin = () => {
    const own = field("origin").val() === "property";
    $("#belle-origin-property, #belle-origin-hint").prop("hidden", !own);
    field("originProperty").trigger("change");
  };
  field("origin").on("change", showOrigin);
  showOrigin();
  prepareTabs(form, _("label.toMend"), () => {});
  return {
    values: () => ({ version: defaults.version, stores: stores.rows() }),
    close() {
      asking.abort();
      preview.close();
    },
  };
}
