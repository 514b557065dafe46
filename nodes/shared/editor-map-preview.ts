import { type PreviewAnswer, type PreviewRequest, previewPath } from "../route-map/desk.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { type Extent, pointOf, positionAt } from "./editor-map-position.ts";

/** Milliseconds after the last stroke of a key. */
const patience = 500;
/** Pixels that a store goes with an arrow key; with Shift it is one. */
const stride = 10;

/** The stores that can be moved on the picture: rows of the table. */
export interface MovableStores {
  names(): { id: string; name: string }[];
  position(index: number): [number, number] | undefined;
  move(index: number, position: [number, number]): void;
}

export interface MapPreview {
  /** Draws anew in a moment, where a map was asked for before. */
  changed(): void;
  close(): void;
}

/**
 * The map as it would be drawn, for somebody: on a press of the button, then with every change. A click on it, or the arrow
 * keys, move the chosen store.
 */
export function prepareMapPreview(_: Translate, request: () => PreviewRequest, stores: MovableStores): MapPreview {
  const map = $("#belle-map");
  const button = $("#belle-preview-map");
  const choice = $("#belle-move-store");
  let asking = new AbortController();
  let live = false;
  let timer: number | undefined;
  let extent: Extent | undefined;
  /** Whoever has chosen a store keeps it, whichever is shown. */
  let chosen = false;

  function showChoice(shown: string): void {
    const names = stores.names();
    const before = chosen ? String(choice.val() ?? "") : String(names.findIndex(({ id }) => id === shown));
    choice
      .empty()
      .append(
        names.map(({ name }, index) => $("<option>", { value: String(index) }).text(name || _("store.nameless"))),
      );
    choice.val(Number(before) >= 0 && Number(before) < names.length ? before : "0");
    $("#belle-move-row").prop("hidden", names.length === 0);
    if (names.length > 0) map.attr({ tabindex: "0", role: "group", "aria-label": _("label.map") });
    else map.removeAttr("tabindex role aria-label");
  }
  function show(answer: PreviewAnswer | undefined, problem: string): void {
    extent = answer?.extent;
    map.empty();
    if (answer !== undefined && answer.image !== "")
      map.append($("<img>", { src: answer.image, alt: answer.alt }).attr("draggable", "false"));
    $("#belle-map-words").text([answer?.alt ?? "", answer?.fallback ?? ""].filter((text) => text !== "").join(" – "));
    $("#belle-map-hints")
      .empty()
      .append((answer?.hints ?? []).map((text) => $("<li>").text(text)));
    $("#belle-map-problem").text(problem);
    showChoice(answer?.store ?? "");
  }
  async function draw(): Promise<void> {
    window.clearTimeout(timer);
    // What was asked before is out of date.
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    live = true;
    map.attr("aria-busy", "true");
    button.attr("aria-busy", "true");
    const answer = await ask<PreviewAnswer>(previewPath, _, json(request()), { signal });
    if (signal.aborted) return;
    map.removeAttr("aria-busy");
    button.removeAttr("aria-busy");
    if ("value" in answer) show(answer.value, "");
    else show(undefined, answer.problem);
  }
  const changed = () => {
    if (!live) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void draw(), patience);
  };
  function moveTo(x: number, y: number): void {
    const index = Number(choice.val());
    if (extent === undefined || stores.names()[index] === undefined) return;
    chosen = true;
    stores.move(index, positionAt(extent, x, y));
  }

  button.on("click", () => void draw());
  choice.on("change", () => {
    chosen = true;
  });
  map.on("click", "img", (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    moveTo(((event.clientX ?? 0) - box.left) / box.width, ((event.clientY ?? 0) - box.top) / box.height);
  });
  map.on("keydown", (event) => {
    const ways: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const way = ways[event.key];
    const image = map.find("img")[0];
    if (way === undefined || image === undefined || extent === undefined) return;
    event.preventDefault();
    const { width, height } = image.getBoundingClientRect();
    const position = stores.position(Number(choice.val()));
    // A store without a place begins in the middle.
    const [x, y] = position === undefined ? [0.5, 0.5] : pointOf(extent, position);
    const pixels = event.shiftKey ? 1 : stride;
    moveTo(x + (way[0] * pixels) / width, y + (way[1] * pixels) / height);
  });
  return {
    changed,
    close() {
      window.clearTimeout(timer);
      asking.abort();
    },
  };
}
