import { compileMjml } from "../../src/message/email/compile-mjml.ts";
import { textConverter } from "../../src/message/email/text-part.ts";
import { openEmail } from "../../src/message/index.ts";
import { type Figure, median, type Result } from "./figures.ts";
import { bareEngine, takeTurns } from "./templates/bare.ts";
import { message } from "./templates/message.ts";
import { mjml, plain, preheader, subject } from "./templates/mjml.ts";

const rounds = 9;
const perRound = 600;
const compiles = 30;

const only = (text: string) => ({ default: "fr", texts: { fr: text } });

/** CPU milliseconds of what ends later, and by how many MB the process grew. */
async function cost(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = process.cpuUsage();
  const held = process.memoryUsage().rss;
  await work();
  const { user, system } = process.cpuUsage(before);
  return { "ms CPU": (user + system) / 1000, MB: (process.memoryUsage().rss - held) / 1e6 };
}

/** A whole e-mail (subject, preheader, page, plain part) against bare LiquidJS on the same compiled templates. */
export async function run(): Promise<Result> {
  const first = await cost(() => compileMjml(mjml, {}, "fr"));
  const again = await cost(async () => {
    for (let n = 0; n < compiles; n += 1) await compileMjml(mjml, {}, "fr");
  });
  const converter = await cost(textConverter);
  const source = { subject: only(subject), preheader: only(preheader), html: only(mjml) } as const;
  const email = await openEmail({ format: "mjml", ...source, text: only(plain), policy: "stop" });
  const derived = await openEmail({ format: "mjml", ...source, text: only(""), policy: "stop" });
  const { document } = await compileMjml(mjml, {}, "fr");
  if (document === undefined) throw new Error("The e-mail cannot be compiled");

  const [escaping, bare] = [bareEngine(), bareEngine(false)];
  const page = escaping.parse(document.html);
  const texts = [subject, preheader, plain].map((text) => bare.parse(text));
  const setting = { language: "fr", timeZone: "Europe/Paris" };
  const bareEmail = () => [
    ...texts.map((text) => String(bare.renderSync(text, message))),
    String(escaping.renderSync(page, message)),
  ];
  // Both are measured until they are bytes: what is written in pieces is put together only when somebody reads it.
  const sent = ({ html, text }: { html: string; text: string }) => Buffer.byteLength(html) + Buffer.byteLength(text);
  const contenders = {
    "bare LiquidJS, four templates parsed once": () => {
      const [, , text = "", html = ""] = bareEmail();
      return sent({ html, text });
    },
    "our e-mail": () => sent(email.render(message, setting)),
    "our e-mail, its plain part made from the page": () => sent(derived.render(message, setting)),
  };
  const [theirs, ours] = [bareEmail(), email.render(message, setting)];
  if (theirs[0] !== ours.subject || theirs[1] !== ours.preheader || theirs[2] !== ours.text)
    throw new Error(`They do not write the same:\n${theirs.slice(0, 3).join("\n")}\n${JSON.stringify(ours, null, 2)}`);
  const samples = takeTurns(contenders, rounds, perRound);
  const figures: Figure[] = [
    ...Object.entries(samples).map(([name, all]) => ({
      name,
      values: { "µs CPU": median(all), "renders/s": 1e6 / median(all) },
    })),
    { name: "the first compilation, MJML loaded for it", values: first },
    { name: "a compilation", values: { "ms CPU": (again["ms CPU"] ?? Number.NaN) / compiles } },
    { name: "html-to-text loaded", values: converter },
  ];
  // Of the same round: a busy machine slows both.
  const [bareTimes = [], ourTimes = []] = Object.values(samples);
  const ratio = median(ourTimes.map((time, round) => time / (bareTimes[round] ?? Number.NaN)));
  return {
    subject: `email: subject, preheader, ${(ours.html.length / 1024).toFixed(1)} KB of HTML and plain part, ${rounds} rounds of ${perRound}`,
    figures,
    claims: [{ claim: "our e-mail ÷ bare LiquidJS, CPU", measured: ratio, aim: "≤ 1.3", met: ratio <= 1.3 }],
  };
}
