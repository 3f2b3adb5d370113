import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import { aLogLine } from '../../../test-support/fake-settings.ts'
import { anAppState, aWorkspace } from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { failWith, succeed } from '../../../test-support/replies.ts'

beforeEach(() => {
  // What the page does not lay out has no size, hence no lines in sight.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(320)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const workspace = aWorkspace()
const open = (count = 3) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    log: Array.from({ length: count }, (_unused, index) =>
      aLogLine({
        id: `portolan.log:${String(index)}`,
        level: index === 1 ? 'error' : 'info',
        event: `load.number-${String(index)}`,
        fields: '{"providerId":"harbour","ms":12}',
      }),
    ),
  })

describe('the diagnostics in the settings', () => {
  it('U14: show every file before it is saved, and save what was shown', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, '/settings/diagnostics')
    await user.click(await screen.findByRole('button', { name: 'Look at the diagnostics…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'What the diagnostics file holds' }))
    expect(dialog.getByRole('tabpanel', { name: 'about.json' }).textContent).toBe('{"version":"0.1.0"}')
    await user.click(dialog.getByRole('tab', { name: 'log.txt' }))
    expect(dialog.getByRole('tabpanel', { name: 'log.txt' }).textContent).toBe('Empty.')
    expect(fake.inputsOf('diagnostics.save')).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Save diagnostics…' }))
    expect(await screen.findByText('Saved as portolan-diagnostics.zip.')).toBeTruthy()
    expect(fake.inputsOf('diagnostics.save')).toEqual([{ id: 'preview-1' }])
  })

  it('U14: say when the file could not be written, and nothing when nobody said where', async () => {
    const user = userEvent.setup()
    const fake = open()
    fake.override('diagnostics', 'save', async () => succeed({ name: null }))
    renderApp(fake, '/settings/diagnostics')
    await user.click(await screen.findByRole('button', { name: 'Look at the diagnostics…' }))
    const save = await screen.findByRole('button', { name: 'Save diagnostics…' })
    await user.click(save)
    expect(screen.getByRole('dialog')).toBeTruthy()
    fake.override('diagnostics', 'save', async () => failWith({ kind: 'storage-full' }, 'A-3'))
    await user.click(save)
    expect(await screen.findByText(/A-3/)).toBeTruthy()
  })

  it('row 73: show the log, filtered by level and by text, and a whole line', async () => {
    const user = userEvent.setup()
    renderApp(open(), '/settings/diagnostics')
    const list = within(await screen.findByRole('list', { name: 'Log' }))
    expect(await list.findAllByRole('listitem')).toHaveLength(3)
    await user.click(list.getByRole('button', { name: /load\.number-0/ }))
    expect(screen.getByRole('region', { name: 'The chosen line' }).textContent).toContain('"ms": 12')
    await user.click(screen.getByRole('combobox', { name: 'Lines shown' }))
    await user.click(await screen.findByRole('option', { name: 'Errors' }))
    expect(await screen.findByText('1 line')).toBeTruthy()
    await user.type(screen.getByRole('searchbox', { name: 'Search the log' }), 'number-2')
    expect(await screen.findByText('0 lines')).toBeTruthy()
  })

  it('row 73: show a line once, though newer ones were written between two pages', async () => {
    const fake = open()
    const named = (name: string) => aLogLine({ id: `portolan.log:${name}`, event: `load.${name}` })
    fake.override('diagnostics', 'readLog', async ({ offset }) =>
      succeed({ lines: (offset === 0 ? ['c', 'b'] : ['b', 'a']).map(named), total: 4 }),
    )
    renderApp(fake, '/settings/diagnostics')
    const list = within(await screen.findByRole('list', { name: 'Log' }))
    await list.findByText(/load\.a/)
    expect(list.getAllByText(/load\./).map(({ textContent }) => textContent.split(' ')[0])).toEqual([
      'load.c',
      'load.b',
      'load.a',
    ])
  })

  it('row 73: draw what is in sight of a long log only', async () => {
    renderApp(open(1_000), '/settings/diagnostics')
    const list = within(await screen.findByRole('list', { name: 'Log' }))
    expect(screen.getByText('1,000 lines')).toBeTruthy()
    expect((await list.findAllByRole('listitem')).length).toBeLessThan(60)
  })

  it('row 73: raise the detail for an hour, and take it back', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, '/settings/diagnostics')
    const detail = await screen.findByRole<HTMLInputElement>('switch', {
      name: 'Write details for one hour',
    })
    await user.click(detail)
    expect(await screen.findByText(/^Details are written until /)).toBeTruthy()
    await user.click(detail)
    await vi.waitFor(() => {
      expect(detail.checked).toBe(false)
    })
    expect(fake.inputsOf('diagnostics.setLogDetail')).toEqual([{ isDetailed: true }, { isDetailed: false }])
  })
})
