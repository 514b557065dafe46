import { Fault } from "../../../src/contract/index.ts";
import { inWords } from "../../shared/in-words.ts";
import { NotWritten } from "../problems.ts";
import { sceneTextName, sceneTexts } from "../scenes.ts";
import { lineRoles, type Shown } from "./storyboard.ts";

/** The text of a scene that a fault of the studio speaks of. */
function textName({ data }: Fault, { said }: Shown) {
  if (data.reason === "price") return "amount";
  if (typeof data.line === "number") return lineRoles[data.line - 1] ?? "headline";
  const sign = String(data.character ?? "").normalize("NFC");
  return sceneTexts.find((name) => said[name]?.normalize("NFC").includes(sign)) ?? "headline";
}

/** A fault of the studio that speaks of a text, at that text; any other error as it is. */
export function placeFault(error: unknown, shown: readonly Shown[], language: string): unknown {
  if (!(error instanceof Fault) || typeof error.data.scene !== "number") return error;
  const { scene } = error.data;
  const of = shown[scene - 1];
  if (of === undefined || !error.key.startsWith("video.")) return error;
  const pointer = `${sceneTextName(scene, textName(error, of))}:1:1`;
  return new NotWritten(error.key, [{ pointer, code: error.key, detail: inWords(error, language) }]);
}
