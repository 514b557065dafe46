import { catalogue } from "../shared/editor-catalogue.ts";
import {
  isBetween,
  isColour,
  isFilled,
  isInk,
  isPropertyName,
  isVariable,
  isWhole,
  orEmpty,
  orUnset,
  quoting,
  rule,
  type Validator,
} from "../shared/editor-check.ts";
import { type MessageForm, openMessageForm } from "../shared/editor-message-form.ts";
import { isLinkedPage } from "../shared/editor-message-link-page.ts";
import { canonicalLanguage } from "../shared/editor-message-texts.ts";
import { namesNode, saveNamedNode } from "../shared/editor-named-node.ts";
import { defaults, type LanguageVariant, type MessageChannel, type RenderMessageConfig } from "./config.ts";

const _ = catalogue("render-message");
let form: MessageForm | undefined;
/** The node whose form is open. */
let edited: string | undefined;

/** The channel as the form shows it while it is open, else the saved one. */
function channelOf(node: EditorNode & Partial<RenderMessageConfig>): string {
  const input = $("#belle-render-message #node-input-channel");
  return String((edited === node.id && input.length > 0 ? input.val() : node.channel) ?? defaults.channel);
}

/** A value that some channels need, and the others do not look at. */
function neededBy(channels: readonly MessageChannel[], problem: string): Validator {
  return function (value, _options) {
    if (edited === this.id && form?.foreign()) return true;
    const channel = channelOf(this as EditorNode & Partial<RenderMessageConfig>);
    return !channels.some((one) => one === channel) || isVariable(value) || isFilled(value) || _(problem);
  };
}

/** The letterhead may be the designer's. */
const needsSender = neededBy(["print"], "problem.sender");
const senderOrBackground: Validator = function (value, options) {
  const field = $("#belle-render-message #node-input-background");
  const open = edited === this.id && field.length > 0;
  const background = open ? field.val() : (this as unknown as Partial<RenderMessageConfig>).background;
  return isFilled(background) || needsSender.call(this, value, options);
};

const isLanguage = (value: unknown) => canonicalLanguage(String(value)) !== undefined;

RED.nodes.registerType<RenderMessageConfig>("render-message", {
  category: "campaign",
  color: "#E0A284",
  icon: "belle-render-message.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    channel: { value: defaults.channel },
    purpose: { value: defaults.purpose },
    missing: { value: defaults.missing },
    fallbacks: { value: defaults.fallbacks },
    language: { value: defaults.language, validate: rule(orEmpty(isLanguage), () => _("problem.ownLanguage")) },
    variants: {
      value: defaults.variants,
      validate(value, _options) {
        const wrong = ((value as LanguageVariant[]) ?? []).find(({ language }) => !isLanguage(language));
        return wrong === undefined || quoting(_("problem.language", { language: wrong.language }));
      },
    },
    samples: { value: defaults.samples },
    pageNode: {
      value: defaults.pageNode,
      type: namesNode("personal-page"),
      validate(value, _options) {
        return isVariable(value) || !isFilled(value) || isLinkedPage(this, value) || _("problem.pageNode");
      },
    },
    subject: { value: defaults.subject, validate: neededBy(["email", "page"], "problem.subject") },
    sender: { value: defaults.sender, validate: senderOrBackground },
    window: { value: defaults.window },
    addressStyle: { value: defaults.addressStyle },
    place: { value: defaults.place },
    reference: { value: defaults.reference },
    body: { value: defaults.body, validate: neededBy(["print"], "problem.body") },
    mapName: { value: defaults.mapName, validate: rule(orEmpty(isPropertyName), () => _("problem.mapName")) },
    mapCaption: { value: defaults.mapCaption },
    signature: { value: defaults.signature },
    footer: { value: defaults.footer },
    accentColour: {
      value: defaults.accentColour,
      validate(value, _options) {
        // Inks are for what is printed.
        const printed = channelOf(this as EditorNode & Partial<RenderMessageConfig>) === "print";
        const fits = isVariable(value) || orEmpty(printed ? isInk : isColour)(value);
        return fits || _(printed ? "problem.ink" : "problem.colour");
      },
    },
    logo: { value: defaults.logo },
    logoWidth: { value: defaults.logoWidth, validate: rule(orEmpty(isBetween(10, 90)), () => _("problem.logoWidth")) },
    logoPlace: { value: defaults.logoPlace },
    picture: { value: defaults.picture },
    pictureAlt: { value: defaults.pictureAlt },
    signaturePicture: { value: defaults.signaturePicture },
    background: { value: defaults.background },
    qr: { value: defaults.qr },
    qrCaption: { value: defaults.qrCaption },
    dataMatrix: { value: defaults.dataMatrix },
    edgeMarks: { value: defaults.edgeMarks },
    colours: { value: defaults.colours },
    bleed: { value: defaults.bleed, validate: rule(orEmpty(isBetween(0, 10)), () => _("problem.bleed")) },
    cropMarks: { value: defaults.cropMarks },
    outputProfile: { value: defaults.outputProfile },
    outputCondition: { value: defaults.outputCondition },
    mostPages: { value: defaults.mostPages, validate: rule(orEmpty(isWhole(1, 99)), () => _("problem.mostPages")) },
    onFault: { value: defaults.onFault },
    draw: { value: defaults.draw },
    format: { value: defaults.format },
    preheader: { value: defaults.preheader },
    html: { value: defaults.html, validate: neededBy(["email"], "problem.html") },
    text: { value: defaults.text },
    pictures: { value: defaults.pictures },
    attachLetter: { value: defaults.attachLetter },
    attachmentName: { value: defaults.attachmentName },
    sms: { value: defaults.sms, validate: neededBy(["sms"], "problem.sms") },
    transliterate: { value: defaults.transliterate },
    videoName: { value: defaults.videoName, validate: neededBy(["video"], "problem.videoName") },
    videoSize: { value: defaults.videoSize },
    scenes: {
      value: defaults.scenes,
      validate(value, _options) {
        const given = Array.isArray(value) && value.length > 0;
        return channelOf(this as EditorNode & Partial<RenderMessageConfig>) !== "video" || given || _("problem.scenes");
      },
    },
    videoAccent: { value: defaults.videoAccent, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
    videoAlt: { value: defaults.videoAlt },
    sound: { value: defaults.sound },
    volume: { value: defaults.volume, validate: rule(orUnset(isBetween(0, 100)), () => _("problem.volume")) },
    posterAt: { value: defaults.posterAt, validate: rule(orEmpty(isBetween(0, 180)), () => _("problem.posterAt")) },
    timeLimit: {
      value: defaults.timeLimit,
      validate: rule(orUnset(isBetween(1, 3_600)), () => _("problem.timeLimit")),
    },
    sizeLimit: {
      value: defaults.sizeLimit,
      validate: rule(orUnset(isBetween(0.01, 2_000)), () => _("problem.sizeLimit")),
    },
    page: { value: defaults.page, validate: neededBy(["page"], "problem.page") },
  },
  inputs: 1,
  inputLabels: _("input"),
  outputs: 2,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return index === 0 ? _("output.content") : _("output.problem");
  },
  oneditprepare() {
    edited = this.id;
    form = openMessageForm(this, _);
  },
  oneditsave() {
    Object.assign(this, form?.save());
    saveNamedNode(this, "pageNode");
    close();
  },
  oneditcancel() {
    close();
  },
  oneditresize() {
    form?.resize();
  },
});

function close(): void {
  form?.close();
  form = undefined;
  edited = undefined;
}
