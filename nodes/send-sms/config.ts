/** Send SMS as Node-RED saves it. */
export interface SendSmsConfig {
  version: number;
  name: string;
  campaign: string;
  /** Id of the SMS account; empty: the outbox folder. */
  account: string;
  /** Most parts that a message may be charged for. */
  most: number;
}

export const bounds = { least: 1, most: 20 } as const;

export const defaults: SendSmsConfig = { version: 1, name: "", campaign: "", account: "", most: 6 };

/** Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. */
export function migrate(saved: Partial<SendSmsConfig>): SendSmsConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: SendSmsConfig = { ...defaults, ...given, version: defaults.version };
  const most = Number(node.most);
  const fits = Number.isInteger(most) && most >= bounds.least && most <= bounds.most;
  return { ...node, most: fits ? most : defaults.most };
}
