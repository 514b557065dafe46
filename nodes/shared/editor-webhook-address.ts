import { isEndpoint, mintEndpoint, mintToken } from "../../src/webhook/mint.ts";
import { type InboundWebhookConfig, type InboundWebhookCredentials, secretsOf } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { savedConfig } from "./editor-webhook-saved.ts";
import { mintSecrets } from "./editor-webhook-secrets.ts";

const type = "inbound-webhook";
type WebhookNode = EditorNode & InboundWebhookConfig & { changed?: boolean };

/** A webhook of the editor that got a new address in the place of the one it was imported with. */
interface Imported {
  id: string;
  endpoint: string;
  kit: string;
  secrets: Record<string, string | undefined>;
}

function webhooks(): WebhookNode[] {
  return RED.nodes.filterNodes({ type }) as unknown as WebhookNode[];
}

/** The other webhooks of this editor that have the same address. */
export function sharers(id: string, endpoint: string): (EditorNode & InboundWebhookConfig)[] {
  return endpoint === "" ? [] : webhooks().filter((node) => node.id !== id && node.endpoint === endpoint);
}

/**
 * Gives every webhook that is new to this Node-RED an address, a kit and secrets of its own: dropped, pasted, imported or
 * duplicated. One that was here before keeps them: after a reload, an undone delete, a cut and paste, another user's
 * deploy. What was imported with an address that nobody here has may have it back: one is asked.
 *
 * `onadd` would not do: Node-RED does not call it for what is imported into another flow. A node from the runtime is
 * told from an imported one by `changed`, which the import sets before the node is added.
 */
export function keepAddressesUnique(_: Translate): void {
  /** Node by endpoint: an address belongs to the node that had it first. */
  const owners = new Map<string, string>();
  let imported: Imported[] = [];
  let checking: number | undefined;
  // Once for all that is added or removed in one go.
  const checkSoon = () => {
    window.clearTimeout(checking);
    checking = window.setTimeout(() => {
      checkAll();
      const asked = imported.filter(({ id, endpoint }) => sharers(id, endpoint).length === 0);
      imported = [];
      if (asked.length > 0) askToKeep(_, asked, (node) => owners.set(node.endpoint, node.id));
    });
  };
  RED.events.on("nodes:add", (added) => {
    if (added.type !== type) return;
    const node = added as WebhookNode;
    checkSoon();
    if (node.endpoint !== "" && owners.get(node.endpoint) === node.id) return;
    if (node.changed === true) {
      const { endpoint, kit = "" } = node;
      if (isEndpoint(endpoint ?? ""))
        imported.push({
          id: node.id,
          endpoint,
          kit,
          secrets: secretsOf(node.credentials as Partial<InboundWebhookCredentials> | undefined) ?? {},
        });
      node.endpoint = mintEndpoint();
      node.kit = mintToken();
      node.credentials = { secrets: JSON.stringify(mintSecrets(savedConfig(node).authentication.proofs)), _: {} };
    }
    if (node.endpoint) owners.set(node.endpoint, node.id);
  });
  RED.events.on("nodes:remove", (removed) => {
    if (removed.type === type) checkSoon();
  });
  RED.events.on("editor:save", (edited) => {
    if (edited.type !== type) return;
    const node = edited as WebhookNode;
    // An address that another node here has stays that node's.
    if (node.endpoint && sharers(node.id, node.endpoint).length === 0) owners.set(node.endpoint, node.id);
    checkSoon();
  });
}

/** Whether an address is shared depends on the other nodes, which Node-RED does not look at when one changes. */
function checkAll(): void {
  let changed = false;
  for (const node of webhooks()) {
    const before = node.valid;
    if (RED.editor.validateNode(node) !== before) changed = true;
  }
  if (changed) RED.view.redraw();
}

function askToKeep(_: Translate, imported: readonly Imported[], kept: (node: WebhookNode) => void): void {
  const one = imported.length === 1;
  const keep = () => {
    for (const { id, endpoint, kit, secrets } of imported) {
      const node = webhooks().find((webhook) => webhook.id === id);
      if (node === undefined || sharers(id, endpoint).length > 0) continue;
      RED.history.push({
        t: "edit",
        node,
        changes: { endpoint: node.endpoint, kit: node.kit, credentials: { secrets: node.credentials?.secrets } },
        dirty: RED.nodes.dirty(),
        changed: node.changed === true,
      });
      // An exported flow holds no secrets; what has none keeps the new ones.
      const minted = secretsOf(node.credentials as Partial<InboundWebhookCredentials> | undefined) ?? {};
      node.credentials = { secrets: JSON.stringify({ ...minted, ...secrets }), _: {} };
      node.endpoint = endpoint;
      if (isEndpoint(kit)) node.kit = kit;
      kept(node);
      RED.nodes.dirty(true);
    }
    checkAll();
  };
  const question = RED.notify($("<p>").text(one ? _("imported.one") : _("imported.many", { count: imported.length })), {
    type: "warning",
    fixed: true,
    buttons: [
      {
        text: one ? _("button.keepImported") : _("button.keepAllImported"),
        click() {
          keep();
          question.close();
        },
      },
      { text: one ? _("button.useNew") : _("button.useAllNew"), class: "primary", click: () => question.close() },
    ],
  });
}
