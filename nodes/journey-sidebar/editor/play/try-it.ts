import formStyle from "../../../shared/editor.css";
import { ask } from "../../../shared/editor-ask.ts";
import { addStyle } from "../../../shared/editor-form.ts";
import { formButton, iconButton, problemPlace, switchInput } from "../../../shared/editor-rows.ts";
import type { CampaignsAnswer } from "../../desk.ts";
import type { PlayAnswer, PlayEntriesAnswer } from "../../play/desk.ts";
import type { Desk } from "../pane.ts";
import { save } from "../save.ts";
import { cardsOf } from "./cards.ts";
import { caseText, expectationsOf, fileNameOf, readCase } from "./case-file.ts";
import { caseForm } from "./case-form.ts";
import { storyboardHtml } from "./document.ts";
import { entryBefore } from "./entry-before.ts";
import { filesOf, type PlayFiles } from "./files.ts";
import { foundList } from "./found-list.ts";
import { lightsOn } from "./lights.ts";
import style from "./play.css";
import { type Playing, play } from "./player.ts";
import { scenesOf } from "./scenes.ts";
import { showBoard } from "./show-board.ts";
import { showContent } from "./show-content.ts";
import { standingLine } from "./standing.ts";
import { timeline } from "./timeline.ts";

/** The panel “Try it”. */
export interface TryIt {
  /**
   * Lays it over the sidebar, in all its height.
   * @param at id of the node at which the person is to come in, or behind which; absent: as it was left
   */
  open(at?: string): void;
}

/**
 * Prepares the panel: a person is filled in or loaded, played through the flow that runs, and followed on the canvas; what
 * came of it opens as a storyboard.
 * @param page lies in the sidebar that it is laid over: a person may move it to the other one
 */
