import { describe, expect, it } from 'vitest'
import { answerPage } from './answer-page.ts'

describe('the page after a sign-in', () => {
  it('is in the language of the app, and says which', () => {
    expect(answerPage('answered', 'en')).toContain('<html lang="en">')
    expect(answerPage('answered', 'en')).toContain('Back to Portolan')
    expect(answerPage('answered', 'de')).toContain('<html lang="de">')
    expect(answerPage('answered', 'de')).toContain('Zurück zu Portolan')
  })
})
