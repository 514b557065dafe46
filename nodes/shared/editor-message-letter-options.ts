import type { Translate } from "./editor-catalogue.ts";
import { mediaField } from "./editor-media.ts";

const kinds = {
  logo: ["pdf", "png", "jpeg"],
  background: ["pdf"],
  picture: ["png", "jpeg", "pdf"],
  signaturePicture: ["png", "jpeg", "pdf"],
  outputProfile: ["icc"],
} as const;

/** The options of a letter: its files are chosen from the campaign's media folder. */
export function prepareLetterOptions(node: EditorNode, _: Translate): void {
  for (const [name, some] of Object.entries(kinds)) mediaField($(`#node-input-${name}`), node, _, { kinds: some });
}
