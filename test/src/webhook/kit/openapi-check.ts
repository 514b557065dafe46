import type { Json, JsonObject } from "../../../../src/contract/index.ts";
import { resolve, schemaFaults, valueFaults } from "./schema-check.ts";

/**
 * The rules of an OpenAPI 3.1 document that can be checked without its meta-schema: the members that each object may and
 * must have, references, parameters of paths, ids of operations, security requirements, and every example by its schema.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */

type Rule = { must: string[]; may: string[] };
const rules = {
  root: { must: ["openapi", "info", "paths"], may: ["servers", "components", "security", "tags", "externalDocs"] },
  info: { must: ["title", "version"], may: ["summary", "description", "contact", "license", "termsOfService"] },
  server: { must: ["url"], may: ["description", "variables"] },
  path: { must: [], may: ["get", "post", "put", "delete", "parameters", "summary", "description", "servers"] },
  operation: {
    must: ["responses"],
    may: ["operationId", "summary", "description", "parameters", "requestBody", "security", "tags", "deprecated"],
  },
  parameter: { must: ["name", "in", "schema"], may: ["description", "required", "example", "examples", "deprecated"] },
  body: { must: ["content"], may: ["description", "required"] },
  media: { must: ["schema"], may: ["example", "examples"] },
  example: { must: ["value"], may: ["summary", "description"] },
  response: { must: ["description"], may: ["headers", "content", "links"] },
  header: { must: ["schema"], may: ["description", "required", "example"] },
  components: {
    must: [],
    may: ["schemas", "responses", "parameters", "headers", "securitySchemes", "examples", "requestBodies"],
  },
  security: { must: ["type"], may: ["description", "name", "in", "scheme", "bearerFormat"] },
} as const satisfies Record<string, Rule>;

const entries = (value: Json | undefined) => Object.entries((value ?? {}) as JsonObject) as [string, JsonObject][];
const list = (value: Json | undefined) => (Array.isArray(value) ? value : []) as JsonObject[];

