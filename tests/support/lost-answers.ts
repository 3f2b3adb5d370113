import type { ElectronApplication } from 'playwright'

/**
 * Playwright sometimes loses an answer of main before it has read it, and says "Resulting promise was garbage collected". From
 * here on it is asked once more, so what is evaluated in main has to bear that it is done twice.
 */
export function askAgainForLostAnswers(app: Pick<ElectronApplication, 'evaluate'>): void {
  const evaluate = app.evaluate.bind(app)
  app.evaluate = (...given: Parameters<typeof evaluate>) =>
    evaluate(...given).catch((error: unknown) => {
      if (String(error).includes('Resulting promise was garbage collected')) return evaluate(...given)
      throw error
    })
}
