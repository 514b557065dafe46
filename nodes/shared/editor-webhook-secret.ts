import { slotOf, type Which } from "../../src/webhook/authentication/slots.ts";
import type { Translate } from "./editor-catalogue.ts";
import { copies } from "./editor-copy.ts";
import { formButton, formRow, iconButton, linesInput, problemPlace, textInput } from "./editor-rows.ts";
import { changeOver, changeSecret, dayFromNow, dayOf, endOfDay, type SecretSlots } from "./editor-webhook-secrets.ts";
import { mintFor, type ProofInput, secretMaker, takesPublicKey } from "./editor-webhook-senders.ts";

export interface SecretRows {
  element: JQuery;
  /** Where the sentences about each secret stand. */
  problems: Record<Which, JQuery>;
  showLastUse(lastUse: Record<string, string>): void;
}

/**
 * The secrets of one proof: the current one, the one before while senders change over, one for tests. They write into
 * `secrets` and `proof.previousUntil`; `redraw` is called when there are other rows to show,
 * with the secret that one goes on with.
 */
export function secretRows(
  _: Translate,
  proof: ProofInput,
  secrets: SecretSlots,
  changed: () => void,
  redraw: (focus: Which) => void,
): SecretRows {
  const problems = { current: problemPlace(), previous: problemPlace(), test: problemPlace() };
  const element = $("<div>", { class: "belle-secrets" });
  const lastUse = $("<div>", { class: "belle-hint belle-last-use" });
  const slot = (which: Which) => slotOf(proof.id, which);
  const has = (which: Which) => secrets[slot(which)] !== undefined;
  const drop = (which: Which) => {
    delete secrets[slot(which)];
    redraw("current");
  };

  // A secret that is there is changed; in the place of none one is made.
  const adapt = () => {
    const none = (secrets[slot("current")]?.trim() ?? "") === "";
    element.find(".form-row:first .belle-mint").prop("hidden", !none);
    element.find(".belle-change").prop("hidden", none);
  };
  const currentChanged = () => {
    adapt();
    changed();
  };
  element.append(currentRow(_, proof, secrets, currentChanged, redraw).append(problems.current));
  if (has("previous")) {
    const until = textInput(
      proof.kind === "address-only" || proof.previousUntil === undefined ? "" : dayOf(proof.previousUntil),
      (date) => setUntil(proof, date, changed),
      { type: "date" },
    );
    element.append(
      formRow(_("secret.previous"), [
        ...secretInput(_, proof, secrets, "previous", changed),
        iconButton(_("button.removePrevious"), "trash-o", () => {
          setUntil(proof, "", () => {});
          drop("previous");
        }),
      ]).append(problems.previous),
      formRow(_("secret.until"), until, _("hint.until")).append(lastUse),
    );
  }
  if (has("test")) {
    element.append(
      formRow(
        _("secret.test"),
        [
          ...secretInput(_, proof, secrets, "test", changed),
          ...mintButton(_, proof, secrets, "test", redraw),
          iconButton(_("button.removeTest"), "trash-o", () => drop("test")),
        ],
        takesPublicKey(proof) ? _("hint.testKey") : _("hint.testSecret"),
      ).append(problems.test),
    );
  }
  element.append(moreRow(_, proof, secrets, has, redraw));
  adapt();

  return {
    element,
    problems,
    showLastUse(times) {
      const at = times[slot("previous")];
      lastUse.text(
        at === undefined ? _("secret.notUsed") : _("secret.used", { at: new Date(at).toLocaleString(RED.i18n.lang()) }),
      );
    },
  };
}

function setUntil(proof: ProofInput, date: string, changed: () => void): void {
  if (proof.kind === "address-only") return;
  const end = date === "" ? undefined : endOfDay(date);
  if (end === undefined) delete proof.previousUntil;
  else proof.previousUntil = end;
  changed();
}

function currentRow(
  _: Translate,
  proof: ProofInput,
  secrets: SecretSlots,
  changed: () => void,
  redraw: (focus: Which) => void,
): JQuery {
  const label = takesPublicKey(proof) ? _("secret.publicKey") : _("secret.current");
  const hint =
    secretMaker(proof) === "us" ? _("hint.secret") : takesPublicKey(proof) ? _("hint.publicKey") : _("hint.theirs");
  return formRow(
    label,
    [...secretInput(_, proof, secrets, "current", changed), ...mintButton(_, proof, secrets, "current", redraw)],
    hint,
  );
}

/** What else can be done with the secrets: change the current one, have one for tests. */
function moreRow(
  _: Translate,
  proof: ProofInput,
  secrets: SecretSlots,
  has: (which: Which) => boolean,
  redraw: (focus: Which) => void,
): JQuery {
  const buttons: JQuery[] = [];
  if (!has("previous")) {
    buttons.push(
      formButton(_("button.changeSecret"), "refresh", () => {
        changeSecret(proof, secrets);
        setUntil(proof, dayFromNow(changeOver), () => {});
        redraw("current");
      }).addClass("belle-change"),
    );
  }
  if (!has("test")) {
    buttons.push(
      formButton(_("button.addTest"), "flask", () => {
        secrets[slotOf(proof.id, "test")] = mintFor(proof) ?? "";
        redraw("test");
      }).addClass("belle-add-test"),
    );
  }
  return $("<div>", { class: "form-row" }).append($("<div>", { class: "belle-inline" }).append(buttons));
}

/** The input of a secret with its buttons to show and to copy it. */
function secretInput(
  _: Translate,
  proof: ProofInput,
  secrets: SecretSlots,
  which: Which,
  changed: () => void,
): JQuery[] {
  const slot = slotOf(proof.id, which);
  const isKey = takesPublicKey(proof);
  const write = (text: string) => {
    secrets[slot] = text;
    changed();
  };
  const value = secrets[slot] ?? "";
  const input = isKey
    ? linesInput(value, write, { rows: 4, placeholder: "-----BEGIN PUBLIC KEY-----" })
    : textInput(value, write, { type: "password", placeholder: placeholderOf(proof) });
  input.attr({ "data-secret": which, autocomplete: "new-password", "aria-label": _(`secret.${which}`) });
  const copy = iconButton(_("button.copySecret"), "clipboard", () => {});
  copies(copy, () => String(input.val()));
  // A public key is no secret.
  if (isKey && which !== "test") return [input, copy];
  if (isKey) input.addClass("belle-masked");
  const show = iconButton(_("button.show"), "eye", () => {
    const hidden = isKey ? input.hasClass("belle-masked") : input.attr("type") === "password";
    if (isKey) input.toggleClass("belle-masked", !hidden);
    else input.attr("type", hidden ? "text" : "password");
    const label = hidden ? _("button.hide") : _("button.show");
    show.attr({ "aria-pressed": String(hidden), "aria-label": label, title: label });
    show.find("i").toggleClass("fa-eye", !hidden).toggleClass("fa-eye-slash", hidden);
  }).attr("aria-pressed", "false");
  return [input, show, copy];
}

function placeholderOf(proof: ProofInput): string {
  return proof.kind === "standard-webhooks" ? "whsec_…" : "";
}

function mintButton(
  _: Translate,
  proof: ProofInput,
  secrets: SecretSlots,
  which: Which,
  redraw: (focus: Which) => void,
): JQuery[] {
  const minted = mintFor(proof);
  if (minted === undefined) return [];
  const button = iconButton(_("button.mint"), "magic", () => {
    secrets[slotOf(proof.id, which)] = minted;
    redraw(which);
  });
  return [button.addClass("belle-mint")];
}
