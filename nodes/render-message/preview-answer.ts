/** A problem of a template at its place in the form. */
export interface PlacedProblem {
  /** Which text: `subject`, `html`, …; `sample`; `mapName` of the map before the node; a shared block where `block` is there. */
  text: string;
  /** BCP 47, where the text has several languages. */
  language?: string;
  /** Name of the shared block that the problem is in. */
  block?: string;
  /** From 1, in the text as it is written in the form. */
  line: number;
  column: number;
  detail: string;
  /** Whether the message is written all the same: a doubt, or what the policy overcame. */
  overcome: boolean;
}

/** What the form sends to `POST belle-histoire/render-message/preview`. */
export interface PreviewQuestion {
  /** Id of the node: its campaign is that of the flow, where it is deployed. */
  node: string;
  config: Record<string, unknown>;
  /** Values of the route map before the node; null: there is none. */
  map: Record<string, unknown> | null;
  /** Its map service. */
  service: unknown;
  /** One of the made-up people by its name, or a sample's own JSON. */
  sample: { name: string } | { message: string };
  /** Of the reader, BCP 47; absent: the sample's own. */
  language?: string;
}

/** What it answers: as much as can be shown, and every problem. Bytes are base64. */
export interface PreviewAnswer {
  language: string;
  problems: PlacedProblem[];
  letter?: { pdf: string; pages: number };
  email?: {
    from?: string;
    subject: string;
    preheader: string;
    /** Pictures are in it as `data:` addresses. */
    html: string;
    text: string;
    attachments: { name: string; bytes: number }[];
    /** Bytes of the HTML as sent. */
    size: number;
  };
  sms?: { text: string };
  /** A whole document; pictures are in it as `data:` addresses, and its form is a place to be filled. */
  page?: { title: string; html: string };
  video?: StoryboardAnswer;
}

/** A video before it is made. */
export interface StoryboardAnswer {
  scenes: {
    /** JPEG, when all of the scene has appeared; absent: it cannot be drawn, a problem says why. */
    still?: string;
    seconds: number;
    /** What it says. */
    text: string;
  }[];
  alt: string;
  /** Why no video can be made on this machine, in a sentence; absent: it can. */
  lacking?: string;
}

/** `POST belle-histoire/render-message/film`: the same question. A draft of the video; bytes are base64. */
export interface FilmAnswer {
  mp4: string;
  seconds: number;
}

/**
 * `GET belle-histoire/render-message/samples?node=<id>`: the made-up people, in the reader's language, and the shared texts of
 * the node's campaign, where it is deployed.
 */
export interface SamplesAnswer {
  samples: { name: string; title: string }[];
  blocks: { name: string; kind: "html" | "text" }[];
}

/** `POST belle-histoire/render-message/test-send`: the same question, where to, and through which account. */
export interface TestSendQuestion extends PreviewQuestion {
  /** Id of a deployed mail account or SMS account. */
  account: string;
  to: string;
}

/** It answers 422 with `problems` as other forms do, or this. */
export interface TestSendAnswer {
  reference: string;
}
