import type { IncomingMessage } from "node:http";
import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { checkMailSettings, openMailCarrier } from "../../src/mail/index.ts";
import { spokenTo } from "../../src/webhook/index.ts";
import { inWords } from "../shared/in-words.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { AskedAccount, accountOf } from "./asked-account.ts";
import { bounceFaults, reportSettingsOf, tryBounces } from "./bounces.ts";
import type { AboutAnswer, CheckAnswer, KeyAnswer } from "./desk.ts";
import { dkimRecord, newDkimKey } from "./dkim-record.ts";
import { mailSecretsOf, mailSettingsOf } from "./settings.ts";

const root = "/belle-histoire/mail-account";

type Ask = IncomingMessage & { body?: unknown };
type Reply = { json(body: object): unknown; status(code: number): { json(body: object): unknown } };

/** The routes of the form: what is wrong, what to publish in the DNS, and whether the way works. */
export function deskRoutes(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  const read = RED.auth.needsPermission("mail-account.read");
  const write = RED.auth.needsPermission("mail-account.write");
  const asked = ({ body }: Ask, mayWrite: boolean) => {
    const parsed = AskedAccount.safeParse(body);
    if (!parsed.success) throw new Fault("mail-account.desk", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
    const { config, credentials } = accountOf(RED, parsed.data, mayWrite);
    const settings = mailSettingsOf(config, inFolder);
    const secrets = mailSecretsOf(credentials);
    const reading = reportSettingsOf(config, inFolder);
    const faults = [...checkMailSettings(settings, secrets), ...bounceFaults(reading, credentials)];
    return { config, credentials, settings, secrets, reading, faults };
  };
  /** A route that answers with JSON, and with a sentence in the editor's language where it cannot. */
  const answering = (work: (request: Ask, language: string) => Promise<object>) => (request: Ask, response: Reply) => {
    const language = spokenTo(request.headers["accept-language"]);
    work(request, language).then(
      (answer) => response.json(answer),
      (error: unknown) => response.status(422).json({ problem: inWords(error, language) }),
    );
  };

  RED.httpAdmin.post(
    `${root}/about`,
    read,
    // Nothing is called for this, and of a private key only the public half is told.
    answering(async (request, language): Promise<AboutAnswer> => {
      const { config, credentials, faults } = asked(request, false);
      const { dkimDomain, dkimSelector } = config;
      const record = dkimRecord(dkimDomain, dkimSelector, credentials.dkimKey ?? "");
      return { faults: faults.map((fault) => inWords(fault, language)), ...(record !== undefined && { record }) };
    }),
  );
  RED.httpAdmin.post(
    `${root}/check`,
    write,
    answering(async (request, language): Promise<CheckAnswer> => {
      const { config, credentials, settings, secrets, reading, faults } = asked(request, true);
      if (faults.length > 0) return { found: [], faults: faults.map((fault) => inWords(fault, language)) };
      const answer: CheckAnswer = { found: [], faults: [] };
      const attempt = async (key: string, data: Record<string, string>, work: () => Promise<unknown>) => {
        try {
          await work();
          answer.found.push(sentence(key, data, language));
        } catch (error) {
          answer.faults.push(inWords(error, language));
        }
      };
      const carrier = openMailCarrier(settings, secrets);
      const { way, host, folder } = settings;
      await attempt(`mail-account.found-${way}`, { host, folder }, () => carrier.verify());
      await carrier.close();
      if (config.bounces !== "none")
        await attempt(`mail-account.found-${config.bounces}-bounces`, { host: config.imapHost }, () =>
          tryBounces(reading, credentials),
        );
      return answer;
    }),
  );
  RED.httpAdmin.post(
    `${root}/key`,
    write,
    answering(async (): Promise<KeyAnswer> => ({ key: await newDkimKey() })),
  );
}
