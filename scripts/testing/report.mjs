import fs from 'node:fs'

/**
 * What a run of vitest amounts to, by its JSON report and its exit code. Whatever went wrong outside a test (a file
 * that does not load, a hook that throws, an unhandled error, a crash, a report that was never written) has no failed
 * test of its own in the report and is counted here.
 *
 * @param {string} file where vitest was told to write
 * @param {number} status its exit code
 * @returns {{ passed: number, failed: number, remarks: string[], failures: string[] }} `remarks` explain failures that
 *   are no failed test; `failures` are one text for each failed test: its file, its name, and why
 */
export function readReport(file, status) {
  const report = parse(file)
  if (report === null)
    return {
      passed: 0,
      failed: 1,
      remarks: [`vitest ended with ${status} and wrote no report`],
      failures: [],
    }
  const broken = report.testResults.filter(isBrokenOutsideTests)
  const remarks = broken.map((result) => `${result.name} failed outside its tests`)
  const passed = report.numPassedTests
  const failed = report.numFailedTests + broken.length
  const failures = report.testResults.flatMap(failuresOf)
  if (status === 0 || failed > 0) return { passed, failed, remarks, failures }
  return { passed, failed: 1, remarks: [`vitest ended with ${status} although no test failed`], failures }
}

/** The start of a message says what was expected; the whole, with its stack, is in the output of the run. */
const MESSAGE_LINES = 12

function failuresOf(result) {
  return result.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => {
      const why = (test.failureMessages ?? []).join('\n').split('\n').slice(0, MESSAGE_LINES)
      return [`${result.name} > ${test.fullName}`, ...why.map((line) => `  ${line}`)].join('\n')
    })
}

function isBrokenOutsideTests(result) {
  return result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed')
}

function parse(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    // Missing, or cut off when vitest was killed: both mean that there is no result to rely on.
    return null
  }
}
