import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { FieldView } from '../../../shared/model/field-view.ts'
import type { FakeState } from '../../test-support/fake-state.ts'
import { ada, openDetails } from './test-support/open-details.tsx'

afterEach(cleanup)

const field = (changes: Partial<FieldView>): FieldView => ({
  name: 'about',
  label: 'About',
  group: null,
  value: 'words',
  kind: 'text',
  ...changes,
})
const withDetails = (details: FakeState['details'][string]): Partial<FakeState> => ({
  details: { [ada.key]: details },
})
const valueOf = (label: string): string =>
  screen.getByText(label).closest('dt')?.nextElementSibling?.textContent ?? ''

describe('the fields of a record', () => {
  it('carry the names that people gave them, under their headings, each kind in its own form', async () => {
    const fields = [
      field({ name: 'createdate', label: 'Created on', value: '2026-11-02', kind: 'date' }),
      field({ name: 'closed', label: 'Closed', value: '2026-11-20T12:05:00.000Z', kind: 'time' }),
      field({ name: 'amount', label: 'Amount', value: '1234567.5', kind: 'number' }),
      field({ name: 'won', label: 'Won', value: 'true', kind: 'flag', group: 'Outcome' }),
      field({ name: 'stage', label: 'Stage', value: 'Contract sent', group: 'Outcome' }),
      field({ name: 'fax', label: 'Fax', value: '' }),
    ]
    openDetails(withDetails({ fields }))
    expect(await screen.findByRole('heading', { name: 'Outcome' })).toBeTruthy()
    expect(valueOf('Created on')).toBe('Nov 2, 2026')
    expect(valueOf('Closed')).toMatch(/Nov 20, 2026.*12:05/)
    expect(valueOf('Amount')).toBe('1,234,567.5')
    expect(valueOf('Won')).toBe('Yes')
    expect(valueOf('Stage')).toBe('Contract sent')
    expect(screen.queryByText('Fax')).toBeNull()
    // The raw names are for the JSON alone, and what every item has is still there.
    expect(screen.queryByText('Lifecycle stage')).toBeNull()
    expect(valueOf('Id')).toContain('1000')
  })

  it('show a value that is not what its kind says as it came', async () => {
    const fields = [
      field({ name: 'a', label: 'Date', value: 'next week', kind: 'date' }),
      field({ name: 'b', label: 'Number', value: '12 apples', kind: 'number' }),
      field({ name: 'c', label: 'Flag', value: 'maybe', kind: 'flag' }),
    ]
    openDetails(withDetails({ fields }))
    await screen.findByText('Date')
    expect([valueOf('Date'), valueOf('Number'), valueOf('Flag')]).toEqual(['next week', '12 apples', 'maybe'])
  })

  it('may go on in another line after the marks of an address, but not within its words', async () => {
    const fields = [
      field({ name: 'mail', label: 'Email', value: 'grace.hopper@compiler.example' }),
      field({ name: 'raw', label: 'Raw', value: '{"mail":"grace.hopper@compiler.example"}', kind: 'raw' }),
    ]
    openDetails(withDetails({ fields }))
    await screen.findByText('Email')
    const [mail, raw] = ['Email', 'Raw'].map(
      (label) => screen.getByText(label).closest('dt')?.nextElementSibling,
    )
    expect(mail?.innerHTML).toContain(
      'grace.<wbr aria-hidden="true">hopper@<wbr aria-hidden="true">compiler.<wbr aria-hidden="true">example',
    )
    expect(raw?.innerHTML).not.toContain('<wbr')
  })

  it('R31 offer an address to copy and never as a link, whatever it is', async () => {
    const fields = [
      field({ name: 'a', label: 'Site', value: 'javascript:alert(1)', kind: 'address' }),
      field({ name: 'b', label: 'Mail', value: 'ada@example.com', kind: 'email' }),
      field({ name: 'c', label: 'Markup', value: '<img src=x onerror=alert(1)>' }),
    ]
    openDetails(withDetails({ fields }))
    expect(await screen.findByRole('button', { name: 'Copy the Site' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy the Mail' })).toBeTruthy()
    expect(valueOf('Markup')).toBe('<img src=x onerror=alert(1)>')
    expect(document.body.querySelector('a, img')).toBeNull()
  })

  it('fold a long text and open it on demand', async () => {
    const text = 'A sea chart shows harbours. '.repeat(40).trim()
    openDetails(withDetails({ fields: [field({ value: text, kind: 'long-text' })] }))
    const more = await screen.findByRole('button', { name: 'Show all of it' })
    expect(more.getAttribute('aria-expanded')).toBe('false')
    await userEvent.click(more)
    expect(screen.getByRole('button', { name: 'Show less', expanded: true })).toBeTruthy()
  })

  it('are found by label and by value', async () => {
    const fields = Array.from({ length: 9 }, (_unused, index) =>
      field({
        name: `f${String(index)}`,
        label: `Field ${String(index)}`,
        value: index === 4 ? 'teal' : 'navy',
      }),
    )
    openDetails(withDetails({ fields }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Find a field' }), 'TEAL')
    expect(screen.getByText('Field 4')).toBeTruthy()
    expect(screen.queryByText('Field 5')).toBeNull()
  })
})
