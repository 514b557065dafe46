import type { AttentionChoice } from "../../../src/journey/index.ts";
import { asksName, nameGiven, rememberName } from "../../shared/editor-who-acts.ts";
import type { AttentionAnswer, DeskItem, DeskNode } from "../attention/desk.ts";
import { nodeName } from "./attention-words.ts";
import type { Desk } from "./pane.ts";

/** What a person says of what is selected. */
export interface Said {
  choice: AttentionChoice;
  why: string;
  by?: string;
  to?: string;
}

/** Choices that harm nobody when they are made by mistake. */
const harmless: ReadonlySet<AttentionChoice> = new Set(["replay", "move"]);

/** The bar below the list: what can be done with what is selected, why, and by whom. */
export class AttentionBar {
  readonly place: JQuery<HTMLElement>;
  private readonly desk: Desk;
  private readonly settle: (said: Said) => Promise<void>;
  private readonly count = $<HTMLElement>("<strong>");
  private readonly why: JQuery<HTMLElement>;
  private readonly by: JQuery<HTMLElement>;
  private readonly to: JQuery<HTMLElement>;
  private readonly toRow: JQuery<HTMLElement>;
  private readonly fields: JQuery<HTMLElement>;
  private readonly problem = $<HTMLElement>("<div>", { class: "belle-problem", role: "alert" });
  private readonly buttons = $<HTMLElement>("<div>", { class: "belle-attention-buttons" });
  private readonly question = $<HTMLElement>("<div>", { class: "belle-attention-question", hidden: true });
  /** What the buttons stand for, so that they are drawn anew only when they change. */
  private drawn = "";
  private selected: readonly DeskItem[] = [];
  private reasoned: readonly AttentionChoice[] = [];

  constructor(desk: Desk, { settle, clear }: { settle(said: Said): Promise<void>; clear(): void }) {
    this.desk = desk;
    this.settle = settle;
    const { _ } = desk;
    this.why = field("belle-attention-why", { placeholder: _("attention.bar.why-hint"), maxlength: "2000" });
    this.by = field("belle-attention-by", { maxlength: "200", autocomplete: "name" });
    this.by.val(nameGiven());
    this.to = $<HTMLElement>("<select>", { id: "belle-attention-to" });
    this.toRow = row(this.to, _("attention.bar.to"));
    this.fields = $<HTMLElement>("<div>", { class: "belle-attention-fields" }).append(
      this.toRow,
      row(this.why, _("attention.bar.why")),
      ...(asksName() ? [row(this.by, _("attention.bar.by"))] : []),
    );
    const drop = $("<button>", { type: "button", class: "belle-attention-link" }).text(_("attention.bar.clear"));
    drop.on("click", clear);
    this.place = $<HTMLElement>("<div>", {
      class: "belle-attention-bar",
      role: "group",
      "aria-label": _("attention.bar.label"),
      hidden: true,
    }).append(
      $("<div>", { class: "belle-attention-selected" }).append(this.count, drop),
      this.fields,
      this.problem,
      this.buttons,
      this.question,
    );
    this.place.on("keydown", (event) => {
      if (event.key !== "Escape" || this.question.prop("hidden")) return;
      // The editor would look for what the key was pressed in, which is gone by then.
      event.stopPropagation();
      this.withdraw();
    });
  }

