import type { ElectronApplication } from 'playwright'
import { describe, expect, it } from 'vitest'
import { askAgainForLostAnswers } from './lost-answers.ts'

const lost = 'electronApplication.evaluate: Resulting promise was garbage collected.'

/** What Playwright would be asked, each question in turn answered or failed as it says. */
function appThat(...does: ('loses' | 'throws' | 'answers')[]): {
  app: Pick<ElectronApplication, 'evaluate'>
  asked: unknown[]
} {
  const asked: unknown[] = []
  const evaluate = (_run: unknown, given?: unknown): Promise<string> => {
    asked.push(given)
    const next = does[asked.length - 1]
    if (next === 'answers') return Promise.resolve('answer')
    return Promise.reject(new Error(next === 'loses' ? lost : 'no window'))
  }
  return { app: { evaluate: evaluate as ElectronApplication['evaluate'] }, asked }
}

describe('what is evaluated in main', () => {
  it('is asked once more, with the same, when its answer was lost', async () => {
    const { app, asked } = appThat('loses', 'answers')
    askAgainForLostAnswers(app)
    expect(await app.evaluate(() => 'answer', 'given')).toBe('answer')
    expect(asked).toEqual(['given', 'given'])
  })

  it('is not asked a third time, nor again when it failed by itself', async () => {
    const twice = appThat('loses', 'loses', 'answers')
    askAgainForLostAnswers(twice.app)
    await expect(twice.app.evaluate(() => 'answer')).rejects.toThrow(lost)
    const failing = appThat('throws', 'answers')
    askAgainForLostAnswers(failing.app)
    await expect(failing.app.evaluate(() => 'answer')).rejects.toThrow('no window')
    expect(failing.asked).toHaveLength(1)
  })
})
