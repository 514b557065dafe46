/**
 * Gives every webhook that is new to this Node-RED an address and a secret of its own: dropped, pasted, imported or
 * duplicated. One that was here before keeps them: after a reload, an undone delete, a cut and paste, another user's
 * deploy.
 *
 * `onadd` would not do: Node-RED does not call it for what is imported into another flow. A node from the runtime is
 * told from an imported one by `changed`, which the import sets before the node is added.
 */
export function keepAddressesUnique(type: string, mintEndpoint: () => string, mintSecret: () => string): void {
  /** Node by endpoint: an address belongs to the node that had it first. */
  const owners = new Map<string, string>();
  RED.events.on("nodes:add", (added) => {
    if (added.type !== type) return;
    const node = added as EditorNode & { endpoint: string };
    if (node.endpoint !== "" && owners.get(node.endpoint) === node.id) return;
    if (node.changed === true) {
      node.endpoint = mintEndpoint();
      node.credentials = { secret: mintSecret(), _: {} };
    }
    if (node.endpoint) owners.set(node.endpoint, node.id);
  });
}
