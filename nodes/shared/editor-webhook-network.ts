import { type AuthenticationInput, windowBounds } from "../../src/webhook/authentication/settings.ts";
import type { Translate } from "./editor-catalogue.ts";
import { showSentences } from "./editor-faults.ts";
import { numberOrText } from "./editor-form.ts";
import { choiceInput, formRow, linesInput, problemPlace, textInput } from "./editor-rows.ts";
import { commonFaults } from "./editor-webhook-faults.ts";
import { authenticationSentences } from "./editor-webhook-sentences.ts";

type Common = Pick<AuthenticationInput, "window" | "addresses">;
type Addresses = NonNullable<AuthenticationInput["addresses"]>;

/** One network a line; commas divide as well. */
function readNetworks(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** What holds for every proof: where calls may come from, and how far the time of an attempt may be away. */
export function networkRows(_: Translate, place: JQuery, saved: Common, changed: () => void): () => Common {
  let window: Common["window"] = saved.window;
  const { allow = [], proxies = 0, header = "x-forwarded-for" } = saved.addresses ?? {};
  const addresses: Required<Addresses> = { allow, proxies, header };
  const problem = problemPlace();
  // What is usual is not saved: where there is something, it was set.
  if (window !== undefined || saved.addresses !== undefined) place.closest("details").prop("open", true);
  const common = (): Common => ({
    ...(window === undefined ? {} : { window }),
    ...(addresses.allow.length === 0 && addresses.proxies === 0
      ? {}
      : {
          addresses: {
            ...(addresses.allow.length === 0 ? {} : { allow: addresses.allow }),
            proxies: addresses.proxies,
            header: addresses.header,
          },
        }),
  });
  const tell = () => {
    proxyHeader.prop("hidden", addresses.proxies === 0);
    showSentences(problem, authenticationSentences(commonFaults(common()), _));
    changed();
  };
  const networks = linesInput(
    addresses.allow.join("\n"),
    (text) => {
      addresses.allow = readNetworks(text);
      tell();
    },
    { placeholder: _("example.networks") },
  ).attr("data-setting", "allow");
  const proxyCount = textInput(
    String(addresses.proxies),
    (text) => {
      addresses.proxies = numberOrText(text === "" ? "0" : text) as number;
      tell();
    },
    { size: 4 },
  ).attr("data-setting", "proxies");
  const proxyHeader = choiceInput(
    [
      ["x-forwarded-for", "X-Forwarded-For"],
      ["forwarded", "Forwarded"],
    ],
    addresses.header,
    (chosen) => {
      addresses.header = chosen as Addresses["header"] & string;
      tell();
    },
  ).attr("aria-label", _("network.header"));
  const windowInput = textInput(
    String(window ?? ""),
    (text) => {
      window = text.trim() === "" ? undefined : (numberOrText(text) as number);
      tell();
    },
    { size: 6, placeholder: String(windowBounds.usual) },
  ).attr("data-setting", "window");
  place.append(
    formRow(_("network.allow"), networks, _("hint.allow")).addClass("belle-top"),
    formRow(_("network.proxies"), [proxyCount, proxyHeader], _("hint.proxies")),
    formRow(_("network.window"), [windowInput, $("<span>").text(_("unit.seconds"))], _("hint.window")),
    problem,
  );
  tell();
  return common;
}
