import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ada, openDetails } from '../test-support/open-details.tsx'

const copied: string[] = []

beforeEach(() => {
  copied.length = 0
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => copied.push([...document.querySelectorAll('textarea')].at(-1)?.value ?? '') > 0,
  })
})
afterEach(cleanup)

const record = {
  id: '1000',
  properties: { email: 'ada@example.com', phone: '+44 20 7946 1000', notes: 'Mail to Ada, ada again' },
  archived: false,
}

async function openJson(of: unknown = record) {
  const user = userEvent.setup()
  const opened = openDetails({ records: { [ada.key]: of as never } })
  await user.click(await screen.findByRole('tab', { name: 'JSON' }))
  return { user, ...opened }
}

const line = (name: RegExp): HTMLElement => screen.getByRole('treeitem', { name })
const status = (): string =>
  within(screen.getByRole('tabpanel'))
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join('')

describe('the record as JSON', () => {
  it('is a tree whose lines open and close by keyboard and say how deep they lie', async () => {
    const { user } = await openJson()
    expect(line(/email/).getAttribute('aria-level')).toBe('2')
    const properties = line(/^properties/)
    expect(properties.getAttribute('aria-expanded')).toBe('true')
    act(() => {
      line(/^id/).focus()
    })
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(line(/^properties/))
    await user.keyboard('{ArrowLeft}')
    expect(line(/^properties/).getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('treeitem', { name: /email/ })).toBeNull()
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(document.activeElement).toBe(line(/email/))
    await user.keyboard('{ArrowLeft}')
    expect(document.activeElement).toBe(line(/^properties/))
    await user.keyboard('{End}')
    expect(document.activeElement).toBe(line(/^archived/))
    expect(screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  })

  it('gives the value and the path of a line, and all of it, to the clipboard', async () => {
    const { user } = await openJson()
    await user.click(line(/email/))
    await user.click(screen.getByRole('button', { name: 'Copy path' }))
    await user.click(screen.getByRole('button', { name: 'Copy value' }))
    await user.click(line(/^properties/))
    await user.click(screen.getByRole('button', { name: 'Copy value' }))
    await user.click(screen.getByRole('button', { name: 'Copy the JSON' }))
    expect(copied.slice(0, 2)).toEqual(['properties.email', 'ada@example.com'])
    expect(copied.slice(2).map((text): unknown => JSON.parse(text))).toEqual([record.properties, record])
    act(() => {
      line(/^archived/).focus()
    })
    fireEvent.click(line(/^archived/))
    fireEvent.keyDown(line(/^archived/), { key: 'c', ctrlKey: true })
    expect(copied.at(-1)).toBe('false')
  })

  it('is looked through: each hit is counted, marked and shown, forwards and backwards', async () => {
    const { user } = await openJson({ ...record, deep: { deeper: { ada: 1 } } })
    const field = screen.getByRole('textbox', { name: 'Find in the JSON' })
    await user.type(field, 'ada')
    await waitFor(() => {
      expect(status()).toBe('1 of 3')
    })
    expect(screen.getAllByText('ada', { selector: 'mark', exact: false }).length).toBeGreaterThan(2)
    await user.keyboard('{Enter}{Enter}')
    expect(status()).toBe('3 of 3')
    // It lay in something that was closed.
    expect(line(/^ada/).querySelector('mark[data-current]')).toBeTruthy()
    await user.keyboard('{Enter}')
    expect(status()).toBe('1 of 3')
    await user.click(screen.getByRole('button', { name: 'Previous match' }))
    expect(status()).toBe('3 of 3')
    await user.click(screen.getByRole('button', { name: 'Copy path' }))
    expect(copied).toEqual(['deep.deeper.ada'])
    await user.clear(field)
    await user.type(field, 'no such thing')
    await waitFor(() => {
      expect(status()).toBe('No match')
    })
    await user.keyboard('{Escape}')
    expect((field as HTMLInputElement).value).toBe('')
  })

  it('is text as well, with every hit in it', async () => {
    const { user } = await openJson()
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    const raw = screen.getByRole('tabpanel').querySelector('pre')
    expect(JSON.parse(raw?.textContent ?? '')).toEqual(record)
    await user.type(screen.getByRole('textbox', { name: 'Find in the JSON' }), 'ada')
    await waitFor(() => {
      expect(status()).toBe('1 of 3')
    })
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(status()).toBe('3 of 3')
    const marks = [...(raw?.querySelectorAll('mark') ?? [])]
    expect(marks.map(({ dataset }) => dataset['current'] ?? '')).toEqual(['', '', 'true'])
    expect(JSON.parse(raw?.textContent ?? '')).toEqual(record)
  })

  it('keeps a record of a megabyte to a few lines until somebody asks for more', async () => {
    const long = {
      rows: Array.from({ length: 20_000 }, (_unused, index) => `row ${String(index)} ${'x'.repeat(40)}`),
    }
    const { user } = await openJson(long)
    expect(screen.getAllByRole('treeitem')).toHaveLength(102)
    await user.click(line(/^19,900 more/))
    expect(screen.getAllByRole('treeitem')).toHaveLength(202)
    fireEvent.change(screen.getByRole('textbox', { name: 'Find in the JSON' }), {
      target: { value: 'row 19999 ' },
    })
    expect(await screen.findByRole('treeitem', { name: /row 19999/ })).toBeTruthy()
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(300)
  })

  it('R26 holds the record and nothing else', async () => {
    const { user, fake } = await openJson()
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    await user.click(screen.getByRole('button', { name: 'Copy the JSON' }))
    expect(JSON.parse(copied[0] ?? '')).toEqual(record)
    // All that the pane asked main for: none of it answers a grant.
    const asked = new Set(fake.calls.map(({ endpoint }) => endpoint))
    expect([...asked].toSorted()).toEqual(['app.getState', 'items.get', 'items.list'])
  })

  it('keeps its form and what is looked for from one record to the next', async () => {
    const { user } = await openJson()
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    await user.type(screen.getByRole('textbox', { name: 'Find in the JSON' }), 'ada')
    await user.click(screen.getByRole('tab', { name: 'Details' }))
    await user.click(screen.getByRole('tab', { name: 'JSON' }))
    expect(screen.getByRole('button', { name: 'Raw' }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Find in the JSON' }).value).toBe('ada')
  })
})
