import { hosts } from "../../src/print/provider/pingen/hosts.ts";
import { type MappingPresetId, mappingPresets } from "../../src/print/provider/presets.ts";
import { isEndpoint, mintEndpoint } from "../../src/webhook/mint.ts";
import { eventPath, migrate, type PrintServiceConfig } from "../print-service/config.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { typedSecret } from "./editor-chosen-service.ts";
import { copies } from "./editor-copy.ts";
import { showSentences } from "./editor-faults.ts";
import { fillIn, formValues, numberOrText, prepareForm, savedValues } from "./editor-form.ts";
import { statesTable } from "./editor-print-states.ts";
import { fullAddress } from "./editor-public-address.ts";
import { bodyTable, headerTable } from "./editor-service-rows.ts";
import { showFor } from "./editor-show-for.ts";

const prefix = "node-config-input";
const field = (name: string) => $(`#${prefix}-${name}`);
const text = (name: string) => String(field(name).val() ?? "");

const numbers = ["keyHours", "absent"] as const;
type Whole = (typeof numbers)[number];

/** An open form of a service; what is not the value of one input is to be saved with the node. */
export interface PrintServiceForm {
  values(): Pick<PrintServiceConfig, "version" | "headers" | "rows" | "states" | "endpoint" | Whole>;
  /** As `values`, for the node to be saved: Node-RED would write the text of a number over it. */
  save(): ReturnType<PrintServiceForm["values"]>;
  close(): void;
}

interface LookAnswer {
  facts: string[];
  needs: string[];
}

/** Inputs of which something is asked by what is chosen elsewhere. */
const dependent = [
  ...["address", "authority", "user", "organisation", "clientId", "product", "server", "identity"],
  ...[
    "create",
    "file",
    "namePath",
    "account",
    "header",
    "keyHours",
    "absent",
    "keyPath",
    "timeHeader",
    "signatureHeader",
  ],
];

/** The address of a campaign that names a public one: providers come from outside. */
function publicCampaign(): string {
  let found = "";
  RED.nodes.eachConfig((node) => {
    if (found === "" && node.type === "campaign" && typeof node.baseUrl === "string" && node.baseUrl !== "")
      found = node.id;
  });
  return found;
}

/** The address at which a provider tells what becomes of letters; answers what reads its last part. */
function eventAddress(saved: string): () => string {
  let endpoint = isEndpoint(saved) ? saved : mintEndpoint();
  const input = $("#belle-event-address");
  const show = () => input.val(fullAddress(publicCampaign(), eventPath(endpoint)));
  copies($("#belle-event-copy"), () => String(input.val()));
  $("#belle-event-renew").on("click", () => {
    endpoint = mintEndpoint();
    show();
  });
  show();
  return () => endpoint;
}

/** The secret: named as the provider names it, and asked for where it needs one. */
function secretRow(_: Translate): () => void {
  const adapt = () => {
    const kind = text("kind");
    const proof = kind === "provider" ? text("authentication") : kind;
    $("#belle-secret-row").prop("hidden", proof === "none");
    if (kind !== "pingen" && kind !== "provider") return;
    $("#belle-secret-label").text(proof === "none" ? "" : _(`secret.${proof}`));
    $("#belle-secret-problem").text(text("secret").trim() === "" ? _("problem.secret") : "");
  };
  field("secret").on("change input", adapt);
  return adapt;
}

/** Puts the form of a print service to work: what is asked of each kind, and the look at it. */
export function openPrintServiceForm(node: EditorNode & PrintServiceConfig, _: Translate): PrintServiceForm {
  const form = $("#belle-print-service");
  // Through JSON: a copy, for forms write into it.
  const config = migrate(JSON.parse(JSON.stringify(savedValues(node))) as Partial<PrintServiceConfig>);
  fillIn(node, config, prefix);
  prepareForm(node, prefix);
  const headers = headerTable(_, config.headers);
  const rows = bodyTable(_, config.rows, () => (text("body") === "json" ? "table" : "form"), [
    "message",
    "text",
    "json",
  ]);
  const states = statesTable(_, config.states);
  const endpoint = eventAddress(config.endpoint);
  const values = () => ({
    ...{ version: config.version, headers: headers(), rows: rows.rows() },
    ...{ states: states.rows().map(({ word, state }) => ({ word: word.trim(), state })), endpoint: endpoint() },
    ...{ keyHours: numberOrText(text("keyHours")), absent: numberOrText(text("absent")) },
  });

  const looked = $("#belle-looked");
  const problem = $("#belle-look-problem");
  const show = ({ facts, needs }: LookAnswer) => {
    looked.empty().prop("hidden", facts.length === 0);
    for (const fact of facts) $("<li>").text(fact).appendTo(looked);
    showSentences(problem, needs);
  };
  const check = (names: readonly string[]) => {
    for (const name of names) field(name).trigger("change");
  };
  const adaptSecret = secretRow(_);
  const usualPlaces = () => {
    const { server, identity } = hosts[text("environment") === "staging" ? "staging" : "production"];
    field("server").attr("placeholder", server);
    field("identity").attr("placeholder", identity);
  };
  field("environment").on("change", usualPlaces);
  showFor(form, prefix, "body", () => rows.check());
  showFor(form, prefix, "authentication", () => {
    adaptSecret();
    check(["account", "header"]);
  });
  showFor(form, prefix, "time", () => check(["timeHeader"]));
  showFor(form, prefix, "kind", (chosen) => {
    const { kind } = migrate({ kind: chosen as PrintServiceConfig["kind"] });
    const looks = kind === "pingen" ? "provider" : kind;
    $("#belle-kind-hint").text(_(`hint.kind.${kind}`));
    $("#belle-look-title").text(_(`label.look.${looks}`));
    $("#belle-look-button").text(_(`button.look.${looks}`));
    $("#belle-look-hint").text(_(`hint.look.${looks}`));
    // What was looked at was another place.
    show({ facts: [], needs: [] });
    usualPlaces();
    adaptSecret();
    check(dependent);
  });

  $("#belle-preset").on("change", () => {
    const chosen = String($("#belle-preset").val());
    if (!(chosen in mappingPresets)) return;
    const {
      headers: _headers,
      rows: given,
      states: words,
      address,
      user,
      ...rest
    } = mappingPresets[chosen as MappingPresetId];
    const inputs = { ...rest, create: address, account: user };
    for (const [name, value] of Object.entries(inputs)) field(name).val(String(value));
    rows.replace(given);
    states.replace(words);
    for (const name of ["body", "authentication", "time"]) field(name).trigger("change");
    check(dependent);
  });

  let looking = new AbortController();
  $("#belle-look").on("click", async () => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    show({ facts: [_("look.running")], needs: [] });
    const service = {
      id: node.id,
      config: { ...formValues(node, [], prefix), ...values() },
      secrets: { password: typedSecret(field("password").val()), secret: typedSecret(field("secret").val()) },
    };
    const answer = await ask<LookAnswer>("belle-histoire/print-service/look", _, json(service), { signal });
    if (!signal.aborted) show("value" in answer ? answer.value : { facts: [], needs: [answer.problem] });
  });
  const save = () => {
    const all = values();
    for (const name of numbers) field(name).removeAttr("id");
    return all;
  };
  return { values, save, close: () => looking.abort() };
}
