import { type Answer, ask, fileBody } from "./editor-ask.ts";
import { campaignBefore } from "./editor-campaign-before.ts";
import type { Translate } from "./editor-catalogue.ts";
import { formButton, freshElementId } from "./editor-rows.ts";
import { type MediaAnswer, type MediaUpload, mediaAddress } from "./media-desk.ts";

type Kind = MediaUpload["kind"] | "png" | "jpeg";

export interface MediaFieldOptions {
  /** What may be chosen; `png` and `jpeg` are pictures of which the others are none. */
  kinds: readonly Kind[];
  /** Id of the deployed campaign whose folder it is; empty: none is known. By default the one of the flow before the node. */
  campaign?: () => string;
}

const fits = ({ kind, type }: MediaUpload, kinds: readonly Kind[]) =>
  kinds.some((one) => one === kind || type === `image/${one}`);

const endings: Record<Kind, string> = {
  picture: ".png,.jpg,.jpeg,.webp,.gif",
  png: ".png",
  jpeg: ".jpg,.jpeg",
  pdf: ".pdf",
  icc: ".icc,.icm",
  film: ".mp4,.mov,.webm",
  sound: ".mp3,.m4a,.wav,.flac,.ogg",
};

/** Lists are asked for once for all fields of a form that opens. */
const asked = new Map<string, Promise<Answer<MediaAnswer>>>();
function listOf(campaign: string, _: Translate, again: boolean): Promise<Answer<MediaAnswer>> {
  const known = again ? undefined : asked.get(campaign);
  const list = known ?? ask<MediaAnswer>(mediaAddress(campaign), _, { type: "GET" });
  asked.set(campaign, list);
  // A form that opens a moment later finds what has come into the folder meanwhile.
  if (known === undefined) setTimeout(() => asked.get(campaign) === list && asked.delete(campaign));
  return list;
}

/**
 * Makes a text field the name of a file of the campaign's media folder: it proposes what lies there, and a button beside it
 * uploads more. What is wrong stands below it. The catalogue has the keys `media.…` and `desk.…`.
 */
export function mediaField(field: JQuery, node: EditorNode, _: Translate, options: MediaFieldOptions): void {
  const { kinds, campaign = () => campaignBefore(node) } = options;
  const list = $("<datalist>", { id: freshElementId() });
  const note = $("<div>", { class: "belle-hint", role: "status" });
  const problem = $("<div>", { class: "belle-problem", role: "status" });
  const accept = kinds.map((kind) => endings[kind]).join(",");
  const chooser = $("<input>", { type: "file", accept, hidden: true, "aria-label": _("media.upload") });
  const upload = formButton(_("media.upload"), "upload", () => chooser.trigger("click"));
  const replace = formButton(_("media.replace"), "refresh", () => {
    if (refused !== undefined) void send(refused, true);
  });
  let refused: File | undefined;

  async function propose(again = false): Promise<void> {
    const id = campaign();
    upload.prop("disabled", id === "");
    if (id === "") return void note.text(_("media.noCampaign"));
    const answer = await listOf(id, _, again);
    if ("problem" in answer) return void note.text(answer.problem);
    note.text("");
    const files = answer.value.files.filter((file) => fits(file, kinds));
    list.empty().append(files.map(({ name }) => $("<option>", { value: name })));
    const name = String(field.val() ?? "").trim();
    const missing = name !== "" && !/^\$\{/.test(name) && !answer.value.files.some((file) => file.name === name);
    problem.text(missing ? _("media.missing", { name }) : "");
  }

  async function send(file: File, over: boolean): Promise<void> {
    replace.prop("hidden", true);
    problem.text("");
    note.text(_("media.sending", { name: file.name }));
    const answer = await ask<MediaUpload>(mediaAddress(campaign(), file.name, over), _, fileBody(file), {
      sent: (share) => note.text(_("media.sent", { name: file.name, share: Math.round(share * 100) })),
    });
    note.text("");
    if ("problem" in answer) {
      refused = file;
      replace.prop("hidden", over || answer.status !== 409);
      return void problem.text(answer.problem);
    }
    field.val(answer.value.name).trigger("change");
    await propose(true);
  }

  chooser.on("change", () => {
    const input = chooser[0] as HTMLInputElement;
    const file = input.files?.[0];
    if (file !== undefined) void send(file, false);
    // The same file may be chosen again.
    input.value = "";
  });
  field.attr("list", String(list.attr("id"))).on("change", () => void propose());
  replace.prop("hidden", true);
  const row = $("<div>", { class: "belle-inline" });
  field.before(row);
  row.append(field, upload, chooser, list);
  row.after($("<div>", { class: "belle-media-note" }).append(note, problem, replace));
  void propose();
}
