import { spawnSync } from "node:child_process";
import type { SampleLanguage } from "../src/webhook/index.ts";

type Command = readonly [program: string, parameters: readonly string[]];

/** What runs a sample of a language. */
export function commandOf(language: SampleLanguage, script: string): Command {
  switch (language) {
    case "curl":
      return ["sh", ["-c", script]];
    case "node":
      return [process.execPath, ["--input-type=module", "-e", script]];
    case "php":
      return ["php", ["-r", script.replace("<?php", "")]];
    case "python":
      return ["python3", ["-c", script]];
  }
}

/** Runs nothing, and fails where the language, or what its samples call by, is missing. */
const asked: Readonly<Record<SampleLanguage, string>> = {
  curl: "curl --version",
  node: "process.exit()",
  php: "exit(function_exists('curl_init') ? 0 : 1);",
  python: "import hashlib",
};

export function runsHere(language: SampleLanguage): boolean {
  const [program, parameters] = commandOf(language, asked[language]);
  return spawnSync(program, parameters, { stdio: "ignore", timeout: 60_000 }).status === 0;
}

/** The one line of a language that is not here. */
export const notHere = (language: SampleLanguage) =>
  `${language} is not on this machine${language === "php" ? " (Debian: php-cli, php-curl)" : ""}: its samples are not run`;
