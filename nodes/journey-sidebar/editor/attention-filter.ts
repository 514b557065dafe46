import type { AttentionAnswer, DeskItem } from "../attention/desk.ts";
import { kinds } from "./attention-list.ts";
import { nodeName } from "./attention-words.ts";
import type { Desk } from "./pane.ts";

/** What of all that waits is shown: of one kind, of one node. */
export class AttentionFilter {
  readonly place = $<HTMLElement>("<div>", { class: "belle-attention-filter" });
  private readonly desk: Desk;
  private readonly changed: () => void;
  private readonly kind: JQuery<HTMLElement>;
  private readonly node: JQuery<HTMLElement>;
  /** What was drawn last, so that a list that is open stays so. */
  private drawn = "";

  constructor(desk: Desk, changed: () => void) {
    this.desk = desk;
    this.changed = changed;
    const { _ } = desk;
    this.kind = $<HTMLElement>("<select>", { "aria-label": _("attention.filter.kind"), "data-filter": "kind" });
    this.node = $<HTMLElement>("<select>", { "aria-label": _("attention.filter.node"), "data-filter": "node" });
    this.place.append(this.kind, this.node).on("change", changed);
    this.fill([], []);
  }

  /** Of one node alone; without: everything. */
  set(node = ""): void {
    this.kind.val("");
    if (node !== "" && this.node.find("option").filter((_at, one) => $(one).val() === node).length === 0)
      this.node.append($("<option>", { value: node }).text(nodeName(node, undefined)));
    this.node.val(node);
    this.drawn = "";
    this.changed();
  }

  takes({ kind, node }: DeskItem): boolean {
    const [ofKind, ofNode] = [String(this.kind.val() ?? ""), String(this.node.val() ?? "")];
    return (ofKind === "" || ofKind === kind) && (ofNode === "" || ofNode === node);
  }

  /** Offers what there is, and what is chosen already. */
  show({ items, nodes }: AttentionAnswer): void {
    const { _ } = this.desk;
    const [ofKind, ofNode] = [String(this.kind.val() ?? ""), String(this.node.val() ?? "")];
    const counted = (own: (item: DeskItem) => boolean) => items.filter(own).length;
    const known = new Map(nodes.map((node) => [node.id, node]));
    const ids = [...new Set([...items.map(({ node }) => node), ...(ofNode === "" ? [] : [ofNode])])];
    const kindRows = kinds
      .filter((kind) => kind === ofKind || items.some((item) => item.kind === kind))
      .map((kind) => [kind, _(`attention.group.${kind}.title`), counted((item) => item.kind === kind)] as const);
    const nodeRows = ids.map((id) => [id, nodeName(id, known.get(id)), counted(({ node }) => node === id)] as const);
    const drawn = JSON.stringify([kindRows, nodeRows]);
    this.place.prop("hidden", items.length < 2 && ofKind === "" && ofNode === "");
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.fill(kindRows, nodeRows);
    this.kind.val(ofKind);
    this.node.val(ofNode);
  }

  private fill(
    ofKind: readonly (readonly [id: string, name: string, count: number])[],
    ofNode: readonly (readonly [id: string, name: string, count: number])[],
  ): void {
    const { _ } = this.desk;
    const options = (all: string, rows: typeof ofKind) => [
      $("<option>", { value: "" }).text(all),
      ...rows.map(([id, name, count]) => $("<option>", { value: id }).text(`${name} (${count})`)),
    ];
    this.kind.empty().append(options(_("attention.filter.every-kind"), ofKind));
    this.node.empty().append(options(_("attention.filter.every-node"), ofNode));
  }
}
