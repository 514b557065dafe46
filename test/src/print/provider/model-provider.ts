import { createHash, createHmac, randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTls } from "node:https";
import type { AddressInfo } from "node:net";

/**
 * What goes wrong at an operation: `before` it is done the connection breaks; the answer is `lost`, is `garbage`, `half` of
 * what it says, `huge`, `nothing` that tells an id; the server is `silent`; it points `elsewhere`; or a status is answered.
 */
export type Mishap =
  | "before"
  | "lost"
  | "garbage"
  | "half"
  | "huge"
  | "nothing"
  | "silent"
  | "elsewhere"
  | { status: number; body?: object; headers?: Record<string, string>; done?: boolean };

export type Operation = "token" | "place" | "upload" | "create" | "list" | "show" | "cancel" | "price" | "organisation";

export interface ModelLetter {
  id: string;
  key: string;
  status: string;
  pdf: Buffer;
  /** What was said of it: attributes of Pingen, fields of a form, or JSON. */
  said: Record<string, unknown>;
}

interface Call {
  operation: Operation;
  headers: IncomingMessage["headers"];
  url: string;
  body: Buffer;
}

const client = { id: "client-1", secret: "s3cret-of-the-client" };
export const apiKey = "live_0123456789abcdef";

/** Parts of a form, read by somebody else than who wrote it. */
async function formOf(body: Buffer, type: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
}

/**
 * A little provider that speaks as Pingen's API does below `/`, and one with a plain API below `/v1/letters`. It keeps
 * letters, and answers to a key what it answered before.
 */
