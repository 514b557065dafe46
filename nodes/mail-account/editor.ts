import { reportBounds } from "../../src/mail/report/settings.ts";
import { mailBounds } from "../../src/mail/settings.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isFilled, isVariable, isWhole, orEmpty, rule, type Validator } from "../shared/editor-check.ts";
import { type MailAccountForm, openMailAccountForm } from "../shared/editor-mail-account.ts";
import { defaults, type MailAccountConfig } from "./config.ts";

const _ = catalogue("mail-account");
let form: MailAccountForm | undefined;

const isEmail = (value: unknown) => /^[^\s@]+@[^\s@]+$/.test(String(value ?? "").trim());
const isHost = (value: unknown) => /^[a-z0-9.:-]+$/i.test(String(value ?? "").trim());
const within = ({ least, most }: { least: number; most: number }) => isWhole(least, most);
const emailOrEmpty = rule(orEmpty(isEmail), () => _("problem.address"));

/** A choice as the form shows it while it is open, else the saved one. */
function chosen(node: Partial<MailAccountConfig>, name: "way" | "bounces"): string {
  const input = $(`#belle-mail-account #node-config-input-${name}`);
  return String((input.length > 0 ? input.val() : node[name]) ?? defaults[name]);
}

/** What cannot be left out where that choice is made. */
function needed(
  name: "way" | "bounces",
  choice: string,
  fits: (value: unknown) => boolean,
  sentence: () => string,
): Validator {
  return function (value, _options) {
    if (isVariable(value) || chosen(this as Partial<MailAccountConfig>, name) !== choice) return true;
    return (isFilled(String(value ?? "")) && fits(value)) || sentence();
  };
}

const port = rule(within(mailBounds.port), () => _("problem.port"));

RED.nodes.registerType<MailAccountConfig>("mail-account", {
  category: "config",
  color: "#D98C78",
  icon: "belle-mail-account.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    way: { value: defaults.way },
    folder: { value: defaults.folder },
    host: { value: defaults.host, validate: needed("way", "smtp", isHost, () => _("problem.host")) },
    port: { value: defaults.port, validate: port },
    security: { value: defaults.security },
    inside: { value: defaults.inside },
    authority: { value: defaults.authority },
    user: { value: defaults.user },
    fromName: { value: defaults.fromName },
    fromAddress: { value: defaults.fromAddress, validate: rule(isEmail, () => _("problem.fromAddress")) },
    replyTo: { value: defaults.replyTo, validate: emailOrEmpty },
    bounceAddress: { value: defaults.bounceAddress, validate: emailOrEmpty },
    bounceToken: { value: defaults.bounceToken },
    unsubscribeAddress: { value: defaults.unsubscribeAddress, validate: emailOrEmpty },
    connections: {
      value: defaults.connections,
      validate: rule(orEmpty(within(mailBounds.connections)), () => _("problem.connections")),
    },
    rate: {
      value: defaults.rate,
      validate: rule(orEmpty(isBetween(mailBounds.rate.least, mailBounds.rate.most)), () => _("problem.rate")),
    },
    clientName: { value: defaults.clientName },
    dkimDomain: { value: defaults.dkimDomain, validate: rule(orEmpty(isHost), () => _("problem.dkimDomain")) },
    dkimSelector: { value: defaults.dkimSelector, validate: rule(orEmpty(isHost), () => _("problem.dkimSelector")) },
    bounces: { value: defaults.bounces },
    bounceFolder: {
      value: defaults.bounceFolder,
      validate: needed(
        "bounces",
        "folder",
        () => true,
        () => _("problem.bounceFolder"),
      ),
    },
    imapHost: { value: defaults.imapHost, validate: needed("bounces", "imap", isHost, () => _("problem.host")) },
    imapPort: { value: defaults.imapPort, validate: port },
    imapSecurity: { value: defaults.imapSecurity },
    imapUser: {
      value: defaults.imapUser,
      validate: needed(
        "bounces",
        "imap",
        () => true,
        () => _("problem.imapUser"),
      ),
    },
    imapMailbox: { value: defaults.imapMailbox },
    bouncesAfterwards: { value: defaults.bouncesAfterwards },
    bouncesEvery: {
      value: defaults.bouncesEvery,
      validate: rule(orEmpty(within(reportBounds.every)), () => _("problem.bouncesEvery")),
    },
  },
  credentials: { password: { type: "password" }, dkimKey: { type: "password" }, imapPassword: { type: "password" } },
  paletteLabel: _("label.palette"),
  label() {
    return this.name || this.fromAddress || _("label.palette");
  },
  oneditprepare() {
    form = openMailAccountForm(this, _);
  },
  oneditcancel() {
    form?.close();
    form = undefined;
  },
  oneditsave() {
    form?.close();
    form = undefined;
  },
});
