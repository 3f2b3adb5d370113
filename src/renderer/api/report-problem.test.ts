import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient, type FakeClient, installFakeClient } from '../test-support/fake-client.ts'
import type * as reporting from './report-problem.ts'
import { failWith } from '../test-support/replies.ts'

describe('reporting what only the page saw', () => {
  let fake: FakeClient
  let report: typeof reporting.reportProblem
  beforeEach(async () => {
    // The number of reports is counted per page, hence a new page for each test.
    vi.resetModules()
    fake = createFakeClient()
    installFakeClient(fake)
    report = (await import('./report-problem.ts')).reportProblem
  })
  afterEach(() => {
    vi.resetModules()
  })

  it('answers the reference under which main has logged it', async () => {
    expect(await report(new Error('no'))).toBe('T-0002')
  })

  it('sends only what the contract accepts: bounded and well-formed text', async () => {
    await report(`\uD800${'x'.repeat(5_000)}`)
    const [sent] = fake.inputsOf('app.reportProblem') as { message: string; stack: string | null }[]
    expect(sent?.message).toHaveLength(2_000)
    expect(sent?.message.isWellFormed()).toBe(true)
    expect(sent?.stack).toBeNull()
  })

  it('stops after fifty, so that a loop cannot fill the log', async () => {
    for (let number = 0; number < 60; number += 1) await report('again')
    expect(fake.inputsOf('app.reportProblem')).toHaveLength(50)
    expect(await report('again')).toBeNull()
  })

  it('never throws, not even when main does not take it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    fake.override('app', 'reportProblem', () => Promise.resolve(failWith({ kind: 'bug' })))
    expect(await report('no')).toBeNull()
  })
})
