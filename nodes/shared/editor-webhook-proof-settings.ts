import type { Translate } from "./editor-catalogue.ts";
import { choiceInput, formRow, textInput } from "./editor-rows.ts";
import { eventIdRow } from "./editor-webhook-event-id.ts";
import { jwtRows } from "./editor-webhook-jwt.ts";
import { schemeRows } from "./editor-webhook-scheme.ts";
import type { ProofInput, SenderChoice } from "./editor-webhook-senders.ts";

/** The settings that a way to prove has besides its secrets; a known sender has none. */
export function settingRows(
  _: Translate,
  proof: ProofInput,
  choice: SenderChoice,
  changed: () => void,
  redraw: () => void,
): JQuery[] {
  const idRow = (named: Extract<ProofInput, { eventId?: unknown }>) =>
    eventIdRow(_, named.eventId, (value) => {
      named.eventId = value;
      changed();
    });
  switch (proof.kind) {
    case "hmac":
      return choice === "hmac" ? schemeRows(_, proof.scheme, changed) : [];
    case "jwt":
      return jwtRows(_, proof, changed, redraw);
    case "basic":
      return [
        formRow(
          _("proof.user"),
          textInput(
            proof.user,
            (text) => {
              proof.user = text;
              changed();
            },
            { placeholder: "insurer" },
          ),
        ),
        idRow(proof),
      ];
    case "api-key":
      return [keyPlaceRow(_, proof, changed), idRow(proof)];
    case "bearer":
    case "address-only":
      return [idRow(proof)];
    default:
      return [];
  }
}

/** Where an API key stands: a header, or a parameter of the address. */
function keyPlaceRow(_: Translate, proof: Extract<ProofInput, { kind: "api-key" }>, changed: () => void): JQuery {
  let place: "header" | "query" = proof.header === undefined && proof.query !== undefined ? "query" : "header";
  let name = proof.header ?? proof.query ?? "";
  const tell = () => {
    delete proof.header;
    delete proof.query;
    if (name !== "") proof[place] = name;
    changed();
  };
  const choice = choiceInput(
    [
      ["header", _("proof.header")],
      ["query", _("proof.query")],
    ],
    place,
    (chosen) => {
      place = chosen as typeof place;
      tell();
    },
  );
  const named = textInput(
    name,
    (text) => {
      name = text.trim();
      tell();
    },
    { placeholder: "x-api-key" },
  ).attr("aria-label", _("proof.keyName"));
  return formRow(_("proof.keyPlace"), [choice, named], _("hint.keyPlace"));
}
