import { expect, it, onTestFinished } from 'vitest'
import { createUserData, launchApp } from '../support/app.ts'

it('is spoken by Chromium too, whose date fields and words are not ours: the computer’s first, then what was chosen', async () => {
  const profile = await createUserData()
  onTestFinished(profile.remove)
  const spoken = async (choice: 'en' | null): Promise<string> => {
    const running = await launchApp({
      userData: profile.folder,
      endpoints: null,
      environment: { PORTOLAN_LANGUAGES: 'de-AT,en-GB' },
    })
    try {
      const { page } = running
      if (choice !== null) {
        await page.evaluate((language) => window.api.app.setPreferences({ language }), choice)
      }
      return await page.evaluate(() => navigator.language)
    } finally {
      await running.close()
    }
  }
  // What is chosen now is Chromium's at the next start.
  expect(await spoken('en')).toMatch(/^de/)
  expect(await spoken(null)).toMatch(/^en/)
})
