import { createRequire } from "node:module";
import { relative } from "node:path";
import type Mocha from "mocha";

const { reporters, Runner } = createRequire(import.meta.url)("mocha") as typeof Mocha;

/**
 * Tells of tests that were tried again, with what was wrong at the first try: such a test is to be mended. Only those in a
 * browser have a second try.
 */
class Told extends reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const retried: string[] = [];
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      retried.push(`  tried again: ${test.fullTitle()}\n    ${String(error?.message ?? error)}`);
    });
    // A process that hangs is asked with this signal what keeps it, see `run.ts`.
    process.on("SIGUSR2", () => {
      console.error(
        `  still open: ${process.getActiveResourcesInfo().join(", ")}; at: ${runner.test?.fullTitle() ?? "the end"}`,
      );
    });
    const failed = new Set<string>();
    runner.on(Runner.constants.EVENT_TEST_FAIL, ({ file }) => {
      if (file !== undefined) failed.add(relative(process.cwd(), file));
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      if (retried.length > 0) console.log(`${retried.join("\n")}\n`);
      for (const file of failed) console.log(`  failed in ${file}`);
    });
  }
}

export { Told as default, Told as "module.exports" };