export async function modelProvider({ tls }: { tls?: { key: string; cert: string } } = {}) {
  const letters: ModelLetter[] = [];
  const calls: Call[] = [];
  const mishaps: Partial<Record<Operation, Mishap[]>> = {};
  const places = new Map<string, Buffer | undefined>();
  const answered = new Map<string, { body: string; status: number; answer: object }>();
  const tokens = new Set<string>();
  const changes = new EventEmitter();
  const model = {
    ...{ letters, calls, mishaps, client, tokens },
    port: 0,
    /** Whether keys are known at all, and whether the list shows what was made. */
    knowsKeys: true,
    lists: true,
    /** Has all tokens run out. */
    expireTokens: () => tokens.clear(),
    asked: () => calls.map(({ operation }) => operation),
    /** The address of the upload, where it is not the model's own. */
    uploadAt: undefined as string | undefined,
    url: "",
    /** Holds an answer back. */
    hold: undefined as ((operation: Operation) => Promise<void>) | undefined,
    /** Waits for a fact; it is asked for again whenever something was done. */
    async until(fact: () => boolean): Promise<void> {
      while (!fact()) await once(changes, "done");
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  const reply = (response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(body === undefined ? undefined : JSON.stringify(body));
  const resource = ({ id, status, said }: ModelLetter) => ({ id, type: "letters", attributes: { ...said, status } });
  const plain = ({ id, key, status }: ModelLetter) => ({ id, status, metadata: { key } });
  const problem = (detail: string, pointer = "") => ({
    errors: [{ code: "x", title: "Unprocessable", detail, source: { pointer } }],
  });

  /** Does what is asked for, and says what is to be answered. */
  async function work({ operation, headers, url, body }: Call): Promise<[status: number, body?: object]> {
    const { pathname } = new URL(url, "http://model");
    const isPlain = pathname.startsWith("/v1/");
    if (operation === "token") {
      const form = new URLSearchParams(body.toString());
      if (form.get("client_id") !== client.id || form.get("client_secret") !== client.secret) return [401, {}];
      const token = randomUUID();
      tokens.add(token);
      return [200, { token_type: "Bearer", expires_in: 43_200, access_token: token }];
    }
    if (operation === "upload") {
      // A signed address takes no other proof.
      if (headers.authorization !== undefined || !places.has(pathname)) return [400, {}];
      places.set(pathname, body);
      return [200];
    }
    const [scheme, proof = ""] = (headers.authorization ?? "").split(" ");
    const isIn = isPlain
      ? Buffer.from(proof, "base64").toString() === `${apiKey}:`
      : scheme === "Bearer" && tokens.has(proof);
    if (!isIn) return [401, problem("Unauthenticated")];
    const letter = letters.find(({ id }) => pathname.includes(id));
    switch (operation) {
      case "place": {
        const path = `/upload/${places.size + 1}`;
        places.set(path, undefined);
        const attributes = { url: model.uploadAt ?? `${model.url}${path}?signed=1`, url_signature: `sig-${path}` };
        return [200, { data: { id: "1", type: "file_uploads", attributes } }];
      }
      case "create": {
        const key = String(headers["idempotency-key"] ?? "");
        const text = createHash("sha256").update(body).digest("hex");
        const before = model.knowsKeys && key !== "" ? answered.get(key) : undefined;
        if (before !== undefined)
          return before.body === text ? [before.status, before.answer] : [422, problem("key was used otherwise")];
        const id = randomUUID();
        let made: ModelLetter;
        if (isPlain && (headers["content-type"] ?? "").startsWith("multipart/")) {
          const form = await formOf(body, headers["content-type"] ?? "");
          const pdf = Buffer.from(await (form.get("file") as File).arrayBuffer());
          const said = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
          made = { id, key: String(said["metadata[key]"] ?? ""), status: "processed", pdf, said };
        } else if (isPlain) {
          const said = JSON.parse(body.toString()) as Record<string, unknown> & { metadata?: { key: string } };
          const pdf = Buffer.from(String(said.file), "base64");
          made = { id, key: said.metadata?.key ?? "", status: "processed", pdf, said };
        } else {
          const { attributes: said } = JSON.parse(body.toString()).data as { attributes: Record<string, string> };
          const path = new URL(String(said.file_url)).pathname;
          const pdf = places.get(path);
          if (pdf === undefined || said.file_url_signature !== `sig-${path}`) return [422, problem("no file")];
          made = { id, key, status: "validating", pdf, said };
        }
        letters.push(made);
        const answer = isPlain ? plain(made) : { data: resource(made) };
        answered.set(key, { body: text, status: 201, answer });
        return [201, answer];
      }
      case "list":
        return [
          200,
          { data: model.lists ? letters.map((one) => (isPlain ? plain(one) : resource(one))).reverse() : [] },
        ];
      case "show":
        if (letter === undefined) return [404, problem("no such letter")];
        return [200, isPlain ? plain(letter) : { data: resource(letter) }];
      case "cancel":
        if (letter === undefined || !["validating", "valid", "processed"].includes(letter.status))
          return [isPlain ? 422 : 409, problem("too late")];
        letter.status = "cancelled";
        return [isPlain ? 200 : 202];
      case "price":
        return [200, { data: { id: "1", type: "letter_price", attributes: { currency: "EUR", price: 1.29 } } }];
      case "organisation":
        return [200, { data: { id: "org", type: "organisations", attributes: { name: "ACME" } } }];
    }
  }

  function operationOf({ method, url = "/" }: IncomingMessage): Operation {
    const { pathname } = new URL(url, "http://model");
    if (pathname === "/auth/access-tokens") return "token";
    if (pathname === "/file-upload") return "place";
    if (pathname.startsWith("/upload/")) return "upload";
    if (pathname.endsWith("/price-calculator")) return "price";
    if (/^\/organisations\/[^/]+$/.test(pathname)) return "organisation";
    if (pathname.endsWith("/cancel") || method === "DELETE") return "cancel";
    if (method === "POST") return "create";
    return pathname.endsWith("/letters") ? "list" : "show";
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = operationOf(request);
    const call = { operation, headers: request.headers, url: request.url ?? "/", body: Buffer.concat(chunks) };
    calls.push(call);
    const mishap = mishaps[operation]?.shift();
    if (mishap === "before") return void request.socket.destroy();
    if (mishap === "elsewhere")
      return void reply(response, 307, undefined, { location: "http://127.0.0.1:1/elsewhere" });
    if (typeof mishap === "object" && !mishap.done)
      return void reply(response, mishap.status, mishap.body, mishap.headers);
    const [status, body] = await work(call);
    changes.emit("done");
    await model.hold?.(operation);
    if (mishap === "lost") return void request.socket.destroy();
    if (mishap === "silent") return;
    if (mishap === "garbage") return void response.writeHead(status).end("<html>Bad gateway? {");
    if (mishap === "huge") return void response.writeHead(status).end(Buffer.alloc(2_000_000, " "));
    if (mishap === "nothing") return void reply(response, status, { ok: true });
    if (mishap === "half") {
      const text = JSON.stringify(body);
      response.writeHead(status, { "content-length": text.length });
      return void response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
    }
    if (typeof mishap === "object") return void reply(response, mishap.status, mishap.body, mishap.headers);
    reply(response, status, body);
  }

  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response).catch(() => response.destroy());
  const server = tls === undefined ? createServer(listener) : createTls(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  model.port = (server.address() as AddressInfo).port;
  model.url = `${tls === undefined ? "http" : "https"}://127.0.0.1:${model.port}`;
  return model;
}

export type ModelProvider = Awaited<ReturnType<typeof modelProvider>>;

/** An event as Pingen posts it, with its signature. */
export function pingenEvent(letter: string, what: string, attributes: object, secret: string) {
  const body = JSON.stringify({
    data: {
      ...{ id: randomUUID(), type: `webhook_${what}` },
      attributes: { url: "https://x.example", created_at: "2026-03-01T09:42:48+0100", ...attributes },
      relationships: {
        organisation: { links: { related: "x" }, data: { id: "org", type: "organisations" } },
        letter: { links: { related: "x" }, data: { id: letter, type: "letters" } },
      },
    },
    included: [{}],
  });
  return { body, signature: createHmac("sha256", secret).update(body).digest("hex") };
}
