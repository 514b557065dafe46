/** Send email as Node-RED saves it. */
export interface SendEmailConfig {
  version: number;
  name: string;
  campaign: string;
  /** Id of a mail account; empty: mails are laid into `folder`. */
  account: string;
  /** Without an account: folder of the mails, relative to the user directory; empty: `mails`. */
  folder: string;
}

export const defaults: SendEmailConfig = { version: 1, name: "", campaign: "", account: "", folder: "" };

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<SendEmailConfig>): SendEmailConfig {
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  return { ...defaults, ...given, version: defaults.version };
}
