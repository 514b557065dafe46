/**
 * Each table of the store: what an export has of it, or why it holds nothing of a person. A table that is added is to be
 * decided here; a test asks for it.
 */
export const tablesOfPerson = {
  recipient: "recipient",
  journey: "journeys",
  history: "journeys[].history",
  task: "journeys[].tasks",
  piece: "journeys[].tasks[].collected",
  event: "journeys[].receipts",
  decision: "journeys[].decisions",
  kept: "journeys[].kept",
  asset_use: "journeys[].assets",
  page: "journeys[].pages",
  consent: "consents",
  sent: "sends",
  suppression: "suppressions",
} as const;

export const tablesOfNobody = {
  followed: "what carriers call the sends that they still work on; they go with their journey",
  batch: "what was handed over together, and how many sends",
  allowance: "what a service did in a day",
  spent: "which sends were counted on which day, for two months",
  recalled: "numbers of tasks; they go with their journey",
  pepper: "the keys of the fingerprints and of the links, one of each for all",
  counter: "how many, at each node",
  node: "the nodes of the flows",
  import: "which lists a node has enrolled, how far, and how many rows",
  secret_use: "when a webhook's secret was last used",
} as const;
