import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { foreground } from '../session/child.mjs'
import { readReport } from '../testing/report.mjs'
import { nodeTool, projectFolder, toolEnvironment } from '../tools.mjs'

/** At full size a test takes minutes. */
const TEST_LIMIT_MS = 60 * 60_000

/**
 * Tests that `npm test` runs with less than what users were promised, at the whole size of it.
 *
 * @param {{ files: readonly string[], sizes: Record<string, string>, what: string }} given
 *   `sizes`: variables that the tests read
 */
export async function runSizedTests({ files, sizes, what }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-soak-'))
  try {
    const report = path.join(folder, 'report.json')
    const { command, args } = nodeTool(
      'vitest/vitest.mjs',
      ...['run', '--project', 'integration', `--testTimeout=${TEST_LIMIT_MS}`, '--silent'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
    )
    const env = toolEnvironment({ ...process.env, ...sizes })
    const status = await foreground(command, args, { cwd: projectFolder, env })
    const { passed, failed, remarks } = readReport(report, status)
    for (const remark of remarks) console.log(remark)
    return { failed, says: `${what}: ${passed} tests passed, ${failed} failed` }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
