/** The campaign as Node-RED saves it. */
export interface CampaignConfig {
  version: number;
  name: string;
  /** Where advertisers reach this Node-RED, for instance `https://campaigns.example.org`; empty: the address of the request. */
  baseUrl: string;
  /** IANA time zone. */
  timeZone: string;
  /** BCP 47; also the language of errors and histories. */
  locale: string;
  testMode: boolean;
  /** What becomes of a second, different decision for the same case. */
  conflict: "first" | "last" | "ask";
  /**
   * SQLite file, relative to the user directory, or a PostgreSQL address (`postgres://…`), which several Node-REDs may share;
   * empty: `belle-histoire/store.sqlite`.
   */
  store: string;
  /** Calendar months after the last thing that happened in their journeys, when people are forgotten; empty: never. */
  forgetAfter: string;
}

/** What Node-RED saves apart from the flow. */
export interface CampaignCredentials {
  /** Of a PostgreSQL store; stands for the one of its address. */
  storePassword?: string;
}

export const defaults: CampaignConfig = {
  version: 1,
  name: "",
  baseUrl: "",
  timeZone: "Europe/Paris",
  locale: "fr",
  testMode: false,
  conflict: "first",
  store: "",
  forgetAfter: "",
};

/** Brings a campaign saved by an earlier version to the present shape. */
export function migrate(saved: Partial<CampaignConfig>): CampaignConfig {
  const campaign = { ...defaults, ...saved, version: defaults.version };
  return { ...campaign, conflict: campaign.conflict ?? defaults.conflict };
}
