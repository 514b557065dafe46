/** A report as a mail: the parts that are given, and the mail that it is about. */
export function report(
  status: string,
  {
    kind = "delivery-status",
    people = "This is the mail system.\r\n",
    returned = "Message-ID: <abc123@banque.example>\r\nSubject: x\r\n",
    to = "retour@banque.example",
  } = {},
): Buffer {
  const lines = [
    "From: MAILER-DAEMON@mx.example",
    `To: ${to}`,
    "Subject: Undelivered",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=${kind}; boundary="b=1"`,
    "",
    "--b=1",
    "Content-Type: text/plain; charset=utf-8",
    "",
    people,
    "--b=1",
    `Content-Type: message/${kind}`,
    "",
    status.replace(/\r?\n/g, "\r\n"),
    "--b=1",
    "Content-Type: text/rfc822-headers",
    "",
    returned,
    "--b=1--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

/** A failed delivery. */
export const failed = (fields: string, perMessage = "Reporting-MTA: dns; mx.example") =>
  report(`${perMessage}\n\nFinal-Recipient: rfc822; zoe@client.example\nAction: failed\n${fields}\n`);
