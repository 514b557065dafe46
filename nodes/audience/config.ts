/** One column of the rows and where it goes. */
export interface Column {
  column: string;
  /** `id`, `caseKey`, `title`, `firstName`, `street`, … or `attributes.<name>`. */
  target: string;
}

/** The audience node as Node-RED saves it. */
export interface AudienceConfig {
  version: number;
  name: string;
  campaign: string;
  /** Empty: columns are taken by their own names; unknown ones become attributes. */
  columns: Column[];
}

/** What a column may be mapped to, in the order of the form. */
export const targets = [
  "id",
  "caseKey",
  "locale",
  "title",
  "firstName",
  "lastName",
  "email",
  "phone",
  "street",
  "street2",
  "postalCode",
  "locality",
  "country",
  "longitude",
  "latitude",
] as const;

export const defaults: AudienceConfig = { version: 1, name: "", campaign: "", columns: [] };

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<AudienceConfig>): AudienceConfig {
  return { ...defaults, ...saved, version: defaults.version };
}
