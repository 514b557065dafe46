import type { DeskItem, DeskNode } from "../attention/desk.ts";
import { proofButton } from "./attention-proof.ts";
import { ago, instantOf, nodeName } from "./attention-words.ts";
import { reveal } from "./on-canvas.ts";
import type { Desk } from "./pane.ts";

/** One thing that waits, as a line of its group. */
export interface ItemLine {
  item: DeskItem;
  element: JQuery<HTMLElement>;
  /** Absent where who looks may settle nothing. */
  check?: JQuery<HTMLElement>;
  /** Says how long it has waited by now. */
  age(now: number): void;
}

/** A button that looks like a link: it leads to another place of the editor. */
function link(text: string, title: string, go: () => void): JQuery<HTMLElement> {
  return $("<button>", { type: "button", class: "belle-attention-link", title, "aria-label": title })
    .text(text)
    .on("click", go) as JQuery<HTMLElement>;
}

export function itemLine(
  item: DeskItem,
  { desk, node, mayAct }: { desk: Desk; node: DeskNode | undefined; mayAct: boolean },
): ItemLine {
  const { _ } = desk;
  const { text, caseKey } = item;
  const element = $("<li>", { class: "belle-attention-item" });
  const check = mayAct
    ? $<HTMLElement>("<input>", { type: "checkbox", "aria-label": _("attention.select", { what: text }) })
    : undefined;
  const words = $("<label>", { class: "belle-attention-text" });
  if (check !== undefined) words.append(check);
  words.append($("<span>").text(text));
  element.append(words);
  if (item.kind === "conflict") element.append(comparison(item, desk));

  const name = nodeName(item.node, node);
  const age = $("<span>", { title: instantOf(item.at) });
  const about = $("<div>", { class: "belle-attention-about" }).append(
    RED.nodes.node(item.node)
      ? link(name, _("attention.open-node", { node: name }), () => reveal(item.node))
      : $("<span>").text(`${name} (${_("attention.gone")})`),
  );
  if (caseKey !== undefined)
    about.append(
      link(_("attention.case", { case: caseKey }), _("attention.open-person", { case: caseKey }), () =>
        desk.go("people", caseKey),
      ),
    );
  about.append(age);
  if (item.cost !== undefined) about.append($("<span>").text(_("attention.cost", { cost: item.cost })));
  element.append(about);
  if (item.proof) element.append(proofButton(item.id, desk.campaign, _));
  return {
    item,
    element: element as JQuery<HTMLElement>,
    ...(check !== undefined && { check }),
    age: (now) => age.text(ago(item.at, now)),
  };
}

/** What stands beside what came: whoever chooses sees both. */
function comparison({ standing, taken = "" }: DeskItem, { _ }: Desk): JQuery {
  const list = $("<dl>", { class: "belle-attention-both" });
  if (standing !== undefined) list.append($("<dt>").text(_("attention.stands")), $("<dd>").text(standing));
  return list.append($("<dt>").text(_("attention.new")), $("<dd>").text(taken));
}
