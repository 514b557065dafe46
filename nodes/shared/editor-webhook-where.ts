import { isEndpoint, mintEndpoint } from "../../src/webhook/mint.ts";
import { endpointPath } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { copies } from "./editor-copy.ts";
import { campaignAddress, fullAddress, wordsOfAddress } from "./editor-public-address.ts";

/** The address in the form: shown, copied, with words in it, and minted anew after a question. The answer reads it. */
export function prepareAddress(_: Translate, changed: () => void): () => string {
  const endpoint = $("#node-input-endpoint");
  const slug = $("#node-input-slug");
  const campaign = $("#node-input-campaign");
  const text = (input: JQuery) => String(input.val() ?? "");
  const saved = text(endpoint);
  const address = () => fullAddress(text(campaign), endpointPath(text(endpoint), text(slug).trim()));
  // A flow that came over the admin API has none; saving the form gives it one.
  if (saved === "") endpoint.val(mintEndpoint());
  const show = () => {
    $("#belle-address").text(address());
    $("#belle-address-hint").text(
      campaignAddress(text(campaign)) === undefined ? _("hint.ownAddress") : _("hint.campaignAddress"),
    );
    changed();
  };
  slug.on("blur", () => {
    const fitting = wordsOfAddress(text(slug), 60);
    if (fitting !== text(slug)) slug.val(fitting).trigger("change");
  });
  endpoint.add(slug).add(campaign).on("change input", show);
  copies($("#belle-copy-address"), address);
  $("#belle-new-address").on("click", () => {
    const question = RED.notify($("<p>").text(_("confirm.newAddress")), {
      type: "warning",
      modal: true,
      fixed: true,
      buttons: [
        { text: _("button.keepAddress"), click: () => question.close() },
        {
          text: _("button.newAddress"),
          class: "primary",
          click() {
            endpoint.val(mintEndpoint()).trigger("change");
            $("#belle-address-new").prop("hidden", !isEndpoint(saved));
            question.close();
          },
        },
      ],
    });
  });
  show();
  return address;
}
