import { type PersonalPageConfig, pagePath, slugOf } from "../personal-page/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isVariable } from "./editor-check.ts";
import { isDeployed } from "./editor-deployed.ts";
import { fullAddress, wordsOfAddress } from "./editor-public-address.ts";

const type = "personal-page";
/** Longest readable part of a printed address. */
const longest = 40;

/** The other pages of this editor whose addresses have the same words. */
export function pageSharers(id: string, slug: string): (EditorNode & PersonalPageConfig)[] {
  const pages = RED.nodes.filterNodes({ type }) as unknown as (EditorNode & PersonalPageConfig)[];
  const words = slugOf(id, slug);
  return pages.filter((page) => page.id !== id && slugOf(page.id, page.slug ?? "") === words);
}

/** The address in the form: what a recipient gets, with its code left out, and a warning where printed ones would be lost. */
export function preparePageAddress(node: EditorNode & PersonalPageConfig, _: Translate): void {
  const slug = $("#node-input-slug");
  const campaign = $("#node-input-campaign");
  const text = (input: JQuery) => String(input.val() ?? "").trim();
  const saved = pagePath(node.id, node.slug ?? "");
  const show = () => {
    const path = pagePath(node.id, text(slug));
    $("#belle-address").text(`${fullAddress(text(campaign), path)}/${_("example.code")}`);
    $("#belle-address-new").prop("hidden", path === saved || !isDeployed(node.id));
  };
  slug.attr("placeholder", slugOf(node.id, ""));
  slug.on("blur", () => {
    if (isVariable(text(slug))) return;
    const fitting = wordsOfAddress(text(slug), longest);
    if (fitting !== text(slug)) slug.val(fitting).trigger("change");
  });
  slug.add(campaign).on("change input", show);
  show();
}
