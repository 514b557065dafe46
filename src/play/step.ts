/** What may happen in a story. */
export const stepKinds = [
  "entered",
  "passed",
  "branch",
  "wait",
  "event",
  "answer",
  "reminder",
  "too-late",
  "left",
  "would-send",
  "would-call",
  "page",
  "not-sent",
  "kept-out",
  "failed",
  "ended",
] as const;

export type StepKind = (typeof stepKinds)[number];

/** The way of one message between two nodes. */
export interface PlayWire {
  from: string;
  port: number;
  to: string;
}

/** What a sender would have sent. Files are at `play/<id>/file/<name>`. */
export interface PlayContent {
  channel: string;
  to?: string;
  subject?: string;
  preheader?: string;
  text?: string;
  html?: string;
  /** SMS: parts that are charged. */
  segments?: number;
  /** Name of the letter, a PDF. */
  pdf?: string;
  pages?: number;
  /** Pictures and films of the content by the name that it uses, and the name of their file. */
  files?: Record<string, string>;
  /** Of a call: method, host and path, and its body. */
  request?: { method: string; url: string; body?: string };
}

export interface PlayStep {
  number: number;
  /** In the time of the story, ISO 8601. */
  at: string;
  node: string;
  /** Name of the node, or what its type is called. */
  label: string;
  kind: StepKind;
  /** The wires on which the story came here. */
  wires: PlayWire[];
  /** One sentence for people. */
  text: string;
  /** Label of the branch, name of the output, or the reason: what an expectation compares. */
  says?: string;
  content?: PlayContent;
}
