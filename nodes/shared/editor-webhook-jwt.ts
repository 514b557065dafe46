import { JwtAlgorithm } from "../../src/webhook/authentication/settings.ts";
import type { Translate } from "./editor-catalogue.ts";
import { numberOrText } from "./editor-form.ts";
import { choiceInput, formRow, freshElementId, switchInput, textInput } from "./editor-rows.ts";
import { eventIdRow } from "./editor-webhook-event-id.ts";
import { type JwtInput, takesPublicKey } from "./editor-webhook-senders.ts";
import { splitList } from "./editor-words.ts";

type BodyHash = NonNullable<JwtInput["bodyHash"]>;

/** Rows of a proof by JSON Web Token. They write into `proof`; `kindChanged` is called when other keys are asked for. */
export function jwtRows(_: Translate, proof: JwtInput, changed: () => void, kindChanged: () => void): JQuery[] {
  const list = (key: "audience" | "issuer", placeholder: string) =>
    textInput(
      (proof[key] ?? []).join(", "),
      (text) => {
        proof[key] = splitList(text);
        changed();
      },
      { placeholder },
    );
  const seconds = (key: "maxAge" | "tolerance", placeholder: string) =>
    textInput(
      String(proof[key] ?? ""),
      (text) => {
        if (text.trim() === "") delete proof[key];
        // What is no number is told by the check of the settings.
        else proof[key] = numberOrText(text) as number;
        changed();
      },
      { placeholder, size: 6 },
    );
  const more = [
    formRow(_("jwt.maxAge"), [seconds("maxAge", "300"), $("<span>").text(_("unit.seconds"))], _("hint.maxAge")),
    formRow(_("jwt.tolerance"), [seconds("tolerance", "30"), $("<span>").text(_("unit.seconds"))]),
    bodyHashRow(_, proof, changed),
    eventIdRow(_, proof.eventId, (value) => {
      proof.eventId = value;
      changed();
    }),
  ];
  const isSet = [proof.maxAge, proof.tolerance, proof.bodyHash, proof.eventId].some((value) => value !== undefined);
  const rows = [
    algorithmsRow(_, proof, changed, kindChanged),
    formRow(_("jwt.issuer"), list("issuer", "https://id.example.org"), _("hint.issuer")),
    formRow(_("jwt.audience"), list("audience", "belle-histoire"), _("hint.audience")),
    // What is seldom asked stays folded, unless something is set there.
    $("<details>", { open: isSet }).append($("<summary>").text(_("jwt.more")), more),
  ];
  if (takesPublicKey(proof)) return rows;
  const encoding = choiceInput(
    [
      ["utf8", _("encoding.utf8")],
      ["base64", _("encoding.base64")],
      ["hex", _("encoding.hex")],
    ],
    proof.secretEncoding ?? "utf8",
    (chosen) => {
      proof.secretEncoding = chosen as NonNullable<JwtInput["secretEncoding"]>;
      changed();
    },
  );
  rows.splice(1, 0, formRow(_("scheme.secret"), encoding));
  return rows;
}

function algorithmsRow(_: Translate, proof: JwtInput, changed: () => void, kindChanged: () => void): JQuery {
  const id = freshElementId();
  const group = $("<div>", { class: "belle-checks", role: "group", "aria-labelledby": id });
  for (const name of JwtAlgorithm.options) {
    const chosen = switchInput(name, proof.algorithms.includes(name), (on) => {
      const keyBefore = takesPublicKey(proof);
      const others = proof.algorithms.filter((one) => one !== name);
      // In the order of the list, whatever the order of the clicks.
      proof.algorithms = JwtAlgorithm.options.filter((one) => others.includes(one) || (on && one === name));
      if (takesPublicKey(proof) !== keyBefore) kindChanged();
      else changed();
    });
    group.append(chosen);
  }
  const row = $("<div>", { class: "form-row belle-top" });
  return row.append(
    $("<label>", { id }).text(_("jwt.algorithms")),
    group,
    $("<div>", { class: "belle-hint" }).text(_("hint.algorithms")),
  );
}

function bodyHashRow(_: Translate, proof: JwtInput, changed: () => void): JQuery {
  const hash: BodyHash = proof.bodyHash ?? { claim: "" };
  const tell = () => {
    if (hash.claim.trim() === "") delete proof.bodyHash;
    else proof.bodyHash = hash;
    changed();
  };
  const claim = textInput(
    hash.claim,
    (text) => {
      hash.claim = text;
      tell();
    },
    { placeholder: "body_sha256" },
  );
  const algorithm = choiceInput(
    [
      ["sha256", "SHA-256"],
      ["sha512", "SHA-512"],
    ],
    hash.algorithm ?? "sha256",
    (chosen) => {
      hash.algorithm = chosen as NonNullable<BodyHash["algorithm"]>;
      tell();
    },
  ).attr("aria-label", _("scheme.algorithm"));
  const encoding = choiceInput(
    [
      ["hex", "hex"],
      ["base64", "base64"],
      ["base64url", "base64url"],
    ],
    hash.encoding ?? "hex",
    (chosen) => {
      hash.encoding = chosen as NonNullable<BodyHash["encoding"]>;
      tell();
    },
  ).attr("aria-label", _("scheme.encoding"));
  return formRow(_("jwt.bodyHash"), [claim, algorithm, encoding], _("hint.bodyHash"));
}
