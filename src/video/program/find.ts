import { access, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, isAbsolute, join } from "node:path";
import { Fault } from "../../contract/index.ts";
import { type Program, versionOf, withEncoders } from "./version.ts";

/** Brings a binary from the registry; optional, so that whoever has one of the system does without. */
const optional = "@ffmpeg-installer/ffmpeg";

/** Where a program may be, before anybody has tried it. */
export interface Places {
  /** As `PATH` lists folders. */
  path?: string;
  /** Path of the program that a package brought. */
  packaged?: () => string | undefined;
}

/** The program that the package brought. @param from path or URL of the file that would import it */
export function packagedProgram(from: string = import.meta.url): string | undefined {
  try {
    const { path } = createRequire(from)(optional) as { path?: unknown };
    return typeof path === "string" ? path : undefined;
  } catch {
    // Not installed, or has none for this system.
    return undefined;
  }
}

/** The first program of that name. Entries that depend on the working folder are passed over. */
async function onPath(path: string): Promise<string | undefined> {
  const name = process.platform === "win32" ? "ffmpeg.exe" : "ffmpeg";
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const file = join(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/**
 * The ffmpeg that makes the videos: the one of the settings; else the newer of the system's and the package's.
 * @throws Fault `video.no-program`, `video.program-broken`, `video.program-old`, `video.program-lacks`
 */
export async function findProgram(
  setting: string | undefined,
  { path = process.env.PATH ?? "", packaged = packagedProgram }: Places = {},
): Promise<Program> {
  if (setting !== undefined) {
    const found = await versionOf(setting);
    if (found === undefined) throw new Fault("video.program-broken", { path: setting });
    return withEncoders(found);
  }
  const files = [await onPath(path), packaged()].filter((file) => file !== undefined);
  const running = (await Promise.all(files.map(versionOf))).filter((program) => program !== undefined);
  // Of two of the same age the system's stands first, which the system keeps safe.
  const [newest] = running.sort((a, b) => b.age - a.age);
  if (newest === undefined) throw new Fault("video.no-program");
  return withEncoders(newest);
}
