import { savedValues } from "./editor-form.ts";
import type { FormService } from "./form-service.ts";

/** What Node-RED shows in the place of a secret that it has and does not tell. */
const hidden = "__PWRD__";

/** A secret that was typed and is not deployed yet. */
export function typedSecret(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value !== hidden ? value : undefined;
}

/** A map service as the editor holds it, deployed or not; null where none of this id is there. */
export function chosenService(id: unknown): FormService | null {
  const node = typeof id === "string" && id !== "" && id !== "_ADD_" ? RED.nodes.node(id) : undefined;
  if (node === null || node === undefined || node.type !== "map-service") return null;
  const { key, signingSecret } = node.credentials ?? {};
  return {
    id: node.id,
    config: savedValues(node),
    secrets: { key: typedSecret(key), signingSecret: typedSecret(signingSecret) },
  };
}
