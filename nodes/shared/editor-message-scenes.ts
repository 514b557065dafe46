import type { RenderMessageConfig } from "../render-message/config.ts";
import { blankScene, figure, mostScenes, mostSeconds, type Scene } from "../render-message/scenes.ts";
import type { Translate } from "./editor-catalogue.ts";
import { mediaField } from "./editor-media.ts";
import { sceneCard } from "./editor-message-scene.ts";
import { type MessageTexts, ownLanguage } from "./editor-message-texts.ts";
import { formButton } from "./editor-rows.ts";

export interface SceneList {
  /** The scenes with the texts of the first language, as they are saved. */
  rows(): Scene[];
  count(): number;
  /** Puts the cursor into a setting of a scene, from 1, or on the button that adds one. */
  goTo(number: number, part: string): void;
}

interface SceneListPlace {
  node: EditorNode;
  texts: MessageTexts;
  /** Names of the maps before the node. */
  maps: readonly string[];
  /** Called when cards were made anew: their texts are empty then. */
  made(): void;
  changed(): void;
}

/** The storyboard of a video: cards that are added, moved and taken out, by the mouse or the keys. */
export function prepareScenes(saved: RenderMessageConfig["scenes"], _: Translate, place: SceneListPlace): SceneList {
  const { node, texts, maps, made, changed } = place;
  const list = $("#belle-scenes");
  const total = $("#belle-scenes-total");
  let scenes = saved.map((scene) => ({ ...scene }));
  mediaField($("#node-input-sound"), node, _, { kinds: ["sound"] });

  const tell = () => {
    const seconds = scenes.reduce((sum, { duration }) => sum + (figure(duration) || 0), 0);
    const figures = { count: scenes.length, seconds: new Intl.NumberFormat(RED.i18n.lang()).format(seconds) };
    const over = seconds > mostSeconds;
    total.text(over ? _("scene.tooLong", { ...figures, most: mostSeconds }) : _("scene.total", figures));
    total.toggleClass("belle-doubt", over);
    add.prop("disabled", scenes.length >= mostScenes);
  };
  const settled = () => {
    tell();
    changed();
  };
  /** Brings the scenes into another order, with their texts in every language. @param order numbers, from 1; 0: a new one */
  function arrange(order: readonly number[]): void {
    texts.arrange(order);
    const blank = () => ({ ...blankScene, besideMap: maps[0] ?? blankScene.besideMap });
    scenes = order.map((number) => scenes[number - 1] ?? blank());
    draw();
    settled();
  }
  const numbers = () => scenes.map((_scene, index) => index + 1);
  function move(number: number, by: -1 | 1): void {
    const order = numbers();
    const [from, to] = [number - 1, number - 1 + by];
    [order[from], order[to]] = [order[to]!, order[from]!];
    arrange(order);
    const card = list.children().eq(to);
    const button = card.find(`[data-move="${by}"]`);
    (button.prop("disabled") === true ? card.find(`[data-move="${-by}"]`) : button).trigger("focus");
  }
  function remove(number: number): void {
    arrange(numbers().filter((one) => one !== number));
    const next = list.children().eq(Math.min(number, scenes.length) - 1);
    (next.length > 0 ? next.find("[data-remove]") : add).trigger("focus");
  }
  function draw(): void {
    // The list of what can be inserted may stand in a card.
    $("#belle-insert-panel").prop("hidden", true).insertAfter("#belle-scenes");
    const open = list
      .children()
      .toArray()
      .map((card) => $(card).find("details").prop("open") === true);
    const cards = scenes.map((scene, index) =>
      sceneCard(scene, { node, number: index + 1, count: scenes.length, maps }, _, {
        changed: settled,
        move: (by) => move(index + 1, by),
        remove: () => remove(index + 1),
      }),
    );
    list.empty().append(cards);
    if (open.length === scenes.length)
      for (const [index, card] of cards.entries()) if (open[index] === true) card.find("details").prop("open", true);
    made();
  }
  const add = formButton(_("button.addScene"), "plus", () => {
    arrange([...numbers(), 0]);
    list.children().last().find("[data-text$=_headline]").trigger("focus");
  }).attr("id", "belle-add-scene");
  total.before(add);
  draw();
  tell();
  return {
    rows: () => scenes.map((scene, index) => ({ ...scene, ...texts.ofScene(index + 1, ownLanguage) })),
    count: () => scenes.length,
    goTo(number, part) {
      const field = list
        .children()
        .eq(number - 1)
        .find(`[data-part="${part}"]`);
      field.closest("details").prop("open", true);
      (field.length > 0 ? field : add).trigger("focus");
    },
  };
}
