import { type MapServiceConfig, usualRate } from "../map-service/config.ts";
import { type AboutAnswer, servicePath, type TryAnswer, type TryRequest } from "../map-service/desk.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { typedSecret } from "./editor-chosen-service.ts";
import { addStyle, formValues, prepareForm } from "./editor-form.ts";
import css from "./editor-map.css";
import { prepareImport } from "./editor-map-import.ts";
import { previews } from "./editor-preview.ts";
import { showFor } from "./editor-show-for.ts";
import type { FormService } from "./form-service.ts";

const prefix = "node-config-input";
/** Milliseconds after the last stroke of a key. */
const patience = 400;
/** Fields whose rule depends on the kind. */
const dependent = ["url", "tiles", "routeUrl", "geocodeUrl", "imageUrl"];

/** What the addresses of a service of one's own look like. */
const samples: Record<string, string> = {
  routeUrl: "https://maps.example.org/route/{profile}/{fromLon},{fromLat};{toLon},{toLat}",
  geocodeUrl: "https://maps.example.org/search?q={street}&postcode={postalCode}&city={locality}",
  imageUrl: "https://maps.example.org/static/{lon},{lat},{zoom}/{width}x{height}@{scale}x",
};

export interface MapServiceForm {
  close(): void;
}

const field = (name: string) => $(`#${prefix}-${name}`);

function sentences(texts: readonly string[]): JQuery[] {
  return texts.filter((text) => text !== "").map((text) => $("<div>").text(text));
}

/** Puts the form of a map service to work: what its terms allow, a try, and areas that are imported. */
export function openMapServiceForm(node: EditorNode & MapServiceConfig, _: Translate): MapServiceForm {
  const form = $("#belle-map-service");
  prepareForm(node, prefix);
  addStyle("belle-map-style", css);
  const service = (): FormService => ({
    id: node.id,
    config: formValues(node, [], prefix),
    secrets: { key: typedSecret(field("key").val()), signingSecret: typedSecret(field("signingSecret").val()) },
  });

  let asking = new AbortController();
  async function showTerms(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await ask<AboutAnswer>(servicePath("about"), _, json({ service: service(), area: "" }), { signal });
    if (signal.aborted) return;
    const about = "value" in answer ? answer.value : undefined;
    const credits = about?.attribution ? _("terms.attribution", { attribution: about.attribution }) : "";
    $("#belle-terms")
      .empty()
      .append(about === undefined ? [] : sentences([...about.terms, credits, about.area]));
    $("#belle-terms-problem").text("problem" in answer ? answer.problem : answer.value.problem);
    const samples = about?.samples ?? [];
    $("#belle-try-samples")
      .empty()
      .append(samples.map((value) => $("<option>", { value })));
    const from = $("#belle-try-from");
    if (from.val() === "" && samples[0] !== undefined) {
      from.val(samples[0]);
      $("#belle-try-to").val(samples.at(-1) ?? "");
    }
  }
  let timer: number | undefined;
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void showTerms(), patience);
  };
  const checkKey = () => {
    const missing = field("kind").val() === "google" && String(field("key").val() ?? "").trim() === "";
    $("#belle-key-problem").text(missing ? _("problem.key") : "");
  };
  showFor(form, prefix, "kind", (kind) => {
    for (const name of dependent) field(name).trigger("change");
    field("rate").attr("placeholder", String(usualRate[kind as MapServiceConfig["kind"]]));
    for (const name of ["routeUrl", "geocodeUrl", "imageUrl"])
      field(name).attr("placeholder", kind === "custom" ? (samples[name] ?? "") : _("example.own"));
    checkKey();
  });
  field("key").on("input change", checkKey);
  form.on("input change", `[id^="${prefix}-"]`, soon);
  void showTerms();

  previews($("#belle-try"), async () => {
    const text = (id: string) => String($(id).val() ?? "");
    const request: TryRequest = {
      service: service(),
      from: text("#belle-try-from"),
      to: text("#belle-try-to"),
      country: "FR",
    };
    const answer = await ask<TryAnswer>(servicePath("try"), _, json(request));
    $("#belle-tried")
      .empty()
      .append("value" in answer ? sentences(answer.value.found) : []);
    $("#belle-try-problem").text("problem" in answer ? answer.problem : "");
  });

  const importing = prepareImport(_, (file) => {
    field(field("kind").val() === "area" ? "area" : "fallbackArea")
      .val(file)
      .trigger("change");
  });
  return {
    close() {
      window.clearTimeout(timer);
      asking.abort();
      importing.close();
    },
  };
}
