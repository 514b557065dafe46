import { type MessageChannel, migrate, type RenderMessageConfig } from "../render-message/config.ts";
import type { FilmAnswer, PreviewAnswer, PreviewQuestion, SamplesAnswer } from "../render-message/preview-answer.ts";
import { sceneIn } from "../render-message/scenes.ts";
import { type Answer, ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { chosenService } from "./editor-chosen-service.ts";
import { addStyle, fillIn, formValues, prepareForm, savedValues } from "./editor-form.ts";
import style from "./editor-message.css";
import { liveCheck } from "./editor-message-check.ts";
import { campaignLanguage, languageName } from "./editor-message-language-names.ts";
import { prepareLanguages } from "./editor-message-languages.ts";
import { prepareLetterOptions } from "./editor-message-letter-options.ts";
import { prepareLinkPage } from "./editor-message-link-page.ts";
import { preparePicker } from "./editor-message-picker.ts";
import { preparePolicy } from "./editor-message-policy.ts";
import { preparePreview } from "./editor-message-preview.ts";
import { inFormLanguage, type ProblemHere, prepareProblems } from "./editor-message-problems.ts";
import { prepareSamples } from "./editor-message-samples.ts";
import { prepareScenes } from "./editor-message-scenes.ts";
import { prepareTestSend } from "./editor-message-send.ts";
import { mainText, openTextSheet } from "./editor-message-sheet.ts";
import { formSketch, pageBehind } from "./editor-message-sketch.ts";
import { prepareStarter } from "./editor-message-starter.ts";
import type { AskFilm } from "./editor-message-storyboard.ts";
import { isSetting } from "./editor-message-text-name.ts";
import { messageTexts, ownLanguage } from "./editor-message-texts.ts";
import { blankSample, upstreamOf } from "./editor-message-upstream.ts";
import { insertionGroups, variablePaths } from "./editor-message-variables.ts";
import { showFor } from "./editor-show-for.ts";
import { prepareTabs } from "./editor-tabs.ts";
import tabStyle from "./editor-webhook.css";

export interface MessageForm {
  /** Whether the fields hold the texts of another language than the first, of which none must be filled. */
  foreign(): boolean;
  /** What Node-RED saves beside the fields of the form, which then hold the texts of the first language. */
  save(): Partial<RenderMessageConfig>;
  resize(): void;
  close(): void;
}

/** The texts and settings that stand among the options. */
const filmOptions = ["videoAccent", "sound", "volume", "posterAt", "timeLimit", "sizeLimit"];
const amongOptions: readonly string[] = [
  "reference",
  "attachmentName",
  "qr",
  "qrCaption",
  "dataMatrix",
  ...filmOptions,
];

/** The map that the message would show: of the route maps before this node the one with its name; with its map service. */
function mapBefore(node: EditorNode, name: string): Pick<PreviewQuestion, "map" | "service"> {
  const maps = RED.nodes.getAllUpstreamNodes(node).filter((other) => other.type === "route-map");
  const map = maps.find((other) => other.mapName === name) ?? maps[0];
  return map === undefined
    ? { map: null, service: null }
    : { map: savedValues(map), service: chosenService(map.service) };
}

/** Puts the whole form to work: what is written in it is checked and shown a moment later. */
export function openMessageForm(node: EditorNode, _: Translate): MessageForm {
  const config = migrate(node as unknown as Partial<RenderMessageConfig>);
  const form = $("#belle-render-message");
  addStyle("belle-webhook-style", tabStyle);
  addStyle("belle-message-style", style);
  fillIn(node, config);
  prepareLinkPage(node, _, config.pageNode);
  prepareForm(node);
  prepareLetterOptions(node, _);
  const texts = messageTexts(config);
  const channel = () => String($("#node-input-channel").val()) as MessageChannel;
  const ownName = () => String($("#node-input-language").val() ?? "").trim() || campaignLanguage(node);
  const labelOf = (language: string) => {
    if (language !== ownLanguage) return languageName(language);
    return ownName() === "" ? _("language.first") : languageName(ownName());
  };
  let ready = false;
  const changed = () => {
    if (!ready) return;
    languages.refresh();
    check.changed();
  };

  const question = (): PreviewQuestion => {
    const { own, variants } = texts.values();
    const language = preview.language();
    return {
      node: node.id,
      config: { ...formValues(node), ...own, variants, fallbacks: policy.rows(), samples: [], scenes: scenes.rows() },
      ...mapBefore(node, mapName()),
      sample: samples.chosen(),
      ...(language !== undefined && { language }),
    };
  };
  /** The map that the message shows. */
  const mapName = () => {
    const shown = channel() === "video" ? scenes.rows().find(({ beside }) => beside === "map")?.besideMap : undefined;
    return shown ?? String($("#node-input-mapName").val());
  };
  const isBegun = () =>
    channel() === "video" ? scenes.count() > 0 : texts.get(mainText[channel()], ownLanguage).trim() !== "";
  const check = liveCheck<Answer<PreviewAnswer> | undefined>(
    async (signal) => {
      if (!isBegun()) return undefined;
      preview.busy();
      const options = { ...json(question()), timeout: 60_000 };
      return await ask<PreviewAnswer>("belle-histoire/render-message/preview", _, options, { signal });
    },
    (answer) => {
      if (answer !== undefined && "value" in answer) {
        mark(answer.value.problems.map((problem) => inFormLanguage(problem, texts)));
        preview.show(channel(), answer.value);
        return;
      }
      const nothing = channel() === "video" ? _("problem.scenes") : _(`problem.${mainText[channel()]}`);
      const sentence = answer === undefined ? nothing : answer.problem;
      mark([], answer === undefined ? [sentence] : []);
      preview.fail([sentence]);
    },
  );
  const sheet = openTextSheet(form, _, texts, channel, changed);
  const scenes = prepareScenes(config.scenes, _, {
    node,
    texts,
    maps: upstreamOf(node).maps,
    made: () => sheet.showLanguage(sheet.language()),
    changed,
  });
  let blocks: SamplesAnswer["blocks"] = [];
  const groups = () => insertionGroups(upstreamOf(node), channel(), _, blocks);
  const picker = preparePicker(_, groups, sheet.insert);
  const problems = prepareProblems(_, labelOf, (problem) => {
    const { text } = problem;
    if (text === "sample") {
      tabs.open("preview");
      samples.goTo(problem);
      return;
    }
    tabs.open(amongOptions.some((name) => name === text) ? "options" : "write");
    if (!isSetting(text)) return sheet.goTo(problem);
    const { number = 0, part = "" } = sceneIn(text) ?? {};
    if (number > 0 || text === "scenes") scenes.goTo(number, part);
    else $(`#node-input-${text}`).trigger("focus");
  });
  const policy = preparePolicy(_, config.fallbacks, variablePaths(groups()), changed);
  const blank = () => blankSample(upstreamOf(node), ownName());
  const samples = prepareSamples(_, node.id, config.samples, blank, changed, (shared) => {
    blocks = shared;
  });
  const askFilm: AskFilm = (signal) =>
    ask<FilmAnswer>("belle-histoire/render-message/film", _, { ...json(question()), timeout: 120_000 }, { signal });
  const preview = preparePreview(
    _,
    changed,
    () => tabs.open("write"),
    (language) => formSketch(pageBehind(node), language, _),
    askFilm,
  );
  const send = prepareTestSend(_, question);
  const languages = prepareLanguages(_, texts, {
    channel,
    first: ownName,
    write(language) {
      sheet.showLanguage(language);
      tabs.open("write");
    },
    copy(language) {
      for (const name of texts.missing(channel(), language))
        sheet.replace({ name, language }, texts.get(name, ownLanguage));
      sheet.showLanguage(language);
      changed();
    },
    removed(language) {
      if (sheet.language() === language) sheet.showLanguage(ownLanguage);
      sheet.forget(language);
    },
    changed() {
      offerLanguages();
      changed();
    },
  });
  const tabs = prepareTabs(form, _("label.wrong"), (name) => {
    picker.close();
    sheet.resize();
    if (name === "preview") preview.opened();
  });
  prepareStarter(_, {
    texts,
    channel,
    language: sheet.language,
    tag: () => (sheet.language() === ownLanguage ? ownName() : sheet.language()),
    write: (name, text) => sheet.replace({ name, language: sheet.language() }, text),
    written() {
      if (channel() === "email") {
        $("#node-input-format").val("mjml").trigger("change");
        sheet.showPart("html");
      }
      sheet.showLanguage(sheet.language());
      changed();
    },
  });

  function mark(list: readonly ProblemHere[], sentences: readonly string[] = []): void {
    sheet.mark(list);
    problems.show(list, sentences);
  }
  function offerLanguages(): void {
    const all = [ownLanguage, ...texts.languages()];
    const options = all.map((one) => $("<option>", { value: one }).text(labelOf(one)));
    $("#belle-language").empty().append(options).val(sheet.language());
    $("#belle-language-bar").prop("hidden", all.length === 1);
    preview.offer([...new Set([ownName(), ...texts.languages()].filter((one) => one !== ""))]);
  }

  const campaign = campaignLanguage(node);
  const theirs =
    campaign === "" ? _("language.campaign") : _("language.campaigns", { language: languageName(campaign) });
  $("#node-input-language").attr("placeholder", theirs).on("change", offerLanguages);
  showFor(form, "node-input", "channel", (choice) => {
    form.attr("data-channel", choice);
    sheet.refresh();
    send.show(channel());
    if (ready) languages.refresh();
  });
  offerLanguages();
  ready = true;
  // Whatever else is chosen or typed may change what the message says.
  form.on("change", "[id^=node-input-]:not(#node-input-name, [data-text])", check.changed);
  form.on("input", "textarea[id^=node-input-]:not([data-text])", check.changed);
  check.changed();
  return {
    foreign: () => sheet.language() !== ownLanguage,
    save() {
      sheet.showLanguage(ownLanguage);
      const { own, variants } = texts.values();
      const rows = { fallbacks: policy.rows(), samples: samples.own(), scenes: scenes.rows() };
      return { ...own, variants, ...rows, version: config.version };
    },
    resize() {
      sheet.resize();
      samples.resize();
    },
    close() {
      check.close();
      send.close();
      samples.close();
      preview.close();
      sheet.close();
    },
  };
}
