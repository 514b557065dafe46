import { type Scene, type SceneText, sceneTextName } from "../render-message/scenes.ts";
import type { Translate } from "./editor-catalogue.ts";
import { mediaField } from "./editor-media.ts";
import { type Choices, choiceInput, formRow, iconButton, linesInput, switchInput, textInput } from "./editor-rows.ts";

/** What a card asks its list to do. */
export interface SceneWishes {
  /** A setting has changed. */
  changed(): void;
  /** @param by -1: one place up, 1: one down */
  move(by: -1 | 1): void;
  remove(): void;
}

export interface ScenePlace {
  node: EditorNode;
  /** From 1. */
  number: number;
  count: number;
  /** Names of the maps before the node. */
  maps: readonly string[];
}

/** A scene as a card: what it shows and says first, the rest folded. Its settings are written into `scene`, its texts are fields with `data-text`. */
export function sceneCard(scene: Scene, place: ScenePlace, _: Translate, wishes: SceneWishes): JQuery {
  const { node, number, count, maps } = place;
  const parts: [shown: () => boolean, row: JQuery][] = [];
  const adapt = () => {
    for (const [shown, row] of parts) row.prop("hidden", !shown());
  };
  const set = (change: () => void) => {
    change();
    adapt();
    wishes.changed();
  };
  /** A choice whose values are those of a setting; their words are in the catalogue under its name. */
  const choice = <Name extends "background" | "motion" | "beside" | "side" | "place" | "align" | "ground">(
    name: Name,
    values: readonly Scene[Name][],
  ) => {
    const choices: Choices = values.map((value) => [value, _(`sceneChoice.${name}.${value}`)]);
    const input = choiceInput(choices, scene[name], (value) => set(() => Object.assign(scene, { [name]: value })));
    return input.attr("data-part", name);
  };
  const typed = (name: "colour" | "media" | "besideMedia" | "besideMap" | "duration", more: object = {}) =>
    textInput(String(scene[name]), (value) => set(() => Object.assign(scene, { [name]: value })), more).attr(
      "data-part",
      name,
    );
  const only = (shown: () => boolean, row: JQuery) => {
    parts.push([shown, row]);
    return row;
  };
  const file = (name: "media" | "besideMedia", label: string, shown: () => boolean, films: boolean) => {
    const field = typed(name);
    const row = only(shown, formRow(label, field));
    mediaField(field, node, _, { kinds: films ? ["png", "jpeg", "film"] : ["png", "jpeg"] });
    return row;
  };
  const text = (name: SceneText, rows: number, hint = "") => {
    const field = (rows === 1 ? textInput("", () => {}) : linesInput("", () => {}, { rows })).attr({
      "data-text": sceneTextName(number, name),
      placeholder: _(`example.scene-${name}`),
    });
    const insert = iconButton(_("button.insertIn", { text: _(`sceneText.${name}`) }), "plus", () => {});
    insert.addClass("belle-insert").attr({ "aria-expanded": "false", "aria-controls": "belle-insert-panel" });
    return formRow(_(`sceneText.${name}`), [field, insert], hint);
  };

  const colour = typed("colour", { placeholder: "#12355b", size: 8 });
  const well = $("<input>", { type: "color", "aria-label": _("sceneText.colour") }).val(scene.colour);
  well.on("input", () => colour.val(String(well.val())).trigger("change"));
  colour.on("change input", () => /^#[0-9a-f]{6}$/i.test(scene.colour) && well.val(scene.colour));
  const seconds = typed("duration", { size: 4 }).attr("aria-label", _("sceneText.duration"));
  const background = choice("background", ["colour", "picture", "clip"]);
  const besideMap = typed("besideMap", { placeholder: maps[0] ?? "home" });
  const proposals = $("<datalist>", { id: `belle-scene-maps-${number}` }).append(
    maps.map((name) => $("<option>", { value: name })),
  );
  besideMap.attr("list", String(proposals.attr("id")));

  const move = (by: -1 | 1, icon: string, words: string) => {
    const button = iconButton(words, icon, () => wishes.move(by));
    return button.prop("disabled", by < 0 ? number === 1 : number === count).attr("data-move", by);
  };
  const head = $("<div>", { class: "belle-inline belle-scene-head" }).append(
    $("<strong>").text(_("scene.title", { number })),
    $("<label>").append(seconds, $("<span>").text(_("label.seconds"))),
    $("<span>", { class: "belle-space" }),
    move(-1, "arrow-up", _("button.sceneUp", { number })),
    move(1, "arrow-down", _("button.sceneDown", { number })),
    iconButton(_("button.sceneRemove", { number }), "trash-o", wishes.remove).attr("data-remove", ""),
  );
  const more = $("<details>", { class: "belle-scene-more" }).append(
    $("<summary>").text(_("scene.more")),
    text("small", 1),
    text("amount", 1),
    text("caption", 1),
    formRow(_("sceneText.beside"), [
      choice("beside", ["none", "map", "picture"]),
      choice("side", ["right", "left"]).attr("aria-label", _("sceneText.side")),
    ]),
    only(
      () => scene.beside === "map",
      formRow(_("sceneText.besideMap"), besideMap, _("hint.besideMap")).append(proposals),
    ),
    file("besideMedia", _("sceneText.besideMedia"), () => scene.beside === "picture", false),
    formRow(_("sceneText.place"), [
      choice("place", ["top", "middle", "bottom"]),
      choice("align", ["left", "centre"]).attr("aria-label", _("sceneText.align")),
    ]),
    formRow(_("sceneText.ground"), choice("ground", ["usual", "none", "shade", "plate"]), _("hint.ground")),
    only(
      () => scene.background === "picture",
      formRow(_("sceneText.motion"), choice("motion", ["none", "zoom-in", "zoom-out"])),
    ),
    formRow(
      _("sceneText.fade"),
      switchInput(_("scene.fade"), String(scene.fade) === "true", (on) =>
        set(() => Object.assign(scene, { fade: on })),
      ),
    ),
  );
  more.prop("open", scene.beside !== "none");
  const card = $("<li>", { class: "belle-scene", "data-scene": number, "aria-label": _("scene.title", { number }) });
  card.append(
    head,
    formRow(_("sceneText.background"), background),
    only(() => scene.background === "colour", formRow(_("sceneText.colour"), [colour, well])),
    file("media", _("sceneText.media"), () => scene.background !== "colour", true),
    text("headline", 2),
    text("text", 2),
    more,
  );
  adapt();
  return card;
}
