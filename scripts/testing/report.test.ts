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
    expect(read(report, 0)).toEqual({ passed: 3, failed: 0, remarks: [], failures: [] })
  })

  it('counts a file that failed without a failed test', () => {
    const broken = { status: 'failed', name: 'broken.test.ts', assertionResults: [] }
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [good, broken] }
    expect(read(report, 1)).toEqual({
      passed: 3,
      failed: 1,
      remarks: ['broken.test.ts failed outside its tests'],
      failures: [],
    })
  })

  it('names a failed test, says why, and does not count its file a second time', () => {
    const failed = {
      status: 'failed',
      fullName: 'a list keeps its order',
      failureMessages: ['expected 1\nto be 2'],
    }
    const bad = { status: 'failed', name: 'bad.test.ts', assertionResults: [failed, { status: 'passed' }] }
    const report = { numPassedTests: 1, numFailedTests: 1, testResults: [bad] }
    expect(read(report, 1)).toEqual({
      passed: 1,
      failed: 1,
      remarks: [],
      failures: ['bad.test.ts > a list keeps its order\n  expected 1\n  to be 2'],
    })
  })

  it('gives the start of a long reason', () => {
    const message = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')
    const failed = { status: 'failed', fullName: 'x', failureMessages: [message] }
    const bad = { status: 'failed', name: 'bad.test.ts', assertionResults: [failed] }
    const { failures } = read({ numPassedTests: 0, numFailedTests: 1, testResults: [bad] }, 1)
    expect(failures[0]?.split('\n')).toHaveLength(13)
    expect(failures[0]).toContain('line 11')
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
