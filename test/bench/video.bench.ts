import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openVideoStudio, type WrittenStoryboard } from "../../src/video/index.ts";
import { evening } from "../src/video/pictures.ts";
import { type Figure, median, type Result } from "./figures.ts";

const rounds = 3;
/** Seconds of the clip. */
const clipLength = 3;

const map = new Uint8Array(readFileSync(new URL("../golden/map-route-video.png", import.meta.url)));

/** Ten seconds as a campaign has them: a clip with the name, the map, an offer that all get, a price. */
const storyFor = (name: string, { filmed, shared }: Way): WrittenStoryboard => ({
  size: "720p",
  scenes: [
    {
      duration: clipLength,
      background: filmed ? { kind: "clip", media: "clip" } : { kind: "picture", media: "evening" },
      place: "bottom",
      lines: [{ text: `Bonjour ${name},`, role: "headline" }, { text: "votre demande est acceptée à 100 %" }],
    },
    {
      duration: 2.5,
      background: { kind: "colour", colour: "#f4efe6" },
      picture: { media: "map", side: "right" },
      lines: [{ text: "À 850 mètres de chez vous", role: "headline" }, { text: "Agence du Port" }],
    },
    {
      duration: 2.5,
      background: { kind: "picture", media: "evening", motion: "zoom-in" },
      place: "bottom",
      lines: [{ text: "Un port, une famille, un accueil", role: "headline" }],
      shared,
    },
    {
      duration: 2,
      background: { kind: "colour", colour: "#12355b" },
      align: "centre",
      lines: [{ text: "Votre prix", role: "headline" }],
      price: { amount: "24,90 €", caption: "par mois" },
    },
  ],
});

interface Way {
  /** Its first scene lies over a clip. */
  filmed: boolean;
  /** One scene in four is the same for all. */
  shared: boolean;
  keptLimit: number;
}
const ways: Record<string, Way> = {
  "drawn pictures alone": { filmed: false, shared: false, keptLimit: 0 },
  "a clip, nothing kept": { filmed: true, shared: false, keptLimit: 0 },
  "a clip, prepared once": { filmed: true, shared: false, keptLimit: 500 },
  "and a scene in four that all share": { filmed: true, shared: true, keptLimit: 500 },
};

/** A clip as a telephone films it: moving, with grain, in 4K. */
function filmClip(folder: string): string {
  const path = join(folder, "clip.mp4");
  const source = `testsrc2=s=960x540:r=30:d=${clipLength},noise=alls=3:allf=t,scale=3840:2160`;
  const written = ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-crf", "24", path];
  execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", source, ...written]);
  return path;
}

/** CPU seconds of this process and of the programs that it ran to their end. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  // Of /proc/self/stat: time of children that were waited for, in hundredths of a second.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / 100;
}

/** CPU seconds of ffmpeg that only encodes the same frames once more, as fast and as well. */
function encodeAlone(folder: string, mp4: Uint8Array): number {
  const path = join(folder, "alone.mp4");
  writeFileSync(path, mp4);
  const asked = ["-v", "error", "-y", "-threads", "1", "-i", path, "-c:v", "libx264", "-preset", "veryfast"];
  const before = spent();
  execFileSync("ffmpeg", [...asked, "-crf", "23", "-threads", "1", "-f", "mp4", join(folder, "again.mp4")]);
  return spent() - before;
}

/** What one personal video costs, and what it costs more where nothing is kept that all recipients share. */
export async function run(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "video-bench-"));
  const clip = filmClip(folder);
  const picture = evening();
  const load = async (name: string) => (name === "clip" ? { path: clip } : name === "map" ? map : picture);
  const alone: number[] = [];
  const samples = Object.keys(ways).map(() => ({ cpu: [] as number[], wall: [] as number[], bytes: [] as number[][] }));
  try {
    const studios = await Promise.all(
      Object.values(ways).map(({ keptLimit }, index) =>
        openVideoStudio({ folder: join(folder, String(index)), keptLimit }),
      ),
    );
    for (let round = 0; round <= rounds; round += 1)
      for (const [index, way] of Object.values(ways).entries()) {
        const [cpu, wall] = [spent(), performance.now()];
        const { mp4, poster, preview } = await studios[index]!.make({
          storyboard: storyFor(`Zoë ${round}`, way),
          load,
        });
        // The first round loads libraries and keeps what is kept.
        if (round === 0) continue;
        samples[index]!.cpu.push(spent() - cpu);
        samples[index]!.wall.push((performance.now() - wall) / 1000);
        samples[index]!.bytes.push([mp4.length, poster.length, preview?.length ?? 0]);
        if (index === 0) alone.push(encodeAlone(folder, mp4));
      }
    await Promise.all(studios.map((studio) => studio.close()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const figures: Figure[] = Object.keys(ways).map((name, index) => {
    const { cpu, wall, bytes } = samples[index]!;
    const [mp4 = 0, poster = 0, preview = 0] = bytes[0] ?? [];
    return {
      name,
      values: {
        "CPU s": median(cpu),
        "wall s": median(wall),
        "videos/h/core": 3600 / median(cpu),
        "MP4 kB": mp4 / 1000,
        "poster kB": poster / 1000,
        "preview kB": preview / 1000,
      },
    };
  });
  const [drawn = Number.NaN, bare = Number.NaN, , kept = Number.NaN] = samples.map(({ cpu }) => median(cpu));
  return {
    subject: `video: 10 s, 720p, 4 scenes, a clip in 4K, one thread, ${rounds} rounds`,
    figures: [{ name: "ffmpeg encodes the first one again", values: { "CPU s": median(alone) } }, ...figures],
    claims: [
      {
        claim: "drawn pictures ÷ encoding alone, CPU",
        measured: drawn / median(alone),
        aim: "≤ 2.5",
        met: drawn / median(alone) <= 2.5,
      },
      { claim: "nothing kept ÷ kept, CPU", measured: bare / kept, aim: "≥ 1.5", met: bare / kept >= 1.5 },
    ],
  };
}
