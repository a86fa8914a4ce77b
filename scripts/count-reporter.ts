import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one plain line of counts that any script can read. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    let brokenFiles = 0
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1
      if (module.errors().length > 0) brokenFiles += 1
    }
    const failed = counts.failed + brokenFiles + unhandledErrors.length
    process.stdout.write(
      `\n${counts.passed} passed, ${failed} failed, ${counts.skipped + counts.pending} skipped\n`,
    )
  }
}
