import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { needProgram } from "../need-program.ts";
import { deskWithPages } from "./page-flow.ts";
import { visit } from "./page-visit.ts";

describe("a video on a personal page", function () {
  this.timeout(60_000);

  it("is played in the page, asked for in parts, with its still picture before", async function () {
    needProgram(this, "ffmpeg", "ffmpeg", "no video is on a page");
    const { page, url, complaints } = await visit(await deskWithPages({ filmed: true }));
    const asked: [status: number, type: string][] = [];
    page.on("response", (answer) => {
      if (answer.url().includes("/asset/")) asked.push([answer.status(), answer.headers()["content-type"] ?? ""]);
    });
    await page.goto(url);
    const played = await page.$eval("video", async (video) => {
      video.muted = true;
      await video.play();
      await new Promise((resolve) => video.addEventListener("ended", resolve, { once: true }));
      return [video.videoWidth, video.videoHeight, Math.round(video.duration), video.error];
    });
    assert.deepEqual(played, [1280, 720, 1, null]);
    assert.ok(
      asked.some(([status, type]) => status === 206 && type === "video/mp4"),
      JSON.stringify(asked),
    );
    assert.ok(
      asked.some(([status, type]) => status === 200 && type === "image/jpeg"),
      JSON.stringify(asked),
    );
    // What it says stands beside it, for those who do not see or hear it.
    assert.match(await page.$eval("body", ({ textContent }) => textContent ?? ""), /Bienvenue à 100\s%/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