/** Everything that is wrong with a document. */
export function openApiFaults(root: JsonObject): string[] {
  const faults: string[] = [];
  const say = (at: string, what: string) => faults.push(`${at}: ${what}`);

  /** Follows a reference, which stands alone. */
  const follow = (value: JsonObject, at: string): JsonObject | undefined => {
    if (value.$ref === undefined) return value;
    if (Object.keys(value).length > 1) say(at, "members beside $ref");
    const found = resolve(root, String(value.$ref));
    if (found === undefined) say(at, `${value.$ref} leads nowhere`);
    return found as JsonObject | undefined;
  };
  const shape = (kind: keyof typeof rules, value: JsonObject, at: string) => {
    const { must, may } = rules[kind] as Rule;
    for (const name of must) if (value[name] === undefined) say(at, `lacks ${name}`);
    for (const name of Object.keys(value))
      if (!must.includes(name) && !may.includes(name) && !name.startsWith("x-")) say(at, `has ${name}`);
  };
  const content = (value: Json | undefined, at: string) => {
    for (const [type, media] of entries(value)) {
      if (!/^[a-z]+\/[a-z0-9.+-]+$/.test(type)) say(at, `media type ${type}`);
      shape("media", media, `${at}/${type}`);
      faults.push(...schemaFaults(root, media.schema, `${at}/${type}/schema`));
      for (const [name, example] of entries(media.examples)) {
        shape("example", example, `${at}/${type}/${name}`);
        faults.push(...valueFaults(root, media.schema as JsonObject, example.value!, `${at}/${type}/${name}`));
      }
    }
  };
  const header = (value: JsonObject, at: string) => {
    const found = follow(value, at);
    if (found === undefined) return;
    shape("header", found, at);
    faults.push(...schemaFaults(root, found.schema, at));
  };
  const response = (value: JsonObject, at: string) => {
    const found = follow(value, at);
    if (found === undefined) return;
    shape("response", found, at);
    if (String(found.description).trim() === "") say(at, "says nothing");
    for (const [name, one] of entries(found.headers)) header(one, `${at}/${name}`);
    content(found.content, at);
  };
  const parameters = (values: JsonObject[], at: string): JsonObject[] => {
    const found = values.map((value) => follow(value, at)).filter((value) => value !== undefined);
    const seen = new Set<string>();
    for (const one of found) {
      shape("parameter", one, `${at}/${one.name}`);
      if (!["query", "header", "path", "cookie"].includes(String(one.in))) say(at, `in ${one.in}`);
      if (one.in === "path" && one.required !== true) say(at, `${one.name} is of the path and not required`);
      if (["accept", "content-type", "authorization"].includes(String(one.name).toLowerCase()))
        say(at, `${one.name} is told elsewhere`);
      if (seen.has(`${one.in} ${one.name}`)) say(at, `${one.name} twice`);
      seen.add(`${one.in} ${one.name}`);
      faults.push(...schemaFaults(root, one.schema, `${at}/${one.name}`));
      if (one.example !== undefined)
        faults.push(...valueFaults(root, one.schema as JsonObject, one.example, `${at}/${one.name}`));
    }
    return found;
  };

  shape("root", root, "#");
  if (!/^3\.1\.\d+$/.test(String(root.openapi))) say("#", `openapi ${root.openapi}`);
  shape("info", (root.info ?? {}) as JsonObject, "info");
  for (const server of list(root.servers)) {
    shape("server", server, "servers");
    if (!URL.canParse(String(server.url)) || String(server.url).endsWith("/")) say("servers", String(server.url));
  }
  const components = (root.components ?? {}) as JsonObject;
  shape("components", components, "components");
  for (const kind of Object.keys(components))
    for (const [name] of entries(components[kind]))
      if (!/^[A-Za-z0-9._-]+$/.test(name)) say("components", `name ${name}`);
  for (const [name, schema] of entries(components.schemas)) faults.push(...schemaFaults(root, schema, name));
  for (const [name, one] of entries(components.responses)) response(one, name);
  for (const [name, one] of entries(components.headers)) header(one, name);
  parameters(Object.values((components.parameters ?? {}) as JsonObject) as JsonObject[], "components/parameters");
  for (const [name, scheme] of entries(components.securitySchemes)) {
    shape("security", scheme, name);
    if (scheme.type === "apiKey" && (!["header", "query"].includes(String(scheme.in)) || !scheme.name))
      say(name, "apiKey");
    if (scheme.type === "http" && !scheme.scheme) say(name, "http");
    if (!["apiKey", "http"].includes(String(scheme.type))) say(name, `type ${scheme.type}`);
  }
  const ids = new Set<string>();
  for (const [path, item] of entries(root.paths)) {
    shape("path", item, path);
    if (!path.startsWith("/")) say(path, "begins with no slash");
    const shared = parameters(list(item.parameters), path);
    for (const method of ["get", "post", "put", "delete"]) {
      const operation = item[method] as JsonObject | undefined;
      if (operation === undefined) continue;
      const at = `${method} ${path}`;
      shape("operation", operation, at);
      if (ids.has(String(operation.operationId))) say(at, "operationId twice");
      ids.add(String(operation.operationId));
      const all = [...shared, ...parameters(list(operation.parameters), at)];
      const inPath = all.filter((one) => one.in === "path").map(({ name }) => String(name));
      const templated = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
      if (inPath.sort().join() !== templated.sort().join()) say(at, `path has ${templated}, parameters ${inPath}`);
      if (operation.requestBody !== undefined) {
        shape("body", operation.requestBody as JsonObject, at);
        content((operation.requestBody as JsonObject).content, at);
      }
      if (entries(operation.responses).length === 0) say(at, "answers nothing");
      for (const [status, one] of entries(operation.responses)) {
        if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) say(at, `status ${status}`);
        response(one, `${at} ${status}`);
      }
      for (const requirement of list(operation.security))
        for (const [name] of entries(requirement))
          if ((components.securitySchemes as JsonObject | undefined)?.[name] === undefined) say(at, `security ${name}`);
    }
  }
  return faults;
}
