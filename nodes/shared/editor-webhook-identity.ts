import { type IdentityPlace, identityPlaces } from "../../src/webhook/identity-place.ts";
import type { Translate } from "./editor-catalogue.ts";
import { freshElementId, iconButton } from "./editor-rows.ts";

/** The places where an id is looked for, in their order; the rest behind them, switched off. */
export function identityList(
  _: Translate,
  list: JQuery,
  saved: readonly IdentityPlace[],
  changed: (places: IdentityPlace[]) => void,
): void {
  const order = [...saved, ...identityPlaces.filter((place) => !saved.includes(place))];
  const places = (): IdentityPlace[] =>
    list
      .children()
      .toArray()
      .filter((item) => $(item).find("input").prop("checked") === true)
      .map((item) => $(item).attr("data-place") as IdentityPlace);
  const tell = () => {
    const chosen = places();
    const hash = chosen.indexOf("body");
    for (const item of list.children().toArray()) {
      const place = $(item).attr("data-place") as IdentityPlace;
      const at = chosen.indexOf(place);
      $(item)
        .find(".belle-rank")
        .text(at < 0 ? "–" : String(at + 1));
      $(item).toggleClass("belle-off", at < 0);
      // Every body has a hash, so that nothing behind it is ever looked at.
      $(item)
        .find(".belle-never")
        .prop("hidden", at < 0 || hash < 0 || at <= hash);
      $(item).find(".belle-up").prop("disabled", $(item).is(":first-child"));
      $(item).find(".belle-down").prop("disabled", $(item).is(":last-child"));
    }
    changed(chosen);
  };
  const move = (item: JQuery, up: boolean, focus: JQuery) => {
    if (up) item.insertBefore(item.prev());
    else item.insertAfter(item.next());
    tell();
    const target = focus.prop("disabled") === true ? item.find("input") : focus;
    target.trigger("focus");
  };
  for (const place of order) {
    const id = freshElementId();
    const input = $("<input>", { type: "checkbox", id, "aria-describedby": `${id}-hint` });
    input.prop("checked", saved.includes(place)).on("change", tell);
    const item = $("<li>", { "data-place": place });
    const up = iconButton(_("button.up"), "arrow-up", () => move(item, true, up)).addClass("belle-up");
    const down = iconButton(_("button.down"), "arrow-down", () => move(item, false, down)).addClass("belle-down");
    item.append(
      $("<span>", { class: "belle-rank", "aria-hidden": "true" }),
      input,
      $("<div>", { class: "belle-place" }).append(
        $("<label>", { for: id }).text(_(`identity.${place}`)),
        $("<div>", { class: "belle-hint", id: `${id}-hint` }).text(_(`identityHint.${place}`)),
        $("<div>", { class: "belle-hint belle-never" }).text(_("hint.never")),
      ),
      up,
      down,
    );
    item.on("keydown", (event) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      move(item, event.key === "ArrowUp", $(event.target));
    });
    list.append(item);
  }
  tell();
}
