import { freshElementId } from "../../../shared/editor-rows.ts";
import type { JourneyNow } from "../../people/desk.ts";
import type { Desk } from "../pane.ts";
import { nodeLabel } from "./timeline.ts";

/** The fields in which an advertiser answers, to be answered in their place. */

interface Field {
  name: string;
  type: string;
  target: string;
  values?: { value: string }[];
}
type Value = string | number | boolean;

const simple = ["text", "enum", "number", "boolean", "date", "email", "phone"];

/** The webhooks that release a wait, by its own list or by the campaign. */
function webhooksOf({ webhooks }: JourneyNow["waits"][number], campaign: string | undefined) {
  const all = RED.nodes.filterNodes({ type: "inbound-webhook" });
  return all.filter(({ id, campaign: of }) => (webhooks.length > 0 ? webhooks.includes(id) : of === campaign));
}

export interface AnswerFields {
  place: JQuery;
  /** What was filled in. */
  data(): Record<string, Value>;
}

export function answerFields(desk: Desk, wait: JourneyNow["waits"][number]): AnswerFields {
  const { _ } = desk;
  const place = $("<div>", { class: "belle-people-fields" });
  const rows = $("<div>");
  const inputs = new Map<string, { type: string; input: JQuery }>();
  const webhooks = webhooksOf(wait, desk.campaign());

  function draw(fields: Field[]): void {
    inputs.clear();
    rows.empty();
    for (const { name, type, values = [] } of fields) {
      const id = freshElementId();
      const input = inputOf(type, values).attr("id", id);
      inputs.set(name, { type, input });
      rows.append($("<label>", { for: id }).text(name), input);
    }
    if (fields.length === 0) rows.append($("<p>", { class: "belle-people-hint" }).text(_("people.answer.no-fields")));
  }
  function inputOf(type: string, values: { value: string }[]): JQuery {
    const options =
      type === "enum"
        ? values.map(({ value }) => ({ value, text: value }))
        : [
            { value: "true", text: _("people.answer.true") },
            { value: "false", text: _("people.answer.false") },
          ];
    if (type !== "enum" && type !== "boolean")
      return $("<input>", { type: type === "number" ? "number" : type === "date" ? "date" : "text" }).attr(
        "step",
        "any",
      );
    return $("<select>").append(
      $("<option>", { value: "" }).text("–"),
      options.map(({ value, text }) => $("<option>", { value }).text(text)),
    );
  }
  const fieldsOf = (id: string): Field[] => {
    const node = webhooks.find((one) => one.id === id);
    const fields = Array.isArray(node?.fields) ? (node.fields as Field[]) : [];
    return fields.filter(({ target, type }) => target === "event" && simple.includes(type));
  };
  if (webhooks.length > 1) {
    const select = $("<select>", { "aria-label": _("people.answer.webhook") }).append(
      webhooks.map(({ id }) => $("<option>", { value: id }).text(nodeLabel(id, desk))),
    );
    place.append(select.on("change", () => draw(fieldsOf(String(select.val())))));
  }
  draw(fieldsOf(webhooks[0]?.id ?? ""));
  place.append(rows);
  return {
    place,
    data() {
      const filled = [...inputs].flatMap(([name, { type, input }]): [string, Value][] => {
        const value = String(input.val() ?? "").trim();
        if (value === "") return [];
        return [[name, type === "number" ? Number(value) : type === "boolean" ? value === "true" : value]];
      });
      return Object.fromEntries(filled);
    },
  };
}
