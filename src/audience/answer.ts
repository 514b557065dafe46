import { fold } from "../contract/index.ts";

/** How lists write yes and no, in English and French, folded. */
const yes: ReadonlySet<string> = new Set([
  ..."1 x y yes true on ok agreed accepted granted opt-in optin in".split(" "),
  ..."o oui v vrai actif accord accepte coche inscrit abonne".split(" "),
]);
const no: ReadonlySet<string> = new Set([
  ..."0 n no false off refused denied opt-out optout out none never".split(" "),
  ..."non f faux inactif refus refuse desinscrit desabonne jamais".split(" "),
]);

/** A consent as it stands in a cell; undefined: nobody can tell. */
export function readAnswer(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = fold(String(value));
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}
