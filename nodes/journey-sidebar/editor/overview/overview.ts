import { type Figures, type Funnel, funnelOf, type SavedNode } from "../../../../src/desk/index.ts";
import { addStyle } from "../../../shared/editor-form.ts";
import { lookInSight } from "../../../shared/editor-in-sight.ts";
import type { OverviewAnswer } from "../../overview/desk.ts";
import type { Desk, Pane } from "../pane.ts";
import { figuresOfCampaign, lookAt, onFigures } from "./heard.ts";
import style from "./overview.css";
import { branchRow, goneRow, nodeRow, type Row } from "./rows.ts";
import { grammar } from "./words.ts";

/** Milliseconds between two looks at what another process may have changed, while the page is in sight. */
const interval = 10_000;

/** The campaign as a funnel: its nodes in the order in which people pass them, and how many did. */
export const overview: Pane = {
  name: "overview",
  icon: "filter",
  open(place, desk) {
    addStyle("belle-overview-style", style);
    const { _ } = desk;
    const problem = $("<div>", { class: "belle-problem", role: "status" });
    const summary = $("<p>", { class: "belle-overview-summary" });
    const list = $("<ol>", { class: "belle-funnel", "aria-label": _("overview.label") });
    const leftTitle = $("<h4>").text(_("overview.gone"));
    const left = $("<ul>", { class: "belle-funnel", "aria-label": _("overview.gone") });
    place.append(problem, summary, list, leftTitle, left);
    let rows: Row[] = [];
    let drawn = "";
    let inSight = false;

    const write = (answer: OverviewAnswer) => {
      const shown = funnelNow(answer.campaign);
      const gone = leftOutside(answer, shown);
      const now = JSON.stringify([answer.campaign, shown, gone]);
      if (now !== drawn) {
        drawn = now;
        rows = [
          ...shown.map((row) => (row.kind === "node" ? nodeRow(row, desk) : branchRow(row))),
          ...gone.map((one) => goneRow(one, desk)),
        ];
        list.empty().append(rows.slice(0, shown.length).map(({ item }) => item));
        left.empty().append(rows.slice(shown.length).map(({ item }) => item));
        leftTitle.add(left).prop("hidden", gone.length === 0);
      }
      const largest = Math.max(1, ...Object.values(answer.nodes).map((figures) => figures.in ?? 0));
      for (const row of rows) row.write(answer.nodes[row.node] ?? {}, { largest, now: answer.at });
      summary.text(shown.length === 0 ? _("overview.empty") : summaryOf(answer, desk));
    };
    const look = async () => {
      const campaign = desk.campaign();
      if (campaign === undefined) return;
      problem.text((await lookAt(campaign, _)) ?? "");
    };
    const looking = lookInSight({ most: () => interval }, look);
    onFigures((answer) => {
      if (inSight && answer.campaign === desk.campaign()) write(answer);
    });
    arrowsChoose(place);
    return {
      shown() {
        const known = figuresOfCampaign(desk.campaign() ?? "");
        if (known !== undefined) write(known);
        inSight = true;
        looking.start();
      },
      hidden() {
        inSight = false;
        looking.stop();
      },
    };
  },
};

/** Of what runs, not of what is being drawn: figures are of what was deployed. */
function funnelNow(campaign: string): Funnel {
  return funnelOf((RED.nodes.originalFlow() ?? []) as unknown as SavedNode[], campaign);
}

export interface Gone {
  id: string;
  type: string;
  name: string;
}

/** Nodes with people left that the funnel does not show: deleted ones, and those that lie on a flow that is switched off. */
function leftOutside({ nodes, gone }: OverviewAnswer, shown: Funnel): Gone[] {
  const inside = new Set(shown.flatMap((row) => (row.kind === "node" ? [row.id] : [])));
  const names = new Map(gone.map((one) => [one.id, one]));
  const open = ({ left, waiting, sending, asks }: Figures) => (left ?? waiting ?? sending ?? asks ?? 0) > 0;
  return Object.entries(nodes)
    .filter(([id, figures]) => !inside.has(id) && open(figures))
    .map(([id]) => {
      const known = RED.nodes.node(id);
      return names.get(id) ?? { id, type: known?.type ?? "", name: String(known?.name ?? "") };
    });
}

function summaryOf({ nodes, asks }: OverviewAnswer, { _ }: Desk): string {
  const sum = (name: "waiting" | "sent" | "failed") =>
    Object.values(nodes).reduce((total, figures) => total + (figures[name] ?? 0), 0);
  const number = (count: number) => count.toLocaleString(RED.i18n.lang());
  const parts = [
    _("overview.sum.waiting", { number: number(sum("waiting")) }),
    _(`overview.sum.sent.${grammar(sum("sent"))}`, { number: number(sum("sent")) }),
    ...(asks > 0 ? [_("overview.sum.asks", { number: number(asks) })] : []),
  ];
  return parts.join(" · ");
}

/** The arrows go from node to node, as in a list. */
function arrowsChoose(place: JQuery): void {
  place.on("keydown", ".belle-funnel-node", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const all = place.find<HTMLElement>(".belle-funnel-node:not(:disabled)");
    const next = all.get(all.index(event.currentTarget as HTMLElement) + step);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
}
