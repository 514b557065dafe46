import type { Translate } from "./editor-catalogue.ts";
import { choiceInput, formRow, textInput } from "./editor-rows.ts";

/** Where a sender has the id of an event, as it is saved. */
export type EventIdInput = { in: "header"; header: string } | { in: "field"; field: string };

/** The row that asks where the sender has the id of an event. */
export function eventIdRow(
  _: Translate,
  value: EventIdInput | undefined,
  changed: (value: EventIdInput | undefined) => void,
): JQuery {
  let place: "none" | "header" | "field" = value?.in ?? "none";
  let name = value === undefined ? "" : value.in === "header" ? value.header : value.field;
  const tell = () => {
    if (place === "none") changed(undefined);
    else changed(place === "header" ? { in: "header", header: name } : { in: "field", field: name });
  };
  const named = textInput(name, (text) => {
    name = text.trim();
    tell();
  }).attr("aria-label", _("proof.eventIdName"));
  const show = () => {
    named.prop("hidden", place === "none").attr("placeholder", place === "header" ? "x-event-id" : "id");
  };
  const choice = choiceInput(
    [
      ["none", _("eventId.none")],
      ["header", _("eventId.header")],
      ["field", _("eventId.field")],
    ],
    place,
    (chosen) => {
      place = chosen as typeof place;
      show();
      tell();
    },
  );
  show();
  return formRow(_("proof.eventId"), [choice, named], _("hint.eventId"));
}
