/** Send print job as Node-RED saves it. */
export interface SendPrintJobConfig {
  version: number;
  name: string;
  campaign: string;
  /** Print folder, relative to the user directory; empty: `letters`. */
  folder: string;
  /** IPP keywords, RFC 8011. */
  sides: "one-sided" | "two-sided-long-edge";
  colour: "color" | "monochrome";
  copies: number;
}

export const defaults: SendPrintJobConfig = {
  version: 1,
  name: "",
  campaign: "",
  folder: "",
  sides: "one-sided",
  colour: "color",
  copies: 1,
};

/** Brings a node saved by an earlier version to the present shape; from an environment variable copies come as text. */
export function migrate(saved: Partial<SendPrintJobConfig>): SendPrintJobConfig {
  const node = { ...defaults, ...saved, version: defaults.version };
  return { ...node, copies: Number(node.copies) };
}
