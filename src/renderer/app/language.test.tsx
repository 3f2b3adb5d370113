import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../copy/speak.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { anAccount, anAppState, aWorkspace } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { formatBytes, formatCount, formatDate, formatList, formatOrList } from '../ui/format.ts'

afterEach(async () => {
  cleanup()
  delete document.documentElement.dataset.systemLocales
  await speak('en')
})

const workspace = aWorkspace()
const open = () =>
  createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }), accounts: [anAccount()] })
const { documentElement: root } = document

describe('the language in use', () => {
  it('changes while the app runs, and is kept', async () => {
    const fake = open()
    renderApp(fake, '/settings/language')
    const user = userEvent.setup()
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await user.click(screen.getByRole('combobox', { name: /^Language/ }))
    await user.click(within(screen.getByRole('listbox')).getByText('Deutsch'))
    await waitFor(() => expect(root.lang).toBe('de'))
    await screen.findByRole('combobox', { name: /^Sprache/ })
    expect(root.dir).toBe('ltr')
    expect(fake.state.app.preferences.language).toBe('de')
    await user.click(screen.getByRole('combobox', { name: /^Sprache/ }))
    await user.click(within(screen.getByRole('listbox')).getByText('English'))
    await screen.findByRole('combobox', { name: /^Language/ })
  })

  it("is the computer's where nothing was chosen", async () => {
    root.dataset.systemLocales = 'fr-FR,de-AT,en-GB'
    renderApp(open(), '/settings/language')
    await screen.findByRole('combobox', { name: /^Sprache/ })
    expect(root.lang).toBe('de-AT')
  })

  it('runs from right to left where its letters do', async () => {
    root.dataset.systemLocales = 'qps-plocm'
    renderApp(open(), '/settings/language')
    await screen.findByRole('combobox', { name: /Ļåñĝûåĝé/ })
    expect(root.dir).toBe('rtl')
  })

  it('writes dates, numbers and lists', async () => {
    const noon = Date.UTC(2026, 10, 20, 12)
    expect([formatDate(noon), formatCount(12_304), formatBytes(1_500)]).toEqual([
      'Nov 20, 2026',
      '12,304',
      '2 kB',
    ])
    await speak('de')
    expect([formatDate(noon), formatCount(12_304.5)]).toEqual(['20. Nov. 2026', '12.304,5'])
    expect([formatList(['A', 'B', 'C']), formatOrList(['A', 'B'])]).toEqual(['A, B und C', 'A oder B'])
    await speak('qps-ploc')
    expect(formatCount(12_304)).toBe('12,304')
  })

  it('is the one that was asked for last', async () => {
    await Promise.all([speak('de'), speak('en')])
    expect(root.lang).toBe('en')
  })
})
