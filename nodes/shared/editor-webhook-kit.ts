import { mintToken } from "../../src/webhook/mint.ts";
import { type InboundWebhookConfig, kitPath } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { copies } from "./editor-copy.ts";
import { fullAddress } from "./editor-public-address.ts";
import { formButton, switchInput } from "./editor-rows.ts";

type Kit = Pick<InboundWebhookConfig, "kit" | "kitOpen">;

/**
 * The advertiser's kit in the form: a box to serve it, and its address. The answer reads what has changed, so that a node
 * of an earlier version, which has none, stays as it is until one asks for it.
 */
export function prepareKit(_: Translate, place: JQuery, config: Kit): () => Partial<Kit> {
  const before = { kit: config.kit, open: config.kitOpen && config.kit !== "" };
  let { kit, open } = before;
  const campaign = $("#node-input-campaign");
  const address = () => fullAddress(String(campaign.val() ?? ""), kitPath(kit));
  const output = $("<output>", { class: "belle-address", id: "belle-kit-address", "aria-label": _("kit.address") });
  const copy = formButton(_("button.copy"), "clipboard", () => {}).attr("id", "belle-copy-kit");
  const visit = $("<a>", {
    class: "red-ui-button",
    id: "belle-open-kit",
    target: "_blank",
    rel: "noopener noreferrer",
  }).append(
    $("<i>", { class: "fa fa-external-link", "aria-hidden": "true" }),
    " ",
    $("<span>").text(_("button.openKit")),
  );
  const renew = formButton(_("button.newKit"), "refresh", () => {
    kit = mintToken();
    show();
  }).attr("id", "belle-new-kit");
  const row = $("<div>", { class: "belle-inline" }).append(output, copy, visit, renew);
  const changed = $("<div>", { class: "belle-warning", role: "status" }).text(_("kit.changed"));
  const show = () => {
    row.prop("hidden", !open);
    output.text(open ? address() : "");
    visit.attr("href", open ? address() : "");
    changed.prop("hidden", before.kit === "" || !before.open || (open && kit === before.kit));
  };
  const box = switchInput(_("kit.open"), open, (on) => {
    open = on;
    if (kit === "") kit = mintToken();
    show();
  });
  box.find("input").attr("id", "belle-kit-open");
  copies(copy, address);
  campaign.on("change", show);
  place.append(
    $("<h4>").text(_("kit.title")),
    $("<p>", { class: "belle-intro" }).text(_("kit.hint")),
    $("<div>", { class: "form-row" }).append(box, row, changed),
  );
  show();
  return () => (open === before.open && kit === before.kit ? {} : { kit, kitOpen: open });
}
