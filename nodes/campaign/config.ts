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
  /** Local times of day between which nothing is sent, `HH:MM`; empty: none. */
  quietFrom: string;
  quietTo: string;
  quietEmail: boolean;
  quietSms: boolean;
  quietPrint: boolean;
  /** Also service messages. */
  quietService: boolean;
  /** The most sends to a recipient in `capDays` days; empty: no cap. */
  capSends: number | string;
  capDays: number | string;
  /** Each channel by itself. */
  capPerChannel: boolean;
  /** Service messages count, and are held, as well. */
  capService: boolean;
  /** Whether the table of forbidden days and hours applies. */
  laws: boolean;
  /** Where the sends of test journeys go; empty: nowhere. */
  testEmail: string;
  testPhone: string;
  testService: string;
  /** Print folder of tests; empty: `letters-test`. */
  testFolder: string;
  /** Minutes that a day lasts in test journeys; empty: a day. */
  testDay: number | string;
  /**
   * SQLite file, relative to the user directory, or a PostgreSQL address (`postgres://…`), which several Node-REDs may share;
   * empty: `belle-histoire/store.sqlite`.
   */
  store: string;
  /** Folder of the texts that templates share, relative to the user directory; empty: none. */
  blocksFolder: string;
  /** Folder of the pictures, films and designs that messages use, relative to the user directory; empty: `media`. */
  mediaFolder: string;
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
  quietFrom: "",
  quietTo: "",
  quietEmail: true,
  quietSms: true,
  quietPrint: false,
  quietService: false,
  capSends: "",
  capDays: 7,
  capPerChannel: false,
  capService: false,
  laws: true,
  testEmail: "",
  testPhone: "",
  testService: "",
  testFolder: "",
  testDay: "",
  store: "",
  blocksFolder: "",
  mediaFolder: "",
  forgetAfter: "",
};

/** Brings a campaign saved by an earlier version to the present shape. */
export function migrate(saved: Partial<CampaignConfig>): CampaignConfig {
  const campaign = { ...defaults, ...saved, version: defaults.version };
  return { ...campaign, conflict: campaign.conflict ?? defaults.conflict };
}
