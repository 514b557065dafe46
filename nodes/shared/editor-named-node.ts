/**
 * The `type` of a property that names one node of a flow, or a list of them: an import or a paste gives nodes new ids, and Node-RED then
 * writes these into the properties that have a type. The brackets stand for one as well: without them Node-RED takes the property
 * for a config node and looks for its form (its own link nodes are named so).
 */
export const namesNode = (type: string): string => `${type}[]`;

/**
 * Takes the choice of such a node before Node-RED does, which would strike this node off the users of the one chosen before: only config
 * nodes have users. Call it in `oneditsave`.
 */
export function saveNamedNode<Name extends string>(node: Partial<Record<Name, string>>, name: Name): void {
  node[name] = String($(`#node-input-${name}`).val() ?? "");
}
