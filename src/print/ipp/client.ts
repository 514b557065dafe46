import { Fault } from "../../contract/index.ts";
import { pauseAsked } from "../../retry-after.ts";
import { strings } from "./attributes.ts";
import { decodeMessage, encodeMessage, type IppAttribute, type IppGroup, type IppMessage } from "./codec/index.ts";
import { readAddress } from "./http/address.ts";
import { dial, type Way } from "./http/dial.ts";
import type { IppDocument } from "./http/document.ts";
import { exchange, type HttpReply, type Progress } from "./http/exchange.ts";
import { loginOf } from "./http/login.ts";
import { type IppFault, inDoubt, notNow, unfit } from "./ipp-fault.ts";
import type { IppLimits, IppSecrets, IppSettings } from "./settings.ts";
import { isSuccess, refusal } from "./status.ts";

/** One request of an operation. */
interface Asked {
  /** RFC 8011 §5.4.15. */
  operation: number;
  /** Operation attributes behind those that every request has. */
  attributes?: readonly IppAttribute[];
  groups?: readonly IppGroup[];
  document?: IppDocument;
  signal?: AbortSignal | undefined;
  /** How far the document got, for who asks. */
  progress?: Progress;
}

export interface IppClient {
  host: string;
  /** Name that jobs go under. */
  sender: string;
  /**
   * Sends a request, once more where the server wants a login.
   * @returns the answer, whose status says that it was done
   * @throws IppFault
   */
  ask(asked: Asked): Promise<IppMessage>;
}

/** How often a request is sent where the server asks for a login, and then for another nonce. */
const mostTries = 3;
const versionNotSupported = 0x0503;

/** What an answer is worth that is not one of IPP. */
function httpRefusal(host: string, { status, headers }: HttpReply): IppFault {
  if (status === 403) return notNow("ipp.forbidden", { host });
  if (status === 404 || status === 405) return notNow("ipp.no-such-address", { host });
  if (status === 413) return unfit("ipp.document-too-large", { host });
  if (status === 426) return notNow("ipp.wants-tls", { host });
  if (status >= 300 && status < 400) return notNow("ipp.redirected", { host });
  if (status === 503 || status === 429)
    return notNow("ipp.busy", { host }, pauseAsked(headers["retry-after"], Date.now()));
  return notNow("ipp.http-status", { host, status });
}

const isIpp = (type = "") => /^application\/ipp\s*(;|$)/i.test(type);

/** @throws IppFault where the settings do not do */
export function ippClient(settings: IppSettings, { password = "" }: IppSecrets, limits: IppLimits): IppClient {
  const way: Way = { ...readAddress(settings.address), inside: settings.inside, authority: settings.authority };
  const { host } = way;
  const login = loginOf(settings.user === "" ? undefined : { user: settings.user, password });
  const sender = settings.user || settings.sender;
  let version: IppMessage["version"] = "2.0";
  let requests = 0;

  /** @throws IppFault where a value does not fit its syntax */
  function written({ operation, attributes = [], groups = [] }: Asked, requestId: number): Uint8Array {
    const common = [
      strings("charset", "attributes-charset", "utf-8"),
      strings("naturalLanguage", "attributes-natural-language", "en"),
      strings("uri", "printer-uri", way.uri),
      strings("nameWithoutLanguage", "requesting-user-name", sender),
    ];
    const first: IppGroup = { name: "operation", attributes: [...common, ...attributes] };
    try {
      return encodeMessage({ version, code: operation, requestId, groups: [first, ...groups] });
    } catch (error) {
      throw error instanceof Fault ? unfit(error.key, error.data) : error;
    }
  }

  async function reply(head: Uint8Array, { document, signal }: Asked, progress: Progress): Promise<HttpReply> {
    for (let tries = 1; ; tries += 1) {
      // A server that asked for a login has nothing of the document, whatever had gone out.
      progress.begun = false;
      progress.ended = false;
      const socket = await dial(way, limits.connect, signal);
      const authorization = login.authorization("POST", way.path);
      const answer = await exchange(way, socket, { head, document, progress, authorization, signal }, limits);
      if (answer.status !== 401) return answer;
      progress.ended = false;
      const next = login.challenged(answer.headers["www-authenticate"] ?? "", authorization);
      if (next === "unknown-scheme") throw notNow("ipp.login-unknown", { host });
      if (next === "refused" || tries === mostTries)
        throw notNow(settings.user === "" ? "ipp.login-missing" : "ipp.login", { host });
    }
  }

  /** Reads what should be an answer of IPP. @throws IppFault where it is none */
  function read({ headers, bytes }: HttpReply, requestId: number): IppMessage {
    if (!isIpp(headers["content-type"])) throw notNow("ipp.not-ipp", { host });
    try {
      const { message } = decodeMessage(bytes);
      if (message.requestId === requestId) return message;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      throw notNow(error.key, { ...error.data, host });
    }
    throw notNow("ipp.not-ours", { host });
  }

  async function once(asked: Asked, progress: Progress): Promise<IppMessage> {
    requests = (requests % 0x7fffffff) + 1;
    const requestId = requests;
    const answer = await reply(written(asked, requestId), asked, progress);
    if (answer.status === 200) return read(answer, requestId);
    // Of 5xx a proxy may be the author, which knows nothing of what the printer did.
    if (answer.status < 500) progress.ended = false;
    throw httpRefusal(host, answer);
  }

  /** Silence, or what cannot be read, is no word on a document that was given away whole. */
  async function certain(asked: Asked, progress: Progress): Promise<IppMessage> {
    try {
      return await once(asked, progress);
    } catch (error) {
      throw asked.document !== undefined && progress.ended ? inDoubt(error as IppFault) : error;
    }
  }

  return {
    host,
    sender,
    async ask(asked) {
      const { progress = { begun: false, ended: false } } = asked;
      let message = await certain(asked, progress);
      if (message.code === versionNotSupported && version !== "1.1") {
        version = "1.1";
        message = await certain(asked, progress);
      }
      if (!isSuccess(message.code)) throw refusal(host, message, progress.ended);
      // It was said of a document that the printer cannot have.
      if (asked.document !== undefined && !progress.ended)
        throw inDoubt(notNow("ipp.cut-off", { host, code: "EARLY" }));
      return message;
    },
  };
}
