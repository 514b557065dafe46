import { type MessageChannel, migrate, type RenderMessageConfig, type TextName } from "../render-message/config.ts";
import type { PreviewAnswer, PreviewQuestion } from "../render-message/preview-answer.ts";
import { type Answer, ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { chosenService } from "./editor-chosen-service.ts";
import { addStyle, formValues, prepareForm, savedValues } from "./editor-form.ts";
import style from "./editor-message.css";
import { liveCheck } from "./editor-message-check.ts";
import { openCodePages } from "./editor-message-code.ts";
import { prepareShortTexts } from "./editor-message-fields.ts";
import { campaignLanguage, languageName } from "./editor-message-language-names.ts";
import { prepareLanguages } from "./editor-message-languages.ts";
import { preparePicker } from "./editor-message-picker.ts";
import { preparePolicy } from "./editor-message-policy.ts";
import { preparePreview } from "./editor-message-preview.ts";
import { inFormLanguage, isShort, type ProblemHere, prepareProblems } from "./editor-message-problems.ts";
import { prepareSamples } from "./editor-message-samples.ts";
import { prepareTestSend } from "./editor-message-send.ts";
import { showWritten } from "./editor-message-sms.ts";
import { prepareStarter } from "./editor-message-starter.ts";
import { type MessageTexts, messageTexts, ownLanguage } from "./editor-message-texts.ts";
import { toggle } from "./editor-message-toggle.ts";
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

/** The text that a channel cannot do without. */
export const mainText = { print: "body", email: "html", sms: "sms" } as const satisfies Record<
  MessageChannel,
  TextName
>;

/** The texts that stand among the options. */
const amongOptions: readonly string[] = ["reference", "attachmentName"] satisfies TextName[];

/** The map that the message would show: of the route maps before this node the one with its name; with its map service. */
function mapBefore(node: EditorNode): Pick<PreviewQuestion, "map" | "service"> {
  const maps = RED.nodes.getAllUpstreamNodes(node).filter((other) => other.type === "route-map");
  const map = maps.find((other) => other.mapName === $("#node-input-mapName").val()) ?? maps[0];
  return map === undefined
    ? { map: null, service: null }
    : { map: savedValues(map), service: chosenService(map.service) };
}

/** A node of an earlier version lacks what came later: its fields show what holds then. */
function fillIn(node: EditorNode, config: RenderMessageConfig): void {
  for (const [name, value] of Object.entries(config)) {
    const field = $(`#node-input-${name}`);
    if ((node as unknown as Record<string, unknown>)[name] !== undefined || typeof value === "object") continue;
    if (typeof value === "boolean") field.prop("checked", value);
    else field.val(String(value));
  }
}

export function openMessageForm(node: EditorNode, _: Translate): MessageForm {
  const config = migrate(node as unknown as Partial<RenderMessageConfig>);
  const form = $("#belle-render-message");
  addStyle("belle-webhook-style", tabStyle);
  addStyle("belle-message-style", style);
  fillIn(node, config);
  prepareForm(node);
  const texts: MessageTexts = messageTexts(config);
  const channel = () => String($("#node-input-channel").val()) as MessageChannel;
  let language = ownLanguage;
  let part: "html" | "text" = "html";
  let ready = false;

  const ownName = () => String($("#node-input-language").val() ?? "").trim() || campaignLanguage(node);
  const labelOf = (one: string) => {
    if (one !== ownLanguage) return languageName(one);
    return ownName() === "" ? _("language.first") : languageName(ownName());
  };
  const question = (): PreviewQuestion => {
    const { own, variants } = texts.values();
    const values = { ...formValues(node), ...own, variants, fallbacks: policy.rows(), samples: [] };
    const asked = preview.language();
    return {
      node: node.id,
      config: values,
      ...mapBefore(node),
      sample: samples.chosen(),
      ...(asked !== undefined && { language: asked }),
    };
  };

  const check = liveCheck<Answer<PreviewAnswer> | undefined>(
    async (signal) => {
      if (texts.get(mainText[channel()], ownLanguage).trim() === "") return undefined;
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
      const sentence = answer === undefined ? _(`problem.${mainText[channel()]}`) : answer.problem;
      mark([], answer === undefined ? [sentence] : []);
      preview.fail([sentence]);
    },
  );
  const changed = () => {
    if (!ready) return;
    languages.refresh();
    count();
    check.changed();
  };
  const code = openCodePages("belle-code", texts, changed);
  const shorts = prepareShortTexts(form, texts, changed);
  const problems = prepareProblems(_, labelOf, jump);
  const picker = preparePicker(
    _,
    () => insertionGroups(node, channel(), _),
    (text) => {
      const field = shorts.last();
      if (field === undefined) code.insert(text);
      else shorts.insert(field, text);
    },
  );
  const paths = variablePaths(insertionGroups(node, channel(), _));
  const policy = preparePolicy(_, config.fallbacks, paths, changed);
  const samples = prepareSamples(_, config.samples, changed);
  const preview = preparePreview(_, changed, () => tabs.open("write"));
  const send = prepareTestSend(_, question);
  const languages = prepareLanguages(_, texts, {
    channel,
    write(wanted) {
      showLanguage(wanted);
      tabs.open("write");
    },
    copy(wanted) {
      for (const name of texts.missing(channel(), wanted))
        code.replace({ name, language: wanted }, texts.get(name, ownLanguage));
      showLanguage(wanted);
      changed();
    },
    removed(gone) {
      if (language === gone) showLanguage(ownLanguage);
      code.forget(gone);
    },
    changed() {
      offerLanguages();
      changed();
    },
  });
  const tabs = prepareTabs(form, _("label.wrong"), () => {
    picker.close();
    code.resize();
  });

  function mark(list: readonly ProblemHere[], sentences: readonly string[] = []): void {
    code.mark(list);
    const here = list.filter((problem) => problem.language === language && problem.block === undefined);
    shorts.mark(new Set(here.filter(({ overcome }) => !overcome).map(({ text }) => text)));
    problems.show(list, sentences);
  }
  function jump(problem: ProblemHere): void {
    const { text, line, column } = problem;
    if (text === "sample") {
      tabs.open("preview");
      samples.goTo(problem);
      return;
    }
    if (problem.language !== language) showLanguage(problem.language);
    tabs.open(amongOptions.includes(text) ? "options" : "write");
    if (isShort(text)) shorts.goTo(text as TextName, column);
    else {
      if (channel() === "email") choosePart(text === "text" ? "text" : "html");
      code.goTo(line, column);
    }
  }
  function count(): void {
    const place = $("#belle-written");
    if (channel() !== "sms") return void place.empty();
    showWritten(place, texts.get("sms", language), String($("#node-input-transliterate").val()), _);
  }
  function showPage(): void {
    const name = channel() === "email" ? part : mainText[channel()];
    const label = _(`text.${name}`);
    $("#belle-code-label").text(label);
    code.show({ name, language }, label);
    $("#belle-code-hint").text(_(`hint.${name === "html" ? String($("#node-input-format").val()) : name}`));
    count();
  }
  function choosePart(wanted: "html" | "text"): void {
    if (part !== wanted) $(`#belle-part [data-choice="${wanted}"]`).trigger("click");
  }
  function showLanguage(wanted: string): void {
    language = wanted;
    $("#belle-language").val(wanted);
    shorts.show(wanted);
    showPage();
  }
  function offerLanguages(): void {
    const all = [ownLanguage, ...texts.languages()];
    const options = all.map((one) => $("<option>", { value: one }).text(labelOf(one)));
    $("#belle-language").empty().append(options).val(language);
    $("#belle-language-bar").prop("hidden", all.length === 1);
    preview.offer([...new Set([ownName(), ...texts.languages()].filter((one) => one !== ""))]);
  }

  const parts = [
    ["html", _("part.html")],
    ["text", _("part.text")],
  ] as const;
  const chosen = toggle(_("label.part"), parts, part, (wanted) => {
    part = wanted;
    showPage();
  });
  $("#belle-part").append(chosen);
  prepareStarter(_, {
    texts,
    language: () => language,
    tag: () => (language === ownLanguage ? ownName() : language),
    write(name, text) {
      code.replace({ name, language }, text);
    },
    written() {
      $("#node-input-format").val("mjml").trigger("change");
      choosePart("html");
      showLanguage(language);
      changed();
    },
  });
  $("#belle-language").on("change", () => showLanguage(String($("#belle-language").val() ?? "")));
  const campaign = campaignLanguage(node);
  const placeholder =
    campaign === "" ? _("language.campaign") : _("language.campaigns", { language: languageName(campaign) });
  $("#node-input-language").attr("placeholder", placeholder).on("change", offerLanguages);
  $("#node-input-format").on("change", showPage);
  $("#node-input-transliterate").on("change", count);
  showFor(form, "node-input", "channel", (choice) => {
    form.attr("data-channel", choice);
    showPage();
    send.show(channel());
    if (ready) languages.refresh();
  });
  offerLanguages();
  ready = true;
  // Whatever else is chosen or typed may change what the message says.
  form.on("change", "[id^=node-input-]:not(#node-input-name, [data-text])", () => check.changed());
  form.on("input", "textarea[id^=node-input-]:not([data-text])", () => check.changed());
  check.changed();
  return {
    foreign: () => language !== ownLanguage,
    save() {
      showLanguage(ownLanguage);
      const { own, variants } = texts.values();
      return { ...own, variants, fallbacks: policy.rows(), samples: samples.own(), version: config.version };
    },
    resize() {
      code.resize();
      samples.resize();
    },
    close() {
      check.close();
      send.close();
      samples.close();
      preview.close();
      code.close();
    },
  };
}
