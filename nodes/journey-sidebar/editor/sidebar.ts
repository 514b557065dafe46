import { ask } from "../../shared/editor-ask.ts";
import { catalogue } from "../../shared/editor-catalogue.ts";
import { addHouseStyle, addStyle } from "../../shared/editor-form.ts";
import { formButton } from "../../shared/editor-rows.ts";
import { mayAct } from "../../shared/editor-who-acts.ts";
import type { CampaignsAnswer } from "../desk.ts";
import { attention } from "./attention.ts";
import { numbersOnCanvas } from "./overview/canvas.ts";
import { figuresOfCampaign, followFigures, onFigures } from "./overview/heard.ts";
import { overview } from "./overview/overview.ts";
import type { Desk, Pane, PaneLife, PaneName } from "./pane.ts";
import { people } from "./people.ts";
import { addPlayActions } from "./play/actions.ts";
import { tryIt } from "./play/try-it.ts";
import style from "./sidebar.css";
import { addTour } from "./tour.ts";
import { webhooks } from "./webhooks/webhooks.ts";

const tab = "belle-histoire-journey";
const panes: readonly Pane[] = [overview, webhooks, people, attention];
/** What the browser remembers of a person's choice. */
const remembered = { campaign: "belle-histoire-campaign", page: "belle-histoire-page" };

interface Opened {
  button: JQuery;
  badge: JQuery;
  place: JQuery;
  life?: PaneLife;
}

const isPane = (name: string | null): name is PaneName => panes.some((pane) => pane.name === name);

/** Adds the tab “Journey” to the editor’s sidebar. */
export function openSidebar(): void {
  const _ = catalogue("journey-sidebar");
  addHouseStyle();
  addStyle("belle-journey-style", style);
  const content = $("<div>", { class: "belle-histoire belle-journey" });
  const campaigns = $<HTMLSelectElement>("<select>", { "aria-label": _("campaign.label") });
  const empty = $("<div>", { class: "belle-journey-empty", role: "status" });
  const tour = formButton(_("tour.button"), "map-signs", () => RED.actions.invoke("belle-histoire:tour"));
  const bar = $("<div>", { class: "belle-journey-pages", role: "tablist", "aria-label": _("label.tab") });
  const tryButton = formButton(_("play.title"), "play-circle-o", () => trial.open()).addClass("belle-journey-try");
  const head = $("<div>", { class: "belle-journey-head" }).append(campaigns, mayAct() ? tryButton : "", bar);
  content.append(head, empty);

  let current: PaneName = "overview";
  let inSight = false;
  const stored = localStorage.getItem(remembered.page);
  if (isPane(stored)) current = stored;
  const opened = new Map<PaneName, Opened>();

  const countAsks = () => desk.count("attention", figuresOfCampaign(desk.campaign() ?? "")?.asks ?? 0);
  const show = (about?: string) => {
    countAsks();
    for (const { name, open } of panes) {
      const page = opened.get(name)!;
      const chosen = name === current;
      page.button.attr({ "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1" });
      page.place.prop("hidden", !chosen || desk.campaign() === undefined);
      if (chosen && inSight && desk.campaign() !== undefined) {
        page.life ??= open(page.place, desk);
        page.life.shown(about);
      } else page.life?.hidden();
    }
  };
  const desk: Desk = {
    _,
    campaign: () => String(campaigns.val() ?? "") || undefined,
    go(page, about) {
      current = page;
      localStorage.setItem(remembered.page, page);
      RED.sidebar.show(tab);
      show(about);
    },
    count(page, waiting) {
      opened
        .get(page)
        ?.badge.text(waiting > 0 ? String(waiting) : "")
        .prop("hidden", waiting === 0);
    },
  };

  for (const { name, icon } of panes) {
    const id = `belle-journey-${name}`;
    const badge = $("<span>", { class: "belle-journey-badge", hidden: true });
    const button = $("<button>", { type: "button", role: "tab", id: `${id}-tab`, "aria-controls": id })
      .append($("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" }), $("<span>").text(_(`page.${name}`)), badge)
      .on("click", () => desk.go(name));
    const place = $("<div>", { id, class: "belle-journey-page", role: "tabpanel", "aria-labelledby": `${id}-tab` });
    opened.set(name, { button, badge, place });
    bar.append(button);
    content.append(place);
  }
  const trial = tryIt(content, desk);
  // As tabs of a list are used: the arrows choose, Tab leaves.
  bar.on("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const at = panes.findIndex(({ name }) => name === current);
    desk.go(panes[(at + step + panes.length) % panes.length]!.name);
    opened.get(current)?.button.trigger("focus");
  });

  const look = async () => {
    const answer = await ask<CampaignsAnswer>("belle-histoire/journey/campaigns", _, {});
    const found = "value" in answer ? answer.value.campaigns : [];
    const before = desk.campaign() ?? localStorage.getItem(remembered.campaign) ?? "";
    campaigns.empty().append(found.map(({ id, name }) => $("<option>", { value: id }).text(name || id)));
    if (found.some(({ id }) => id === before)) campaigns.val(before);
    campaigns.prop("hidden", found.length < 2);
    // What is taken out as text loses what it listens to.
    tour.detach();
    empty.text("problem" in answer ? answer.problem : found.length === 0 ? _("campaign.none") : "");
    if (!("problem" in answer) && found.length === 0) empty.append($("<div>").append(tour));
    show();
  };
  campaigns.on("change", () => {
    localStorage.setItem(remembered.campaign, String(campaigns.val()));
    show();
  });
  const again = () => inSight && void look();
  // Somebody, here or at another editor, has deployed and the flows run; or they were stopped or started by hand.
  RED.comms.subscribe("notification/runtime-deploy", again);
  RED.events.on("runtime-state", (state) => state?.deploy !== true && again());

  RED.sidebar.addTab({
    id: tab,
    name: _("label.tab"),
    label: _("label.tab"),
    iconClass: "fa fa-book",
    content: content[0]!,
    enableOnEdit: true,
    pinned: true,
    action: "belle-histoire:show-journey",
    onchange() {
      inSight = true;
      void look();
    },
    onremove() {
      inSight = false;
      show();
    },
  });
  addTour(_);
  onFigures(() => countAsks());
  numbersOnCanvas(_);
  followFigures(_);
  RED.actions.add("belle-histoire:show-journey", () => RED.sidebar.show(tab));
  addPlayActions(_, (at) => {
    RED.sidebar.show(tab);
    trial.open(at);
  });
  // Node-RED tells a tab that it is chosen, not that another one is.
  new IntersectionObserver((entries) => {
    const now = entries.some(({ isIntersecting }) => isIntersecting);
    if (now === inSight) return;
    inSight = now;
    if (now) void look();
    else show();
  }).observe(content[0]!);
}
