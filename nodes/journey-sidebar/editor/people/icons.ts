/** Font Awesome 4.7, by the kind of a line; the longest beginning that fits counts. */
const icons: Readonly<Record<string, string>> = {
  journey: "sign-out",
  "journey.started": "play-circle-o",
  event: "comment-o",
  "event.held": "question-circle-o",
  "event.conflict": "exclamation-circle",
  "event.recalled": "undo",
  "event.answered": "user-o",
  wait: "clock-o",
  "wait.started": "hourglass-half",
  "wait.reminder": "bell-o",
  "wait.ended": "forward",
  send: "envelope-o",
  "send.queued": "pencil-square-o",
  "send.sent": "paper-plane-o",
  "send.not-sent": "ban",
  "send.again": "repeat",
  "send.unknown": "question-circle",
  "send.held": "pause",
  "send.collected": "archive",
  "send.bounced": "reply",
  "send.complained": "thumbs-o-down",
  "send.delivered": "check",
  "send.printing": "print",
  "send.printed": "print",
  "send.failed": "ban",
  "send.undeliverable": "reply",
  "send.cancelled": "ban",
  "send.taken-back": "undo",
  page: "globe",
  "page.visited": "eye",
  "page.responded": "comments-o",
  "page.opted-out": "hand-paper-o",
  consent: "hand-paper-o",
  task: "repeat",
  "task.dead": "exclamation-triangle",
  resolved: "gavel",
  batch: "archive",
};

const bad = ["event.conflict", "send.not-sent", "send.unknown", "send.bounced", "send.failed", "send.undeliverable"];
const good = ["send.sent", "send.delivered", "send.printed", "send.mailed"];

export function iconOf(kind: string): JQuery {
  const fitting = Object.keys(icons).filter((name) => kind === name || kind.startsWith(`${name}.`));
  const name = fitting.sort((a, b) => b.length - a.length)[0];
  const tone = [...bad, "task.dead"].includes(kind) ? "bad" : good.includes(kind) ? "good" : "plain";
  return $("<i>", { class: `fa fa-${icons[name ?? ""] ?? "circle-o"}`, "aria-hidden": "true", "data-tone": tone });
}

const channels: Readonly<Record<string, string>> = {
  print: "file-pdf-o",
  email: "envelope-open-o",
  sms: "commenting-o",
  page: "globe",
};

/** What a line has to show. */
export const channelIcon = (channel: string): string => channels[channel] ?? "eye";
