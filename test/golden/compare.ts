import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Context } from "mocha";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { needProgram } from "../need-program.ts";

/**
 * Compares with the picture in test/golden; `UPDATE_GOLDEN=1` takes the new one, for a person to look at.
 * @param tolerance share of the pixels that may differ, 0 to 1
 */
export function compareWithGolden(name: string, png: Buffer, tolerance: number): void {
  const url = new URL(`${name}.png`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(url, png);
  assert.ok(existsSync(url), `${name}.png is not in test/golden: run with UPDATE_GOLDEN=1 and look at it`);
  const [drawn, wanted] = [PNG.sync.read(png), PNG.sync.read(readFileSync(url))];
  assert.deepEqual([drawn.width, drawn.height], [wanted.width, wanted.height]);
  const different = pixelmatch(drawn.data, wanted.data, undefined, drawn.width, drawn.height, { threshold: 0.12 });
  const share = different / (drawn.width * drawn.height);
  assert.ok(share <= tolerance, `${(100 * share).toFixed(2)} % of the pixels differ from ${name}.png`);
}

/** The first page of a PDF as Poppler shows it; skips the test, with a line that says so, where Poppler is missing. */
export function firstPage(test: Context, path: string, dotsPerInch: number): Buffer {
  return pageOf(test, path, dotsPerInch, 1);
}

/** Another page; `page` from 1. */
export function pageOf(test: Context, path: string, dotsPerInch: number, page: number): Buffer {
  needProgram(test, "pdftoppm", "poppler-utils", "the printed page is not compared");
  const asked = ["-r", String(dotsPerInch), "-png", "-singlefile", "-f", String(page), path];
  return execFileSync("pdftoppm", asked, { maxBuffer: 1 << 26, timeout: 60_000 });
}
