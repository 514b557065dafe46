/** Inputs that a form makes itself, because how many there are depends on what it holds. */

let made = 0;

/** An id of its own, to tie a label or a description to an input. */
export function freshElementId(): string {
  made += 1;
  return `belle-made-${made}`;
}

export function textInput(
  value: string,
  changed: (text: string) => void,
  more: { placeholder?: string; list?: string; type?: string; size?: number } = {},
): JQuery {
  const { type = "text", ...attributes } = more;
  // By attr(), because jQuery UI has made a method of the name autocomplete.
  const input = $("<input>", { type })
    .attr({ autocomplete: "off", spellcheck: "false", ...attributes })
    .val(value);
  return input.on("input change", () => changed(String(input.val() ?? "")));
}

export function linesInput(
  value: string,
  changed: (text: string) => void,
  more: { placeholder?: string; rows?: number } = {},
): JQuery {
  const input = $("<textarea>", { spellcheck: "false", rows: 3, ...more }).val(value);
  return input.on("input change", () => changed(String(input.val() ?? "")));
}

export type Choices = readonly (readonly [value: string, text: string])[];

export function choiceInput(choices: Choices, value: string, changed: (chosen: string) => void): JQuery {
  const input = $("<select>").append(choices.map(([choice, text]) => $("<option>", { value: choice }).text(text)));
  input.val(value);
  return input.on("change", () => changed(String(input.val() ?? "")));
}

/** A box to tick with its text behind it. */
export function switchInput(text: string, on: boolean, changed: (on: boolean) => void): JQuery {
  const input = $("<input>", { type: "checkbox" }).prop("checked", on);
  input.on("change", () => changed(input.prop("checked") === true));
  return $("<label>", { class: "belle-switch" }).append(input, $("<span>").text(text));
}

/** A button of the editor's own looks; `icon` is a name of Font Awesome 4. */
export function formButton(text: string, icon: string, work: () => void): JQuery {
  const button = $("<button>", { type: "button", class: "red-ui-button" }).append(
    $("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" }),
    " ",
    $("<span>").text(text),
  );
  return button.on("click", work);
}

/** A button that shows its icon alone; the text is read out and shown when one points at it. */
export function iconButton(text: string, icon: string, work: () => void): JQuery {
  const button = $("<button>", { type: "button", class: "red-ui-button belle-icon", "aria-label": text, title: text });
  return button.append($("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" })).on("click", work);
}

/** A row of a form: the label belongs to the first control, all others are named by themselves. */
export function formRow(label: string, controls: JQuery | readonly JQuery[], hint = ""): JQuery {
  const all = "jquery" in controls ? [controls] : controls;
  const first = all[0]!;
  const id = first.attr("id") ?? freshElementId();
  first.attr("id", id);
  const row = $("<div>", { class: "form-row" }).append($("<label>", { for: id }).text(label));
  row.append(all.length === 1 ? first : $("<div>", { class: "belle-inline" }).append([...all]));
  if (hint !== "") {
    const hintId = `${id}-hint`;
    first.attr("aria-describedby", hintId);
    row.append($("<div>", { class: "belle-hint", id: hintId }).text(hint));
  }
  return row;
}

/** Where the sentences about something stand; screen readers tell them when they come. */
export function problemPlace(): JQuery {
  return $("<div>", { class: "belle-problem", role: "status" });
}
