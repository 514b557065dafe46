import { enableCompileCache, flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What the sources are without their types, and compiled, is kept for the processes that the tests start: each of them loads
 * hundreds of the same files. A process that is killed writes nothing down, so it is this one that does, before the first test.
 */
const folder = fileURLToPath(new URL("../node_modules/.cache/belle-histoire-tests", import.meta.url));
enableCompileCache(folder);
process.env.NODE_COMPILE_CACHE = folder;

export const mochaGlobalSetup = () => flushCompileCache();