  /** What is selected now, and what those who are left behind can go on at. */
  show(selected: readonly DeskItem[], { nodes, reasoned }: Pick<AttentionAnswer, "nodes" | "reasoned">): void {
    this.selected = selected;
    this.reasoned = reasoned;
    this.place.prop("hidden", selected.length === 0);
    this.count.text(this.desk._("attention.bar.selected", { count: selected.length }));
    const choices = commonChoices(selected);
    const targets = targetsOf(selected, nodes);
    const drawn = JSON.stringify([selected.map(({ id }) => id), choices, targets]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.withdraw();
    this.say("");
    this.draw(choices, targets);
  }

  /** A sentence that says what is missing, or how far it is. */
  say(sentence: string): void {
    this.problem.text(sentence);
  }

  /** Nothing can be asked for while something is being settled. */
  rest(resting: boolean): void {
    this.place.find("button, input, select").prop("disabled", resting);
    this.place.attr("aria-busy", String(resting));
  }

  emptied(): void {
    this.why.val("");
  }

  private draw(choices: readonly AttentionChoice[], targets: readonly DeskNode[]): void {
    const { _ } = this.desk;
    const moves = choices.includes("move");
    this.toRow.prop("hidden", !moves || targets.length === 0);
    const chosen = String(this.to.val() ?? "");
    this.to.empty().append(targets.map((node) => $("<option>", { value: node.id }).text(nodeName(node.id, node))));
    if (targets.some(({ id }) => id === chosen)) this.to.val(chosen);
    this.fields.prop("hidden", choices.length === 0);
    this.buttons.empty();
    if (choices.length === 0) return void this.buttons.append($("<span>").text(_("attention.bar.mixed")));
    if (moves && targets.length === 0)
      this.buttons.append($("<div>", { class: "belle-hint" }).text(_("attention.bar.no-target")));
    for (const choice of choices) {
      if (choice === "move" && targets.length === 0) continue;
      const button = $("<button>", { type: "button", class: "red-ui-button", "data-choice": choice });
      button.text(_(`attention.choice.${choice}`)).on("click", () => this.chosen(choice));
      this.buttons.append(button);
    }
  }

  private chosen(choice: AttentionChoice): void {
    const { _ } = this.desk;
    const why = String(this.why.val()).trim();
    const by = String(this.by.val()).trim();
    const missing = (input: JQuery<HTMLElement>, is: boolean, sentence: string) => {
      input.attr("aria-invalid", String(is));
      if (!is) return false;
      this.say(sentence);
      input.trigger("focus");
      return true;
    };
    this.say("");
    if (missing(this.why, this.reasoned.includes(choice) && why === "", _("attention.bar.why-missing"))) return;
    if (missing(this.by, asksName() && by === "", _("attention.bar.by-missing"))) return;
    rememberName(by);
    const said: Said = {
      choice,
      why,
      ...(asksName() && { by }),
      ...(choice === "move" && { to: String(this.to.val() ?? "") }),
    };
    if (harmless.has(choice)) void this.settle(said);
    else this.ask(said);
  }

  /** Says what follows, and goes on when it is said once more. */
  private ask(said: Said): void {
    const { _ } = this.desk;
    const id = "belle-attention-consequence";
    const yes = $("<button>", {
      type: "button",
      class: "red-ui-button primary",
      "aria-describedby": id,
      "data-confirm": said.choice,
    }).text(`${_(`attention.choice.${said.choice}`)} (${this.selected.length})`);
    const no = $("<button>", { type: "button", class: "red-ui-button" }).text(_("attention.bar.cancel"));
    yes.on("click", () => {
      this.withdraw();
      void this.settle(said);
    });
    no.on("click", () => this.withdraw());
    this.question
      .empty()
      .append($("<p>", { id }).text(_(`attention.confirm.${said.choice}`)), yes, no)
      .prop("hidden", false);
    this.buttons.prop("hidden", true);
    yes.trigger("focus");
  }

  private withdraw(): void {
    if (this.question.prop("hidden")) return;
    this.question.empty().prop("hidden", true);
    this.buttons.prop("hidden", false).find("button").first().trigger("focus");
  }
}

function field(id: string, more: Record<string, string>): JQuery<HTMLElement> {
  // By `attr`: what is given with the element goes to jQuery UI's widgets, which have an `autocomplete` of their own.
  return $<HTMLElement>("<input>").attr({ type: "text", id, ...more });
}

function row(input: JQuery<HTMLElement>, label: string): JQuery<HTMLElement> {
  const words = $("<label>", { for: String(input.attr("id")) }).text(label);
  return $<HTMLElement>("<div>", { class: "belle-attention-field" }).append(words, input);
}

/** What may be said of all of them. */
function commonChoices(items: readonly DeskItem[]): AttentionChoice[] {
  const [first, ...rest] = items;
  return (first?.choices ?? []).filter((choice) => rest.every(({ choices }) => choices.includes(choice)));
}

/** Nodes at which all of those go on who are left behind: of their type, and running. */
function targetsOf(items: readonly DeskItem[], nodes: readonly DeskNode[]): DeskNode[] {
  if (!items.some(({ kind }) => kind === "orphans")) return [];
  const typeOf = (id: string) => nodes.find((node) => node.id === id)?.type;
  const types = new Set(items.map(({ node }) => typeOf(node)));
  return types.size === 1 ? nodes.filter(({ type, deployed }) => deployed && types.has(type)) : [];
}