export function tryIt(page: JQuery, desk: Desk): TryIt {
  const { _ } = desk;
  addStyle("belle-histoire-style", formStyle);
  addStyle("belle-play-style", style);
  const panel = $("<div>", { class: "belle-histoire belle-play", hidden: true });
  let covered: JQuery | undefined;
  let built = false;
  let playing: Playing | undefined;
  let result: PlayAnswer | undefined;
  let files: PlayFiles | undefined;
  let before: Element | null = null;
  /** The node at which somebody was to come in and does not, until they do. */
  let wanted: string | undefined;

  const standing = standingLine(_);
  const problem = problemPlace().addClass("belle-play-problem");
  const formPlace = $("<div>", { class: "belle-play-form" });
  const stage = $("<div>", { class: "belle-play-stage" });
  const form = caseForm(formPlace, _);
  const open = (number: number) => {
    const step = result?.steps.find((one) => one.number === number) ?? seen.get(number);
    if (step !== undefined && files !== undefined) showContent(step, files, _);
  };
  const seen = new Map<number, PlayAnswer["steps"][number]>();
  const lights = lightsOn(open);
  const steps = timeline(stage, _, ({ number }) => open(number));

  const playButton = formButton(_("play.play"), "play", () => begin())
    .addClass("primary")
    .attr("data-do", "play");
  const stopButton = formButton(_("play.stop"), "stop", () => playing?.halt()).attr("data-do", "stop");
  const againButton = formButton(_("play.again"), "pencil", () => edit()).attr("data-do", "edit");
  const boardButton = formButton(_("play.board.kicker"), "film", () => void board()).attr("data-do", "board");
  const saveButton = formButton(_("play.case.save"), "download", () => saveCase()).attr("data-do", "save");
  const loadButton = formButton(_("play.case.load"), "upload", () => file.trigger("click")).attr("data-do", "load");
  let expecting = false;
  const expectBox = switchInput(_("play.case.expect"), false, (on) => (expecting = on));
  const command = $("<p>", { class: "belle-hint" }).append($("<span>").text(_("play.case.replay")), " ", $("<code>"));
  const file = $<HTMLInputElement>("<input>", { type: "file", accept: ".json,application/json", hidden: true });

  function show(state: "form" | "playing" | "ended"): void {
    formPlace.prop("hidden", state !== "form");
    stage.prop("hidden", state === "form");
    playButton.prop("hidden", state === "playing");
    stopButton.prop("hidden", state !== "playing");
    againButton.prop("hidden", state !== "ended");
    boardButton.prop("hidden", state !== "ended");
    expectBox.prop("hidden", state !== "ended");
    saveButton.prop("hidden", state === "playing");
    loadButton.prop("hidden", state !== "form");
    command.prop("hidden", state !== "ended");
    playButton.children("span").text(state === "ended" ? _("play.playAgain") : _("play.play"));
  }
  function end(): void {
    playing?.stop();
    playing = undefined;
    lights.clear();
  }
  function edit(): void {
    end();
    problem.text("");
    show("form");
    formPlace.find(":input:visible").first().trigger("focus");
  }
  function begin(): void {
    problem.text("");
    const played = form.read();
    if (played === undefined) {
      show("form");
      problem.text(_("play.problem.form"));
      return;
    }
    end();
    steps.clear();
    stage.find(".belle-expected").remove();
    seen.clear();
    result = undefined;
    files = undefined;
    show("playing");
    steps.tell(_("play.playing"));
    stopButton.trigger("focus");
    playing = play(played, _, {
      began(id) {
        files = filesOf(id);
      },
      step(step) {
        seen.set(step.number, step);
        steps.add(step);
        lights.step(step);
      },
      ended(answer) {
        result = answer;
        playing = undefined;
        tell(answer);
      },
      failed(sentence) {
        playing = undefined;
        problem.text(sentence);
        show("form");
        problem[0]?.scrollIntoView({ block: "nearest" });
      },
    });
  }
  function tell(answer: PlayAnswer): void {
    steps.tell(_(`play.state.${answer.state}`));
    stage.append(foundList(answer, _));
    command.children("code").text(`npx belle-histoire play flow.json ${fileNameOf(answer.case.name)}.json`);
    show("ended");
    boardButton.trigger("focus");
  }
  async function board(): Promise<void> {
    if (result === undefined || files === undefined) return;
    boardButton.prop("disabled", true).attr("aria-busy", "true");
    const scenes = await scenesOf(cardsOf(result.steps), files, _);
    const answer = await ask<CampaignsAnswer>("belle-histoire/journey/campaigns", _, {});
    const campaigns = "value" in answer ? answer.value.campaigns : [];
    const entry = RED.nodes.node(result.case.entry);
    const about = {
      answer: result,
      campaign: campaigns.find(({ id }) => id === (entry?.campaign ?? desk.campaign()))?.name ?? "",
      revision: RED.nodes.version() ?? "",
      made: new Date().toISOString(),
      language: RED.i18n.lang(),
    };
    showBoard(storyboardHtml(about, scenes, _), result.case.name, _);
    boardButton.prop("disabled", false).removeAttr("aria-busy");
  }
  function saveCase(): void {
    const played = form.read();
    if (played === undefined) return void problem.text(_("play.problem.form"));
    const expect = expecting && result !== undefined ? { expect: expectationsOf(result.steps) } : {};
    const text = caseText({ ...played, ...expect });
    save(new Blob([text], { type: "application/json" }), `${fileNameOf(played.name)}.json`);
  }
  file.on("change", async () => {
    const chosen = file[0]?.files?.[0];
    // The same file may be chosen again.
    const text = await chosen?.text();
    file.val("");
    if (text === undefined) return;
    const read = readCase(text);
    if ("flaw" in read) problem.text(_("play.problem.file", { part: read.flaw }));
    else {
      problem.text("");
      form.show(read.case);
    }
  });

  async function look(): Promise<void> {
    standing.tell();
    const answer = await ask<PlayEntriesAnswer>("belle-histoire/journey/play-entries", _, {});
    if ("problem" in answer) return void problem.text(answer.problem);
    const { entries } = answer.value;
    const node = wanted === undefined ? undefined : RED.nodes.node(wanted);
    if (!node) return form.offer(entries, entryBefore(entries, RED.view.selection().nodes ?? []));
    const found = entryBefore(entries, [node]);
    if (found !== undefined) wanted = undefined;
    form.enterAt(entries, found, _("play.problem.notEntry", { node: RED.utils.getNodeLabel(node, node.type) }));
  }
  function close(): void {
    end();
    panel.prop("hidden", true);
    covered?.prop("inert", false);
    if (before instanceof HTMLElement) before.focus();
  }
  function build(): void {
    const heading = $("<h3>", { id: "belle-play-heading", tabindex: "-1" }).text(_("play.title"));
    const closeButton = iconButton(_("play.close"), "times", close).attr("data-do", "close");
    panel
      .attr({ role: "region", "aria-labelledby": "belle-play-heading" })
      .append(
        $("<div>", { class: "belle-play-head" }).append(heading, closeButton),
        $("<div>", { class: "belle-play-body" }).append(
          $("<p>", { class: "belle-hint" }).text(_("play.intro")),
          standing.line,
          problem,
          formPlace,
          stage,
        ),
        $("<div>", { class: "belle-play-bar" }).append(
          $("<div>", { class: "belle-inline" }).append(
            playButton,
            stopButton,
            boardButton,
            againButton,
            loadButton,
            saveButton,
          ),
          expectBox,
          command,
          file,
        ),
      );
    show("form");
    // What is lit belongs to the flow as it was.
    RED.events.on("deploy", () => {
      if (panel.prop("hidden")) return;
      lights.clear();
      if (form.hasEntry()) wanted = undefined;
      void look();
    });
  }
  return {
    open(at) {
      if (!built) build();
      built = true;
      wanted = at;
      if (at !== undefined) edit();
      if (panel.prop("hidden")) before = document.activeElement;
      const sidebar = page.closest("#red-ui-sidebar, #red-ui-sidebar-left");
      if (sidebar.css("position") === "static") sidebar.css("position", "relative");
      panel.appendTo(sidebar).prop("hidden", false);
      covered?.prop("inert", false);
      covered = panel.siblings().prop("inert", true);
      panel.find("h3").trigger("focus");
      void look();
    },
  };
}
