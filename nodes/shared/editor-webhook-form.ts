import { slotOf } from "../../src/webhook/authentication/slots.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { toJsonSchema } from "../../src/webhook/fields/to-json-schema.ts";
import { sampleBody } from "../../src/webhook/samples/sample-body.ts";
import { type InboundWebhookConfig, secretsOf } from "../inbound-webhook/config.ts";
import type { CallsAnswer } from "../inbound-webhook/desk.ts";
import type { Translate } from "./editor-catalogue.ts";
import { copies } from "./editor-copy.ts";
import { isDeployed } from "./editor-deployed.ts";
import { showSentences } from "./editor-faults.ts";
import { prepareTabs } from "./editor-tabs.ts";
import { watchCalls } from "./editor-webhook-calls.ts";
import { askDesk } from "./editor-webhook-desk.ts";
import { fieldsProblems } from "./editor-webhook-fields.ts";
import { identityList } from "./editor-webhook-identity.ts";
import { prepareImport } from "./editor-webhook-import.ts";
import { prepareKit } from "./editor-webhook-kit.ts";
import { prepareLimits } from "./editor-webhook-limits.ts";
import { prepareMode } from "./editor-webhook-mode.ts";
import { networkRows } from "./editor-webhook-network.ts";
import { proofList } from "./editor-webhook-proofs.ts";
import { savedConfig } from "./editor-webhook-saved.ts";
import { mintSecrets, type SecretSlots, secretsText } from "./editor-webhook-secrets.ts";
import { proposeCodes } from "./editor-webhook-standing.ts";
import { fieldTable } from "./editor-webhook-table.ts";
import { prepareCallLines } from "./editor-webhook-terminal.ts";
import { prepareListen, prepareTry } from "./editor-webhook-try.ts";
import { prepareAddress } from "./editor-webhook-where.ts";

const targets: readonly Field["target"][] = ["case-key", "event", "recipient"];

/** An open form of a webhook. */
export interface WebhookForm {
  /** What is not the value of one input: to be saved with the node. */
  values(): Partial<InboundWebhookConfig>;
  /** The credential, as text. */
  secrets(): string;
  /** Ends whatever still runs. */
  close(): void;
}

