import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { join } from "node:path";
import type { FlowNode } from "../user-directory.ts";

/** Whatever reaches the outside, as it came. */
export interface Outside {
  url: string;
  mqtt: number;
  folder: string;
  heard(): string;
  close(): void;
}

/** A web server and a port that anything may be sent to. */
export async function listenOutside(folder: string): Promise<Outside> {
  let heard = "";
  const web: Server = createServer((request, response) => {
    heard += `${request.url}\n`;
    request.on("data", (chunk: Buffer) => {
      heard += chunk.toString();
    });
    request.on("end", () => response.end("{}"));
  }).listen(0, "127.0.0.1");
  const port: TcpServer = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      // CONNACK, so that the client publishes.
      if (chunk[0] === 0x10) socket.write(Buffer.from([0x20, 2, 0, 0]));
    });
  }).listen(0, "127.0.0.1");
  await Promise.all([once(web, "listening"), once(port, "listening")]);
  return {
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    mqtt: (port.address() as AddressInfo).port,
    folder,
    heard: () => heard,
    close() {
      web.closeAllConnections();
      web.close();
      port.close();
    },
  };
}

/** Ways out that have no wire to the audience of their own. */
const behindOthers = ["caught", "called", "delayed", "inside", "joined", "bare"];
/** Every way on which a message can get out of a flow, by its name: each says the person's first name to the outside. */
export const waysOut = ["http", "mqtt", "file", "exec", "tcp", "modules", "triggered", ...behindOthers];

/** A flow with the ways out behind an audience, and an e-mail, a text message and a letter as well. */
export function leakyFlow({ url, mqtt, folder }: Outside): FlowNode[] {
  const z = "f1";
  const node = (id: string, type: string, more: object = {}) => ({ id, type, z, x: 0, y: 0, wires: [], ...more });
  const web = (id: string, more: object = {}) =>
    node(id, "http request", { method: "POST", url: `${url}/${id}`, ret: "txt", paytoqs: "ignore", ...more });
  const say = (id: string, to: string, func = "") =>
    node(id, "function", {
      func: `msg.payload = msg.recipient.firstName; ${func} return msg;`,
      outputs: 1,
      libs: [],
      wires: [[to]],
    });
  const writes = { channel: "", purpose: "service", missing: "stop" };
  const nodes = [
    { id: z, type: "tab", label: "Leaky" },
    {
      ...{ id: "c1", type: "campaign", name: "Leaky", timeZone: "Europe/Paris", locale: "en", store: "", baseUrl: "" },
      ...{ quietFrom: "21:00", quietTo: "08:00", quietService: true, laws: false },
    },
    node("real", "inject", {
      props: [{ p: "payload" }],
      payload: JSON.stringify([{ id: "R-1", firstName: "Reel", email: "reel@example.org", phone: "+33639980011" }]),
      payloadType: "json",
      wires: [["list"]],
    }),
    node("list", "audience", {
      ...{ campaign: "c1", name: "List", source: "message", columns: [], key: "", reentry: "never" },
      wires: [["say", "fail", "unmark", "tell-mqtt", "tell-link", "mail-text", "sms-text", "letter-text"], []],
    }),
    say("say", "fan"),
    node("fan", "junction", {
      wires: [["http", "file", "exec", "tcp", "modules", "trigger", "delay", "sub", "join"]],
    }),
    web("http"),
    node("file", "file", {
      ...{ filename: join(folder, "file.txt"), filenameType: "str", appendNewline: true, overwriteFile: "false" },
    }),
    node("exec", "exec", { command: `tee -a ${join(folder, "exec.txt")} <<<`, addpay: "payload", oldrc: false }),
    node("tcp", "tcp out", { beserver: "client", host: "127.0.0.1", port: String(mqtt), end: true }),
    node("modules", "function", {
      func: `fs.appendFileSync(${JSON.stringify(join(folder, "modules.txt"))}, msg.payload); return msg;`,
      ...{ outputs: 1, libs: [{ var: "fs", module: "fs" }], wires: [[]] },
    }),
    node("trigger", "trigger", {
      ...{ op1type: "pay", op2type: "nul", duration: "1", units: "ms", outputs: 1, wires: [["triggered"]] },
    }),
    web("triggered"),
    node("delay", "delay", {
      ...{ pauseType: "delay", timeout: "1", timeoutUnits: "milliseconds", outputs: 1, wires: [["delayed"]] },
    }),
    web("delayed"),
    node("sub", "subflow:s1", { wires: [] }),
    { id: "s1", type: "subflow", name: "Sub", in: [{ wires: [{ id: "inside" }] }], out: [] },
    web("inside", { z: "s1" }),
    node("join", "join", {
      ...{ mode: "custom", build: "array", property: "payload", propertyType: "msg", count: "1", joiner: "," },
      wires: [["joined"]],
    }),
    web("joined"),
    say("fail", "nobody", "throw new Error('no');"),
    node("catch", "catch", { scope: ["fail"], wires: [["say-again"]] }),
    say("say-again", "caught"),
    web("caught"),
    node("unmark", "function", {
      func: "return { payload: msg.recipient.firstName };",
      ...{ outputs: 1, libs: [], wires: [["bare"]] },
    }),
    web("bare"),
    say("tell-mqtt", "mqtt", "msg.topic = 'out';"),
    node("mqtt", "mqtt out", { topic: "out", qos: "0", retain: "false", broker: "broker" }),
    { ...{ id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port: String(mqtt) }, ...mqttSettings },
    say("tell-link", "link-call"),
    node("link-call", "link call", { links: ["link-in"], linkType: "static", timeout: "5", wires: [["called"]] }),
    node("link-in", "link in", { links: [], wires: [["link-out"]] }),
    node("link-out", "link out", { mode: "return", links: [] }),
    web("called"),
    node("mail-text", "render-message", {
      ...{
        ...writes,
        channel: "email",
        subject: "Hello {{ recipient.firstName }}",
        text: "",
        html: "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>",
      },
      wires: [["mail"], []],
    }),
    node("mail", "send-email", { campaign: "c1", account: "", folder: "mails", name: "Mail", wires: [[], [], []] }),
    node("sms-text", "render-message", {
      ...{ ...writes, channel: "sms", sms: "Hello {{ recipient.firstName }}", wires: [["sms"], []] },
    }),
    node("sms", "send-sms", { campaign: "c1", account: "", name: "SMS", wires: [[], [], []] }),
    node("letter-text", "render-message", {
      ...{ ...writes, channel: "print", subject: "Hello", body: "Hello {{ recipient.firstName }}", sender: "Us" },
      wires: [["letter"], []],
    }),
    node("letter", "send-print-job", { campaign: "c1", service: "", name: "Press", wires: [[], [], []] }),
    // Nothing else happens for a while, so that a play can be met in its middle.
    node("slow", "audience", { campaign: "c1", name: "Slow", source: "message", columns: [], wires: [["sleep"], []] }),
    node("sleep", "function", {
      func: "setTimeout(() => { node.send(msg); node.done(); }, 30000);",
      ...{ outputs: 1, libs: [], wires: [["http"]] },
    }),
  ];
  return nodes as FlowNode[];
}

const mqttSettings = {
  ...{ protocolVersion: "4", keepalive: "60", cleansession: true, autoConnect: true, usetls: false },
  ...{ birthTopic: "", closeTopic: "", willTopic: "" },
};
