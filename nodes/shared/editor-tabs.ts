export interface Tabs {
  /** Opens a pane by its name: `access` of `belle-pane-access`. */
  open(name: string): void;
}

/**
 * Puts the tabs of a form to work: `role="tablist"` with buttons, each of which controls a pane. Arrows, Home and End go
 * from one to the next, as the ARIA practices have it. A tab whose pane tells of a problem is marked, so that none stays
 * hidden.
 *
 * @param opened called whenever another pane is shown
 */
export function prepareTabs(form: JQuery, marked: string, opened: (name: string) => void): Tabs {
  const tabs = form.find('[role="tab"]').toArray();
  const paneOf = (tab: HTMLElement) => form.find(`#${tab.getAttribute("aria-controls")}`);
  const nameOf = (tab: HTMLElement) => String(tab.getAttribute("aria-controls")).replace("belle-pane-", "");
  let shown = "";
  const show = (tab: HTMLElement) => {
    if (nameOf(tab) === shown) return;
    shown = nameOf(tab);
    for (const one of tabs) {
      const selected = one === tab;
      $(one).attr({ "aria-selected": String(selected), tabindex: selected ? "0" : "-1" });
      paneOf(one).prop("hidden", !selected);
    }
    opened(shown);
  };
  for (const [index, tab] of tabs.entries()) {
    const mark = $("<i>", { class: "fa fa-exclamation-triangle belle-mark", role: "img", "aria-label": marked });
    $(tab).append(mark.attr("title", marked).prop("hidden", true));
    $(tab).on("click", () => show(tab));
    $(tab).on("keydown", ({ key }) => {
      const steps: Record<string, number> = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 };
      const next = steps[key];
      if (next === undefined) return;
      const target = tabs[(next + tabs.length) % tabs.length]!;
      show(target);
      target.focus();
    });
  }
  const markAll = () => {
    for (const tab of tabs) {
      const problems = paneOf(tab).find(".belle-problem").toArray();
      const wrong = problems.some((place) => place.textContent !== "");
      const mark = $(tab).find(".belle-mark");
      if (mark.prop("hidden") === wrong) mark.prop("hidden", !wrong);
    }
  };
  const first = tabs[0];
  if (first !== undefined) show(first);
  markAll();
  for (const tab of tabs) {
    const pane = paneOf(tab)[0];
    if (pane !== undefined)
      new MutationObserver(markAll).observe(pane, { childList: true, subtree: true, characterData: true });
  }
  return {
    open(name) {
      const tab = tabs.find((one) => nameOf(one) === name);
      if (tab !== undefined) show(tab);
    },
  };
}
