import type { AcceptRequest, EnrolRequest } from "../../../src/store/index.ts";

/** Calls of a store as tests make them. */

export const row = (index: number, change: Partial<EnrolRequest> = {}): EnrolRequest => ({
  campaign: "c",
  node: "audience",
  recipient: { id: `R-${index}` },
  caseKey: `D-${index}`,
  test: false,
  at: 1,
  ...change,
});

export const rows = (count: number): EnrolRequest[] => Array.from({ length: count }, (_, index) => row(index));

export const event = (index: number, change: Partial<AcceptRequest> = {}): AcceptRequest => ({
  campaign: "c",
  node: "webhook",
  endpoint: "e",
  eventId: `msg_${index}`,
  idProven: true,
  eventType: "decision",
  bodyHash: `hash-${index}`,
  caseKey: `D-${index}`,
  data: { decision: "accepted" },
  recipient: {},
  test: false,
  statusToken: "token",
  at: 10,
  ...change,
});
