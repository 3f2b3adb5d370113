import fs from 'node:fs'

/**
 * What a run of vitest amounts to, by its JSON report and its exit code. Whatever went wrong outside a test (a file
 * that does not load, a hook that throws, an unhandled error, a crash, a report that was never written) has no failed
 * test of its own in the report and is counted here.
 *
 * @param {string} file where vitest was told to write
 * @param {number} status its exit code
 * @returns {{ passed: number, failed: number, remarks: string[] }} `remarks` explain failures that are no failed test
 */
export function readReport(file, status) {
  const report = parse(file)
  if (report === null)
    return { passed: 0, failed: 1, remarks: [`vitest ended with ${status} and wrote no report`] }
  const broken = report.testResults.filter(isBrokenOutsideTests)
  const remarks = broken.map((result) => `${result.name} failed outside its tests`)
  const passed = report.numPassedTests
  const failed = report.numFailedTests + broken.length
  if (status === 0 || failed > 0) return { passed, failed, remarks }
  return { passed, failed: 1, remarks: [`vitest ended with ${status} although no test failed`] }
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
