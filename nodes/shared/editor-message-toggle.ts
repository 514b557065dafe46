/** Buttons of which one is pressed. */
export function toggle<Choice extends string>(
  label: string,
  choices: readonly (readonly [choice: Choice, text: string])[],
  chosen: Choice,
  changed: (choice: Choice) => void,
): JQuery {
  const group = $("<span>", { class: "belle-toggle", role: "group", "aria-label": label });
  const buttons = choices.map(([choice, text]) => {
    const button = $("<button>", { type: "button", class: "belle-toggle-choice", "data-choice": choice }).text(text);
    return button.attr("aria-pressed", String(choice === chosen)).on("click", () => {
      for (const other of buttons) other.attr("aria-pressed", String(other === button));
      changed(choice);
    });
  });
  return group.append(buttons);
}
