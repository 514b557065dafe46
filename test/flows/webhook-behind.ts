import { createHash } from "node:crypto";
import type { SetUp } from "./runtime.ts";
import { selfSigned } from "./self-signed.ts";

/** How people run Node-RED, and what then holds for a webhook. `docs/behind-node-red.md` tells the same. */
export interface Behind extends SetUp {
  /** As the page names it. */
  name: string;
  scheme: "http" | "https";
  /** What stands before `/webhook/…`; undefined: nobody can call. */
  root: string | undefined;
  /** What stands before the routes of the form; undefined: there is no editor. */
  admin: string | undefined;
  /** Status of a core `http in` node to a call that says nothing of itself, and what stands before its path. */
  core: { status: number; root: string };
  /** A page of Node-RED's own host that must still be there. */
  own?: string;
}

const host = "campaigns.example";
const certificate = selfSigned(host);
export const trusted = { cert: certificate.cert, host };
/** Of the editor where it is guarded. */
export const editorToken = "a-token-of-the-editor";
export const guard = { user: "flows", password: "the flows' own password" };
const md5 = createHash("md5").update(guard.password).digest("hex");

const guarded = `{
  https: ${JSON.stringify(certificate)},
  httpAdminRoot: "/admin",
  httpNodeAuth: { user: "${guard.user}", pass: "${md5}" },
  httpNodeMiddleware: (request, response, next) => { response.setHeader("x-middleware", "ran"); next(); },
  httpNodeCors: { origin: "*", methods: "GET,PUT,POST,DELETE" },
  adminAuth: {
    type: "credentials", users: [],
    tokens: async (token) => token === "${editorToken}" ? { username: "editor", permissions: "*" } : null,
  },
}`;

/**
 * An application of one's own that has Node-RED in it, and reads every body before Node-RED sees it.
 * @param below path of a larger application under which all of this stands
 */
const application = ({ server, below }: { server: boolean; below?: string }): SetUp["program"] => {
  return ({ nodeRed, modules, port }) => `
    const express = require(${JSON.stringify(`${modules}/express`)});
    const RED = require(${JSON.stringify(nodeRed)});
    const app = express();
    app.use(express.json());
    app.get("/own", (request, response) => response.send("the application's own"));
    ${below === undefined ? "const outer = app;" : `const outer = express(); outer.use("${below}", app);`}
    const server = require("node:http").createServer(outer);
    const settings = { ...require("./settings.js"), userDir: __dirname };
    ${server ? "RED.init(server, settings);" : "RED.init(settings);"}
    app.use(settings.httpAdminRoot, RED.httpAdmin);
    app.use(settings.httpNodeRoot, RED.httpNode);
    server.listen(${port}, "127.0.0.1");
    RED.start();`;
};

export const setUps: Behind[] = [
  {
    name: "as installed",
    scheme: "http",
    root: "",
    admin: "",
    core: { status: 200, root: "" },
  },
  {
    name: "httpNodeRoot `/flows`",
    settings: `{ httpNodeRoot: "/flows" }`,
    scheme: "http",
    root: "/flows",
    admin: "",
    core: { status: 200, root: "/flows" },
  },
  {
    name: "httpAdminRoot `/admin`, https, adminAuth, httpNodeAuth, httpNodeMiddleware, httpNodeCors",
    settings: guarded,
    scheme: "https",
    root: "",
    admin: "/admin",
    core: { status: 401, root: "" },
  },
  {
    name: "httpAdminRoot `false`",
    settings: `{ httpAdminRoot: false, httpNodeRoot: "/flows" }`,
    scheme: "http",
    root: "/flows",
    admin: undefined,
    core: { status: 200, root: "/flows" },
  },
  {
    name: "httpAdminRoot and httpNodeRoot `false`, httpStatic",
    settings: `{ httpAdminRoot: false, httpNodeRoot: false, httpStatic: __dirname + "/node_modules" }`,
    scheme: "http",
    root: "",
    admin: undefined,
    core: { status: 404, root: "" },
  },
  {
    name: "httpAdminRoot and httpNodeRoot `false`",
    settings: `{ httpAdminRoot: false, httpNodeRoot: false }`,
    scheme: "http",
    root: undefined,
    admin: undefined,
    core: { status: 0, root: "" },
  },
  {
    name: "embedded, server given to `RED.init`",
    settings: `{ httpAdminRoot: "/red", httpNodeRoot: "/api" }`,
    program: application({ server: true }),
    scheme: "http",
    root: "/api",
    admin: "/red",
    core: { status: 200, root: "/api" },
    own: "/own",
  },
  {
    name: "embedded, no server given to `RED.init`",
    settings: `{ httpAdminRoot: "/red", httpNodeRoot: "/api", disableEditor: true }`,
    program: application({ server: false }),
    scheme: "http",
    root: "/api",
    admin: "/red",
    core: { status: 200, root: "/api" },
    own: "/own",
  },
  {
    name: "embedded below `/outer` of a larger application",
    settings: `{ httpAdminRoot: "/red", httpNodeRoot: "/api", disableEditor: true }`,
    program: application({ server: false, below: "/outer" }),
    scheme: "http",
    root: "/api",
    admin: "/outer/red",
    core: { status: 200, root: "/outer/api" },
    own: "/outer/own",
  },
];
