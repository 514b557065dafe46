import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { createTransport } from "nodemailer";
import { type Mail, openMailCarrier, usualMailSettings } from "../../src/mail/index.ts";
import { type Figure, median, type Result } from "./figures.ts";

const rounds = 7;
const perRound = 200;
const connections = 5;

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const from = { name: "Banque Écureuil", address: "nouvelles@banque.example" };
const paragraph =
  '<tr><td style="font-family:Helvetica;font-size:16px">Votre dossier est accepté, à bientôt.</td></tr>\n';
const html = `<table>${paragraph.repeat(150)}</table>`;
const text = "Votre dossier est accepté, à bientôt.\n".repeat(20);
const unsubscribe = "https://journey.example/u/0123456789abcdef";

const mailOf = (id: string): Mail => ({
  ...{ id, text, html, unsubscribe, language: "fr", campaign: "c1", at: Date.now(), test: false },
  to: { name: "Zoé Noël", address: "zoe@client.example" },
  subject: "Votre dossier est accepté",
  purpose: "marketing",
});

/** Mails a second through our carrier and through nodemailer's pool: the same mails, server, connections and key. */
export async function run(): Promise<Result> {
  const server = new Worker(new URL("mail/server.ts", import.meta.url));
  const [port] = (await once(server, "message")) as [number];
  const carrier = openMailCarrier(
    {
      ...usualMailSettings,
      ...{ way: "smtp", host: "127.0.0.1", port, security: "none", connections },
      ...{ fromName: from.name, fromAddress: from.address, bounceAddress: "retour@banque.example" },
      dkim: [{ domain: "banque.example", selector: "s1" }],
    },
    { dkimKeys: [key] },
  );
  const bare = createTransport({
    ...{ pool: true, host: "127.0.0.1", port, ignoreTLS: true, maxConnections: connections },
    dkim: { domainName: "banque.example", keySelector: "s1", privateKey: key },
  });
  const contenders: Record<string, (id: string) => Promise<unknown>> = {
    "nodemailer, its pool": (id) => {
      const { to, subject } = mailOf(id);
      const headers = {
        ...{ "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
        ...{ "Auto-Submitted": "auto-generated", "Feedback-ID": "c1:marketing:banqueexample" },
      };
      const envelope = { from: "retour@banque.example", to: to.address };
      const messageId = `<${id}@banque.example>`;
      const recipient = { name: to.name ?? "", address: to.address };
      return bare.sendMail({ from, to: recipient, subject, text, html, headers, envelope, messageId });
    },
    "our carrier": (id) => carrier.submit(mailOf(id)),
  };
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  // The first round warms up, and opens the connections.
  for (let round = -1; round < rounds; round += 1)
    for (const [at, [name, send]] of Object.entries(contenders).entries()) {
      const before = performance.now();
      await Promise.all(Array.from({ length: perRound }, (_, index) => send(`r${round + 1}c${at}m${index}`)));
      const seconds = (performance.now() - before) / 1000;
      if (round >= 0) samples[name]?.push(perRound / seconds);
    }
  server.postMessage("how many");
  const [taken] = (await once(server, "message")) as [number];
  if (taken !== 2 * perRound * (rounds + 1)) throw new Error(`The server took ${taken} mails.`);
  await carrier.close();
  bare.close();
  await server.terminate();
  const figures: Figure[] = Object.entries(samples).map(([name, all]) => ({
    name,
    values: { "mails/s": median(all) },
  }));
  const [theirs = Number.NaN, ours = Number.NaN] = Object.values(samples).map(median);
  const size = (html.length + text.length) / 1024;
  return {
    subject: `mail: ${size.toFixed(0)} KB a mail, RSA-2048 DKIM, ${connections} connections, ${rounds} rounds of ${perRound}`,
    figures,
    claims: [
      { claim: "our carrier ÷ bare nodemailer", measured: ours / theirs, aim: "≥ 0.9", met: ours / theirs >= 0.9 },
    ],
  };
}
