import { readFileSync } from "node:fs";
import { composeBatch } from "../../../src/print/index.ts";
import { requests } from "./ours.ts";

/** `batch-process.ts <folder> <map> <letters>`: writes one batch; tells its CPU and its memory as JSON. */
const [folder = "", map = "", letters = ""] = process.argv.slice(2);
const before = process.cpuUsage();
const { files } = await composeBatch(requests(Number(letters), new Uint8Array(readFileSync(map))), {
  folder,
  name: "large",
});
const { user, system } = process.cpuUsage(before);
const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
console.log(JSON.stringify({ cpu: (user + system) / 1000, bytes, memory: process.resourceUsage().maxRSS / 1024 }));
