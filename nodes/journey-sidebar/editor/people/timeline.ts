import { formButton } from "../../../shared/editor-rows.ts";
import type { StoryPart } from "../../people/desk.ts";
import { canvasLabel, reveal } from "../on-canvas.ts";
import type { Desk } from "../pane.ts";
import { channelIcon, iconOf } from "./icons.ts";
import type { Times } from "./times.ts";

/** The story as it is read: from above to below, a separator a day. */

/** What a node is called on the canvas; one that is gone has only its id. */
export function nodeLabel(id: string, desk: Desk): string {
  return canvasLabel(id) ?? desk._("people.node-gone", { id });
}

/** A link to a node on the canvas. */
export function nodeLink(id: string, desk: Desk): JQuery {
  const label = nodeLabel(id, desk);
  const there = Boolean(RED.nodes.node(id));
  if (!there) return $("<span>", { class: "belle-people-node" }).text(label);
  return $("<button>", { type: "button", class: "belle-people-node", title: desk._("people.show-node") })
    .append($("<i>", { class: "fa fa-crosshairs", "aria-hidden": "true" }), $("<span>").text(label))
    .on("click", () => reveal(id));
}

export interface Timeline {
  place: JQuery;
  /** Shows these lines, in their order; those that were shown before stay as they are. */
  show(parts: readonly StoryPart[]): void;
  clear(): void;
}

export function timeline(desk: Desk, timesOf: () => Times, look: (part: StoryPart) => void): Timeline {
  const { _ } = desk;
  const place = $("<ol>", { class: "belle-people-line", role: "log", "aria-label": _("people.story") });
  let shown: number[] = [];
  let lastDay = "";

  function add(part: StoryPart): void {
    const { day, time, element } = timesOf();
    const today = day(part.at);
    if (today !== lastDay) place.append($("<li>", { class: "belle-people-day" }).text(today));
    lastDay = today;
    if (part.anew) place.append($("<li>", { class: "belle-people-anew" }).text(_("people.anew")));
    const { node, branch, looks } = part;
    const said = $("<div>", { class: "belle-people-said" }).append($("<p>").text(part.text));
    if (branch !== undefined)
      said.append(
        $("<p>", { class: "belle-people-branch" }).append(
          $("<i>", { class: "fa fa-code-fork", "aria-hidden": "true" }),
          $("<strong>").text(branch.label),
          branch.reason === "" ? "" : $("<span>").text(branch.reason),
        ),
      );
    const links = $("<div>", { class: "belle-people-links" });
    if (looks !== undefined)
      links.append(formButton(openText(looks.channel), channelIcon(looks.channel), () => look(part)));
    if (node !== undefined && node !== "") links.append(nodeLink(node, desk));
    if (links.children().length > 0) said.append(links);
    place.append(
      $("<li>", { class: "belle-people-step", "data-kind": part.kind, "data-seq": part.seq }).append(
        element(part.at, time(part.at)),
        iconOf(part.kind),
        said,
      ),
    );
  }
  function openText(channel: string): string {
    return ["print", "email", "sms", "page"].includes(channel) ? _(`people.open.${channel}`) : _("people.open.other");
  }
  function clear(): void {
    shown = [];
    lastDay = "";
    place.empty();
  }
  return {
    place,
    show(parts) {
      const seqs = parts.map(({ seq }) => seq);
      const goesOn = shown.every((seq, index) => seqs[index] === seq);
      if (!goesOn) clear();
      for (const part of parts.slice(shown.length)) add(part);
      shown = seqs;
    },
    clear,
  };
}
