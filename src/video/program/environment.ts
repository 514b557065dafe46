/** What a program needs of our environment: where the system and its libraries are. No secret of Node-RED goes with it. */
const needed = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP"];

/** The environment of the encoder. `FFREPORT`, which makes it write logs, is left out as well. */
export function programEnvironment(): Record<string, string> {
  const known = needed.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(known), LC_ALL: "C" };
}
