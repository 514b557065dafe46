/** Render message as Node-RED saves it. Texts are Liquid templates. */
export interface RenderMessageConfig {
  version: number;
  name: string;
  /** Further channels come in later versions. */
  channel: "print";
  /** What the message is for: marketing needs what the law asks, service does not. */
  purpose: "marketing" | "service";
  /** The sender's lines, one a line; the first is set in bold. */
  sender: string;
  /** Where the address window of the envelope is. */
  window: "right" | "left";
  /** Town of the date line; empty: the date alone. */
  place: string;
  reference: string;
  subject: string;
  body: string;
  /** Which `msg.map.<name>` goes below the text; empty: none. */
  mapName: string;
  mapCaption: string;
  signature: string;
  footer: string;
  /** `#rrggbb`; empty: the house style. */
  accentColour: string;
}

export const defaults: RenderMessageConfig = {
  version: 1,
  name: "",
  channel: "print",
  purpose: "service",
  sender: "",
  window: "right",
  place: "",
  reference: "",
  subject: "",
  body: "",
  mapName: "home",
  mapCaption: "",
  signature: "",
  footer: "",
  accentColour: "",
};

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<RenderMessageConfig>): RenderMessageConfig {
  return { ...defaults, ...saved, version: defaults.version };
}
