import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readReport } from './report.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-report-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const good = { status: 'passed', name: 'good.test.ts', assertionResults: [{ status: 'passed' }] }

function read(content: unknown, status: number) {
  const file = path.join(folder, 'report.json')
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readReport(file, status)
}

describe('the result of a vitest run', () => {
  it('is the numbers of the report when all went well', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [good] }
    expect(read(report, 0)).toEqual({ passed: 3, failed: 0, remarks: [] })
  })

  it('counts a file that failed without a failed test', () => {
    const broken = { status: 'failed', name: 'broken.test.ts', assertionResults: [] }
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [good, broken] }
    expect(read(report, 1)).toEqual({
      passed: 3,
      failed: 1,
      remarks: ['broken.test.ts failed outside its tests'],
    })
  })

  it('does not count the file of a failed test a second time', () => {
    const bad = { status: 'failed', name: 'bad.test.ts', assertionResults: [{ status: 'failed' }] }
    const report = { numPassedTests: 0, numFailedTests: 1, testResults: [bad] }
    expect(read(report, 1)).toEqual({ passed: 0, failed: 1, remarks: [] })
  })

  it('is a failure when vitest ends with an error although no test failed', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [good] }
    expect(read(report, 1)).toMatchObject({ passed: 3, failed: 1 })
  })

  it('is a failure when the report is missing or cut off', () => {
    expect(readReport(path.join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(read('{"numPassedTests": 3, ', 0)).toMatchObject({ passed: 0, failed: 1 })
  })
})