/** What says the same as it was saved stays as it was written, so that nothing seems edited. */
function keepSame<Value>(saved: Value, present: Value): Value {
  const write = (value: unknown): string =>
    JSON.stringify(value, (_name, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    );
  return write(saved) === write(present) ? saved : present;
}

/** Fills the form of a node and puts its sections to work; call it in `oneditprepare`, behind `prepareForm`. */
export function openWebhookForm(node: EditorNode & InboundWebhookConfig, _: Translate): WebhookForm {
  const form = $("#belle-webhook");
  const config = savedConfig(node);
  const text = (selector: string) => String($(selector).val() ?? "");
  // A node of an earlier version lacks what came later, and Node-RED leaves its inputs blank.
  for (const name of [
    "mode",
    "slug",
    "unknown",
    "country",
    "currency",
    "identityField",
    "batch",
    "limit",
    "retention",
  ] as const)
    $(`#node-input-${name}`).val(String(config[name]));
  $("#node-input-keepBodies").prop("checked", config.keepBodies);
  $("#node-input-anyCase").prop("checked", config.anyCase);
  prepareMode(_, node);

  const savedText = text("#node-input-secrets");
  const saved = secretsOf({ secrets: savedText, secret: text("#node-input-secret") });
  const isNew = saved !== undefined && Object.keys(saved).length === 0;
  let ready = false;
  const refresh = () => {
    if (ready) refreshCalls();
  };

  const address = prepareAddress(_, refresh);
  const kit = prepareKit(_, $("#belle-kit"), config);
  const proofs = proofList({
    _,
    list: $("#belle-proofs"),
    problem: $("#belle-proofs-problem"),
    proofs: config.authentication.proofs,
    secrets: isNew ? mintSecrets(config.authentication.proofs) : (saved ?? {}),
    changed: refresh,
  });
  if (saved === undefined) $("#belle-secrets-problem").text(_("problem.secrets"));
  const network = networkRows(_, $("#belle-network"), config.authentication, refresh);

  const standing = () => ({
    country: text("#node-input-country"),
    currency: text("#node-input-currency"),
    recipientId: text("#node-input-mode") === "start",
  });
  let fields: readonly Field[] = config.fields;
  const checkTable = () => showSentences($("#belle-fields-problem"), fieldsProblems(fields, standing()));
  const fieldsChanged = (present: Field[]) => {
    fields = present;
    checkTable();
    refresh();
  };
  const table = fieldTable(_, $("#belle-fields"), config.fields, fieldsChanged, {
    label: _("field.target"),
    choices: targets.map((target) => [target, _(`target.${target}`)]),
  });
  proposeCodes("#belle-countries", "#belle-currencies");
  $("#node-input-country, #node-input-currency, #node-input-mode").on("change input", checkTable);
  const openImport = prepareImport({
    _,
    place: $("#belle-import"),
    present: table.fields,
    take: table.replace,
  });
  $("#belle-paste-sample").on("click", () => openImport("sample"));
  $("#belle-import-schema").on("click", () => openImport("schema"));
  copies($("#belle-copy-schema"), () => {
    const unknown = text("#node-input-unknown") as InboundWebhookConfig["unknown"];
    const title = text("#node-input-name") || text("#node-input-eventType");
    const schema = toJsonSchema(table.fields(), { ...standing(), unknown, notes: true, title });
    return JSON.stringify(schema, null, 2);
  });

  let identity = config.identity;
  identityList(_, $("#belle-identity"), config.identity, (places) => {
    identity = places;
    $("#belle-identity-field").prop("hidden", !places.includes("field"));
    $("#belle-identity-problem").text(places.length === 0 ? _("problem.identity") : "");
    $("#node-input-identityField").trigger("change");
  });
  const limits = prepareLimits(_, config);

  const present = {
    address,
    proofs: proofs.proofs,
    secrets: proofs.secrets,
    body: () => sampleBody(fields),
  };
  const refreshLines = prepareCallLines(_, present);
  const testCall = prepareTry(_, $("#belle-test-call"), node.id, present);
  const listening = prepareListen(_, $("#belle-listening"), node.id, (body) => {
    tabs.open("fields");
    openImport("sample", body);
  });
  const watch = watchCalls(_, $("#belle-last-calls"), node.id, proofs.showLastUse);
  const refreshCalls = () => {
    refreshLines();
    testCall.refresh();
  };
  const tabs = prepareTabs(form, _("label.toMend"), (name) => {
    if (name === "try") watch.start();
    else watch.stop();
  });
  ready = true;
  refreshCalls();
  // The dialog may go in other ways than by its buttons: the node deleted, another flow opened.
  const close = () => {
    watch.stop();
    listening.stop();
  };
  form.on("remove", close);
  if (hasPrevious(proofs.secrets(), config) && isDeployed(node.id)) {
    void askDesk<CallsAnswer>(_, node.id, "calls").answer.then((answer) => {
      if (answer.ok && answer.value !== undefined) proofs.showLastUse(answer.value.lastUse);
    });
  }

  return {
    values() {
      const authentication = { proofs: proofs.proofs(), ...network() };
      const { rate, origins } = limits();
      return {
        version: config.version,
        ...kit(),
        fields: keepSame(node.fields, table.fields()),
        authentication: keepSame(node.authentication, authentication),
        identity: keepSame(node.identity, identity),
        rate: keepSame(node.rate, rate),
        origins: keepSame(node.origins, origins),
      };
    },
    secrets: () => secretsText(proofs.secrets(), savedText),
    close,
  };
}

function hasPrevious(secrets: SecretSlots, { authentication }: InboundWebhookConfig): boolean {
  return authentication.proofs.some(({ id }) => secrets[slotOf(id, "previous")] !== undefined);
}
