import type { Translate } from "./editor-catalogue.ts";
import { choiceInput, formRow, textInput } from "./editor-rows.ts";
import { eventIdRow } from "./editor-webhook-event-id.ts";
import type { HmacInput } from "./editor-webhook-senders.ts";
import { splitList } from "./editor-words.ts";

type Scheme = HmacInput["scheme"];
type Part = Scheme["signed"][number];
type Timestamp = NonNullable<Scheme["timestamp"]>;

const names = ["timestamp", "id", "body", "method", "path", "target"] as const;

/** What is signed as one line of text: `{id}.{timestamp}.{body}`. */
export function writeSigned(parts: readonly Part[]): string {
  return parts.map((part) => (part.part === "text" ? part.text : `{${part.part}}`)).join("");
}

/** The parts of such a line; a name in braces that is none is text like any other. */
export function readSigned(line: string): Part[] {
  const pieces = line.split(new RegExp(`(\\{(?:${names.join("|")})\\})`));
  return pieces
    .filter((piece) => piece !== "")
    .map((piece): Part => {
      const name = names.find((one) => piece === `{${one}}`);
      return name === undefined ? { part: "text", text: piece } : { part: name };
    });
}

/** Rows of a signature that is described by hand. They write into `scheme`. */
export function schemeRows(_: Translate, scheme: Scheme, changed: () => void): JQuery[] {
  const write = (change: (value: string) => void) => (value: string) => {
    change(value);
    changed();
  };
  const { signature } = scheme;
  const headers = textInput(
    signature.headers.join(", "),
    write((text) => {
      signature.headers = splitList(text);
    }),
    { placeholder: "x-signature" },
  );
  const algorithm = choiceInput(
    [
      ["sha256", "HMAC-SHA256"],
      ["sha512", "HMAC-SHA512"],
      ["sha1", "HMAC-SHA1"],
    ],
    scheme.algorithm,
    write((value) => {
      scheme.algorithm = value as Scheme["algorithm"];
    }),
  );
  const encoding = choiceInput(
    [
      ["hex", "hex"],
      ["base64", "base64"],
      ["base64url", "base64url"],
    ],
    scheme.encoding,
    write((value) => {
      scheme.encoding = value as Scheme["encoding"];
    }),
  ).attr("aria-label", _("scheme.encoding"));
  const prefix = textInput(
    signature.prefix ?? "",
    write((text) => {
      signature.prefix = text;
    }),
    { placeholder: "sha256=" },
  );
  const separator = choiceInput(
    [
      ["", _("separator.none")],
      [" ", _("separator.space")],
      [",", _("separator.comma")],
      [";", _("separator.semicolon")],
    ],
    signature.separator ?? "",
    write((value) => {
      signature.separator = value as NonNullable<typeof signature.separator>;
    }),
  ).attr("aria-label", _("scheme.separator"));
  const signed = textInput(
    writeSigned(scheme.signed),
    write((text) => {
      scheme.signed = readSigned(text);
    }),
    { placeholder: "{timestamp}.{body}" },
  );
  return [
    formRow(_("scheme.headers"), headers, _("hint.headers")),
    formRow(_("scheme.algorithm"), [algorithm, encoding]),
    formRow(_("scheme.prefix"), [prefix, separator], _("hint.prefix")),
    formRow(_("scheme.signed"), signed, _("hint.signed")),
    timestampRow(_, scheme, changed),
    secretRow(_, scheme, changed),
    eventIdRow(_, scheme.eventId, (value) => {
      scheme.eventId = value;
      changed();
    }),
  ];
}

function timestampRow(_: Translate, scheme: Scheme, changed: () => void): JQuery {
  const time: Timestamp = scheme.timestamp ?? { in: "none" };
  let place = time.in;
  let name = time.in === "header" ? time.header : time.in === "signature" ? time.prefix : "";
  let unit = time.in === "none" ? "s" : (time.unit ?? "s");
  const tell = () => {
    if (place === "none") scheme.timestamp = { in: "none" };
    else if (place === "header") scheme.timestamp = { in: "header", header: name, unit };
    else scheme.timestamp = { in: "signature", prefix: name, unit };
    changed();
  };
  const named = textInput(name, (text) => {
    name = text.trim();
    tell();
  });
  const units = choiceInput(
    [
      ["s", _("unit.seconds")],
      ["ms", _("unit.milliseconds")],
    ],
    unit,
    (chosen) => {
      unit = chosen as typeof unit;
      tell();
    },
  ).attr("aria-label", _("scheme.unit"));
  const show = () => {
    const label = place === "signature" ? _("scheme.timestampPrefix") : _("scheme.timestampHeader");
    named.attr({ "aria-label": label, title: label, placeholder: place === "signature" ? "t=" : "x-timestamp" });
    named.add(units).prop("hidden", place === "none");
  };
  const choice = choiceInput(
    [
      ["none", _("timestamp.none")],
      ["header", _("timestamp.header")],
      ["signature", _("timestamp.signature")],
    ],
    place,
    (chosen) => {
      place = chosen as typeof place;
      show();
      tell();
    },
  );
  show();
  return formRow(_("scheme.timestamp"), [choice, named, units]);
}

function secretRow(_: Translate, scheme: Scheme, changed: () => void): JQuery {
  const { encoding = "utf8", prefix = "" } = scheme.secret ?? {};
  const secret = { encoding, prefix };
  const tell = () => {
    scheme.secret = secret;
    changed();
  };
  const form = choiceInput(
    [
      ["utf8", _("encoding.utf8")],
      ["base64", _("encoding.base64")],
      ["hex", _("encoding.hex")],
    ],
    encoding,
    (chosen) => {
      secret.encoding = chosen as typeof encoding;
      tell();
    },
  );
  const before = textInput(
    prefix,
    (text) => {
      secret.prefix = text;
      tell();
    },
    { placeholder: "whsec_" },
  ).attr({ "aria-label": _("scheme.secretPrefix"), title: _("scheme.secretPrefix") });
  return formRow(_("scheme.secret"), [form, before]);
}
