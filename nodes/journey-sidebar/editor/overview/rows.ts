import type { Figures, FunnelRow } from "../../../../src/desk/index.ts";
import { canvasLabel, reveal } from "../on-canvas.ts";
import type { Desk } from "../pane.ts";
import { outputLabel } from "./outputs.ts";
import type { Gone } from "./overview.ts";
import { comingInWords, grammar, inNumber, inWords, outputCount } from "./words.ts";

/** A row of the funnel, and how it is written anew without losing the focus. */
export interface Row {
  /** Whose figures it shows, by the id that the node runs under. */
  node: string;
  item: JQuery;
  write(figures: Figures, of: { largest: number; now: number }): void;
}

/** Icon and colour of a node; of one that is not on the canvas, a place for it. */
const iconOf = (node: EditorNode | null | undefined): JQuery =>
  node === null || node === undefined ? $("<span>", { class: "belle-funnel-icon" }) : RED.utils.createNodeIcon(node);

export function nodeRow(row: FunnelRow & { kind: "node" }, desk: Desk): Row {
  const { _ } = desk;
  const node = RED.nodes.node(row.saved);
  const name = canvasLabel(row.saved, row.type) ?? row.saved;
  const bar = $("<span>", { class: "belle-funnel-bar", "aria-hidden": "true" }).append($("<span>"));
  const coming = $("<span>", { class: "belle-funnel-coming" });
  const words = $("<span>", { class: "belle-funnel-words" });
  const button = $("<button>", { type: "button", class: "belle-funnel-node", title: _("overview.show") })
    .append(
      iconOf(node).attr("aria-hidden", "true"),
      $("<span>", { class: "belle-funnel-text" }).append(
        $("<span>", { class: "belle-funnel-head" }).append(
          $("<span>", { class: "belle-funnel-name" }).text(name),
          coming,
        ),
        bar,
        words,
      ),
    )
    .prop("disabled", node === null || node === undefined)
    .on("click", () => reveal(row.saved));
  const ask = askButton(row.id, desk);
  const item = $("<li>").css("--belle-depth", String(row.depth)).append(button, ask.element);
  return {
    node: row.id,
    item,
    write(figures, { largest, now }) {
      const count = figures.in ?? 0;
      bar.children().css("width", `${Math.max(count > 0 ? 2 : 0, (100 * count) / largest)}%`);
      coming.text(comingInWords(figures, row.type, _));
      wordsInto(words, figures, row.type, now, desk);
      ask.write(figures);
    },
  };
}

export function branchRow(row: FunnelRow & { kind: "branch" }): Row {
  const node = RED.nodes.node(row.saved);
  const label = node === null || node === undefined ? String(row.port + 1) : outputLabel(node, row.port);
  const number = $("<span>", { class: "belle-funnel-coming" });
  const item = $("<li>", { class: "belle-funnel-branch" })
    .css("--belle-depth", String(row.depth))
    .append($("<i>", { class: "fa fa-level-up fa-rotate-90", "aria-hidden": "true" }), $("<span>").text(label), number);
  return {
    node: row.from,
    item,
    write(figures) {
      const count = outputCount(row.type, row.port, figures);
      number.text(count === undefined ? "" : inNumber(count));
    },
  };
}

/** A node that is not among those that run, and has people left. */
export function goneRow({ id, type, name }: Gone, desk: Desk): Row {
  const { _ } = desk;
  const words = $("<span>", { class: "belle-funnel-words" });
  const ask = askButton(id, desk);
  const item = $("<li>").append(
    $("<div>", { class: "belle-funnel-node" }).append(
      iconOf(undefined).append($("<i>", { class: "fa fa-chain-broken", "aria-hidden": "true" })),
      $("<span>", { class: "belle-funnel-text" }).append(
        $("<span>", { class: "belle-funnel-name" }).text(name || typeLabel(type) || id),
        words,
      ),
    ),
    ask.element,
  );
  return {
    node: id,
    item,
    write(figures, { now }) {
      const left = figures.left ?? 0;
      wordsInto(words, figures, type, now, desk);
      if (left > 0) words.append($("<span>").text(_(`overview.left.${grammar(left)}`, { number: inNumber(left) })));
      ask.write(figures);
    },
  };
}

function typeLabel(type: string): string {
  const { paletteLabel } = RED.nodes.getType(type) ?? {};
  return typeof paletteLabel === "string" ? paletteLabel : type;
}

function wordsInto(place: JQuery, figures: Figures, type: string, now: number, { _ }: Desk): void {
  place
    .empty()
    .append(inWords(figures, type, now, _).map(({ text, tone }) => $("<span>", { "data-tone": tone }).text(text)));
}

/** To what waits for a person at a node. */
function askButton(node: string, { _, go }: Desk): { element: JQuery; write(figures: Figures): void } {
  const element = $("<button>", { type: "button", class: "belle-funnel-ask" }).on("click", () => go("attention", node));
  return {
    element,
    write({ asks = 0 }) {
      element.prop("hidden", asks === 0).text(_("overview.asks", { number: inNumber(asks) }));
    },
  };
}
