import type { AttentionKind } from "../../../src/journey/index.ts";
import type { AttentionAnswer, DeskItem } from "../attention/desk.ts";
import { type ItemLine, itemLine } from "./attention-item.ts";
import { keyOf } from "./attention-words.ts";
import type { Desk } from "./pane.ts";

/** What is waited for by others comes first, then what may be wrong outside. */
export const kinds = [
  "approval",
  "unknown",
  "batch",
  "conflict",
  "late",
  "dead",
  "orphans",
] as const satisfies AttentionKind[];

interface Group {
  section: JQuery<HTMLElement>;
  list: JQuery<HTMLElement>;
  count: JQuery<HTMLElement>;
  all: JQuery<HTMLElement>;
}

/** The groups of what waits, kept from look to look: what has not changed stays as it is, with its check. */
export class AttentionList {
  readonly place = $<HTMLElement>("<div>", { class: "belle-attention-groups" });
  private readonly desk: Desk;
  private readonly mayAct: boolean;
  private readonly chosen: () => void;
  private readonly groups = new Map<AttentionKind, Group>();
  private readonly lines = new Map<string, { line: ItemLine; sign: string }>();
  private order = "";

  /** `chosen`: other things are selected. */
  constructor(desk: Desk, { mayAct, chosen }: { mayAct: boolean; chosen(): void }) {
    this.desk = desk;
    this.mayAct = mayAct;
    this.chosen = chosen;
    for (const kind of kinds) this.groups.set(kind, this.group(kind));
    this.place.append([...this.groups.values()].map(({ section }) => section));
    this.place.on("change", "input[type=checkbox]", () => this.follow());
  }

  /** Shows these, with what was selected of them. */
  show(answer: AttentionAnswer, items: readonly DeskItem[]): void {
    const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
    const before = new Map(this.lines);
    this.lines.clear();
    for (const item of items) {
      const node = nodes.get(item.node);
      const known = before.get(keyOf(item));
      const sign = JSON.stringify([item, node]);
      const line = known?.sign === sign ? known.line : itemLine(item, { desk: this.desk, node, mayAct: this.mayAct });
      // It is the same thing, told otherwise.
      if (known !== undefined && line !== known.line && isChecked(known.line)) line.check?.prop("checked", true);
      line.age(answer.now);
      this.lines.set(keyOf(item), { line, sign });
    }
    this.arrange(items);
    this.follow();
  }

  /** What is selected. */
  get selected(): DeskItem[] {
    return [...this.lines.values()].filter(({ line }) => isChecked(line)).map(({ line }) => line.item);
  }

  clear(): void {
    for (const { line } of this.lines.values()) line.check?.prop("checked", false);
    this.follow();
  }

  /** Keeps the selection where it is while it is being settled. */
  rest(resting: boolean): void {
    this.place.find("input[type=checkbox]").prop("disabled", resting);
  }

  private arrange(items: readonly DeskItem[]): void {
    const order = JSON.stringify([...this.lines].map(([key, { sign }]) => [key, sign]));
    if (order === this.order) return;
    this.order = order;
    const focused = document.activeElement;
    for (const [kind, { section, list, count }] of this.groups) {
      const own = items.filter((item) => item.kind === kind);
      list.children().detach();
      list.append(own.map((item) => this.lines.get(keyOf(item))!.line.element));
      count.text(String(own.length));
      section.prop("hidden", own.length === 0);
    }
    // Moved, an element loses it.
    if (focused instanceof HTMLElement && this.place[0]?.contains(focused)) focused.focus();
  }

  private group(kind: AttentionKind): Group {
    const { _ } = this.desk;
    const title = _(`attention.group.${kind}.title`);
    const id = `belle-attention-${kind}`;
    const all = $<HTMLElement>("<input>", {
      type: "checkbox",
      "aria-label": _("attention.select-all", { group: title }),
    });
    all.on("change", () => {
      for (const { line } of this.lines.values())
        if (line.item.kind === kind) line.check?.prop("checked", all.prop("checked"));
    });
    const count = $<HTMLElement>("<span>", { class: "belle-attention-count" });
    const head = $("<h4>", { id }).append($("<span>").text(title), count);
    const list = $<HTMLElement>("<ul>");
    const section = $<HTMLElement>("<section>", { "aria-labelledby": id, "data-kind": kind, hidden: true }).append(
      $("<div>", { class: "belle-attention-head" }).append(...(this.mayAct ? [all, head] : [head])),
      $("<p>", { class: "belle-hint" }).text(_(`attention.group.${kind}.hint`)),
      list,
    );
    return { section, list, count, all };
  }

  /** The check of each group says how much of it is selected. */
  private follow(): void {
    for (const [kind, { all }] of this.groups) {
      const own = [...this.lines.values()].filter(({ line }) => line.item.kind === kind);
      const some = own.filter(({ line }) => isChecked(line)).length;
      all.prop({ checked: some > 0 && some === own.length, indeterminate: some > 0 && some < own.length });
    }
    for (const { line } of this.lines.values()) line.element.toggleClass("belle-attention-chosen", isChecked(line));
    this.chosen();
  }
}

const isChecked = ({ check }: ItemLine): boolean => check?.prop("checked") === true;
