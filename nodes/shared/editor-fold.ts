/** A value as the form would show it: what is not there is empty. */
const shown = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");

/** Whether a property was given another value than a new node has. */
function isSet(node: EditorNode, name: string): boolean {
  const property = node._def.defaults[name];
  const value = (node as unknown as Record<string, unknown>)[name];
  return property !== undefined && value !== undefined && shown(value) !== shown(property.value);
}

/**
 * Puts the folded settings of a form to work: `<details class="belle-more">`. One in which something was set is open from the
 * beginning, and one in which something is wrong opens by itself: what must be mended is never hidden. A list is no input:
 * `data-holds` names the properties that stand in a fold without one.
 */
export function prepareFolds(node: EditorNode, form: JQuery, prefix: "node-input" | "node-config-input"): void {
  for (const fold of form.find("details.belle-more").toArray()) {
    const inputs = $(fold).find(`[id^="${prefix}-"]`).toArray();
    const names = inputs.map((input) => input.id.slice(prefix.length + 1));
    const lists = String(fold.getAttribute("data-holds") ?? "").split(" ");
    // Of a secret the form is told only that there is one.
    const secret = inputs.some((input) => $(input).is("[type=password]") && String($(input).val() ?? "") !== "");
    if (secret || [...names, ...lists].some((name) => isSet(node, name))) $(fold).prop("open", true);
    const openIfWrong = () => {
      const wrong = $(fold)
        .find(".belle-problem")
        .toArray()
        .some((place) => place.textContent !== "" && $(place).closest("[data-for][hidden]").length === 0);
      if (wrong) $(fold).prop("open", true);
    };
    openIfWrong();
    new MutationObserver(openIfWrong).observe(fold, { childList: true, subtree: true, characterData: true });
  }
}
