import type { Translate } from "../../shared/editor-catalogue.ts";

/** A step as Node-RED's own tours have it. */
interface Step {
  title: string;
  /** HTML, of our catalogue alone. */
  description: string;
  /** Absent: the step stands in the middle of the editor. Asked when the step begins, behind `prepare`. */
  readonly element?: string | undefined;
  direction?: "left" | "right" | "top" | "bottom";
  width?: number;
  /** What is pointed at can be used meanwhile. */
  interactive?: boolean;
  /** Where the words go, and the shade away, once the mouse is at what is pointed at. */
  fallback?: "inset-bottom-right";
  prepare?(): void;
}

declare global {
  interface Window {
    /** Where the module below finds the tour that is begun. */
    belleHistoireTour?: { steps: Step[] };
  }
}

/** Node-RED loads a tour as a module from an address, and keeps what it has loaded: each run has one of its own. */
const loader = "export default window.belleHistoireTour;";

/** What stands in sight. Node-RED ends a tour whose element it does not find; ours goes on in the middle of the window. */
const seen = (selector: string): string | undefined => ($(selector).is(":visible") ? selector : undefined);

const palette = "#red-ui-palette-header-campaign";
const sidebar = ".belle-journey";

/** The palette at our nodes, wherever it was. */
function showPalette(): void {
  if (seen("#red-ui-palette") === undefined) RED.actions.invoke("core:toggle-palette");
  const header = document.querySelector(palette);
  if (header?.getAttribute("aria-expanded") === "false") $(header as HTMLElement).trigger("click");
  header?.scrollIntoView({ block: "center" });
}

function showPage(page: "overview" | "webhooks" | "people"): void {
  RED.actions.invoke("belle-histoire:show-journey");
  $(`#belle-journey-${page}-tab`).trigger("click");
}

/** Presses the button of a step for a person who did what it asks. */
function goOnAt(event: "deploy" | "nodes:add", place: string): () => void {
  let here = false;
  const go = () => {
    if (!here) return;
    here = false;
    // What was done may still be drawn.
    setTimeout(() => $(`.red-ui-tourGuide-popover [data-step="${place}"]`).length > 0 && next().trigger("click"), 600);
  };
  if (event === "deploy") RED.events.on("deploy", go);
  else RED.events.on("nodes:add", ({ type }) => type === "audience" && go());
  return () => {
    here = true;
  };
}
const next = () => $(".red-ui-tourGuide-toolbar > button");

function stepsOf(_: Translate, deployed: () => void, imported: () => void): Step[] {
  const menu = "#red-ui-header-button-sidemenu";
  const deploy = "#red-ui-header-button-deploy";
  const at = (place: string, text: string) => `<div data-step="${place}">${text}</div>`;
  return [
    { title: _("tour.begin.title"), description: at("begin", _("tour.begin.text")), width: 420 },
    {
      ...{ title: _("tour.palette.title"), description: at("palette", _("tour.palette.text")), direction: "right" },
      prepare: showPalette,
      get element() {
        return seen(palette);
      },
    },
    {
      ...{ title: _("tour.sidebar.title"), description: at("sidebar", _("tour.sidebar.text")), direction: "left" },
      prepare: () => showPage("overview"),
      get element() {
        return seen(sidebar);
      },
    },
    {
      ...{ title: _("tour.import.title"), description: at("import", _("tour.import.text")), direction: "left" },
      ...{ interactive: true, fallback: "inset-bottom-right", width: 340, prepare: imported },
      get element() {
        return seen(menu);
      },
    },
    {
      ...{ title: _("tour.deploy.title"), description: at("deploy", _("tour.deploy.text")), direction: "left" },
      ...{ interactive: true, fallback: "inset-bottom-right", width: 340, prepare: deployed },
      get element() {
        return seen(deploy);
      },
    },
    {
      ...{ title: _("tour.decide.title"), description: at("decide", _("tour.decide.text")), direction: "left" },
      prepare: () => showPage("webhooks"),
      get element() {
        return seen("#belle-journey-webhooks-tab");
      },
    },
    {
      ...{ title: _("tour.story.title"), description: at("story", _("tour.story.text")), direction: "left" },
      prepare: () => showPage("people"),
      get element() {
        return seen("#belle-journey-people-tab");
      },
    },
    { title: _("tour.end.title"), description: at("end", _("tour.end.text")), width: 420 },
  ];
}

/** Adds the action that leads through a first campaign. */
export function addTour(_: Translate): void {
  const imported = goOnAt("nodes:add", "import");
  const deployed = goOnAt("deploy", "deploy");
  RED.actions.add("belle-histoire:tour", () => {
    // One that is under way goes on; Node-RED would draw a second one over it.
    if ($(".red-ui-tourGuide-shade").length > 0) return;
    window.belleHistoireTour = { steps: stepsOf(_, deployed, imported) };
    const address = URL.createObjectURL(new Blob([loader], { type: "text/javascript" }));
    const end = () => {
      URL.revokeObjectURL(address);
      delete window.belleHistoireTour;
    };
    // A server in front may forbid such modules; Node-RED would say so in the browser's console alone.
    import(address).then(
      () => RED.tourGuide.run(address, end),
      () => {
        end();
        RED.notify(_("tour.blocked"), { type: "warning" });
      },
    );
  });
}
