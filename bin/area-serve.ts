import { parseArgs } from "node:util";
import { Fault } from "../src/contract/index.ts";
import { sentence } from "../src/language/index.ts";
import { serveOsrm } from "../src/map/osrm/serve.ts";

const usage = `belle-histoire area serve <file> [--port 5000] [--host 127.0.0.1] [--allow-origin <origin> | "*"]

Answers the HTTP API v1 of OSRM (route, table, nearest; car, bike, foot) from an area file, until it is interrupted.`;

/** `belle-histoire area serve …`: opens an area file to clients of OSRM. Answers the exit code. */
export async function serveArea(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      port: { type: "string", default: "5000" },
      host: { type: "string", default: "127.0.0.1" },
      "allow-origin": { type: "string" },
      language: { type: "string", default: "en" },
    },
  });
  const port = Number(values.port);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || !/^\d{1,5}$/u.test(values.port) || port > 65_535) {
    console.error(usage);
    return 2;
  }
  try {
    const { host, "allow-origin": allowOrigin } = values;
    const server = await serveOsrm(file, { port, host, allowOrigin, onError: (error) => console.error(error) });
    console.log(`${server.url}/route/v1/car/{longitude},{latitude};{longitude},{latitude}`);
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await server.close();
    return 0;
  } catch (error) {
    console.error(error instanceof Fault ? sentence(error.key, error.data, values.language) : String(error));
    return 1;
  }
}
