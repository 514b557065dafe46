import { nameLine } from "../../../../src/contract/name-line.ts";
import type { FoundPerson } from "../../../../src/store/people.ts";
import type { SearchAnswer } from "../../people/desk.ts";
import type { Desk } from "../pane.ts";
import { askPeople } from "./ask-people.ts";
import { times } from "./times.ts";

/** Milliseconds after the last key. */
const patience = 250;

export interface FoundList {
  place: JQuery;
  /** Asks again for what is in the search box. */
  look(): Promise<void>;
  /** Searches for a key, and opens its person where there is only one. */
  find(key: string): Promise<void>;
  /** It is seen again, and says why, if something is to be said. */
  back(said: string): void;
}

/** The search box, and who was found. */
export function foundList(desk: Desk, open: (id: string, journey?: string) => void): FoundList {
  const { _ } = desk;
  const input = $("<input>", { type: "search", class: "belle-people-search" }).attr({
    "aria-label": _("people.search"),
    placeholder: _("people.placeholder"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const state = $("<div>", { class: "belle-people-state", role: "status" });
  const list = $("<ul>", { class: "belle-people-found", "aria-label": _("people.found") });
  const place = $("<div>").append(input, state, list);
  let asking: AbortController | undefined;
  let timer: number | undefined;
  let drawn = "";

  function rowOf(person: FoundPerson, answer: SearchAnswer): JQuery {
    const { id, cases, journeys, lastAt } = person;
    const name = nameLine(person);
    const { short, element } = times(answer.timeZone);
    const keys = cases.map(({ caseKey }) => $("<span>", { class: "belle-people-key" }).text(caseKey));
    const more = journeys - cases.length;
    const button = $("<button>", { type: "button", class: "belle-people-row" }).append(
      $("<strong>").text(name || id),
      element(lastAt, short(lastAt)),
      $("<span>", { class: "belle-people-keys" }).append(
        name === "" ? "" : $("<span>", { class: "belle-people-id" }).text(id),
        keys,
        cases.length > 0 && more > 0 ? $("<span>").text(_("people.more-journeys", { count: more })) : "",
      ),
    );
    button.on("click", () => open(id, meant(person)));
    return $("<li>").append(button);
  }
  /** The journey whose case key was typed. */
  const meant = ({ cases }: FoundPerson) => cases.find(({ caseKey }) => caseKey === typed())?.journey;
  const typed = () => String(input.val() ?? "").trim();

  function draw(answer: SearchAnswer): void {
    const { people, more } = answer;
    const anybody = typed() === "";
    const none = anybody ? _("people.nobody-yet") : _("people.none");
    const some = more ? _("people.more") : anybody ? _("people.last") : "";
    const said = people.length === 0 ? none : some;
    if (state.text() !== said) state.text(said);
    const what = JSON.stringify(answer);
    if (what === drawn) return;
    drawn = what;
    // Who is in the focus stays in it when others come.
    const focused = list.find("button").filter(":focus").parent().index();
    list.empty().append(people.map((person) => rowOf(person, answer)));
    if (focused >= 0)
      list
        .find("button")
        .get(Math.min(focused, people.length - 1))
        ?.focus();
  }

  async function search(): Promise<SearchAnswer | undefined> {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const answer = await askPeople<SearchAnswer>(desk, "search", { begins: typed() }, signal);
    if (signal.aborted) return undefined;
    if ("problem" in answer) {
      state.text(answer.problem);
      return undefined;
    }
    draw(answer.value);
    return answer.value;
  }

  input.on("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void search(), patience);
  });
  place.on("keydown", (event) => {
    const buttons: HTMLElement[] = list.find("button").toArray();
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && (at >= 0 || step > 0)) {
      event.preventDefault();
      const to: HTMLElement | undefined = buttons[at + step] ?? (at + step < 0 ? input[0] : undefined);
      to?.focus();
    } else if (event.key === "Enter" && event.target === input[0]) {
      clearTimeout(timer);
      void search().then((answer) => {
        const [first] = answer?.people ?? [];
        if (first !== undefined && (answer?.people.length === 1 || isNamed(first))) open(first.id, meant(first));
      });
    }
  });
  const isNamed = (person: FoundPerson) => person.id === typed() || meant(person) !== undefined;

  return {
    place,
    async look() {
      await search();
    },
    async find(key) {
      input.val(key);
      const answer = await search();
      const named = answer?.people.filter(isNamed) ?? [];
      if (named.length === 1) open(named[0]!.id, meant(named[0]!));
      else input.trigger("focus");
    },
    back(said) {
      drawn = "";
      void search().then(() => said !== "" && state.text(said));
      input.trigger("focus");
    },
  };
}
