/**
 * Shows what belongs to the choice of a select, and hides the rest: the elements of the form that name it in `data-for`, as
 * `<select>:<choice>,<choice>`.
 *
 * @param changed called after each change, and once at the beginning
 */
export function showFor(
  form: JQuery,
  prefix: "node-input" | "node-config-input",
  name: string,
  changed: (choice: string) => void = () => {},
): void {
  const select = form.find(`#${prefix}-${name}`);
  const parts = form.find(`[data-for^="${name}:"]`).toArray();
  const show = () => {
    const choice = String(select.val());
    for (const part of parts) {
      const choices = String($(part).attr("data-for"))
        .slice(name.length + 1)
        .split(",");
      $(part).prop("hidden", !choices.includes(choice));
    }
    changed(choice);
  };
  select.on("change", show);
  show();
}
