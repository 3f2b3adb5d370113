import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Arrangement } from '../../../shared/model/arrangement.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { first, openList, rowNamed, score } from './test-support/contact-list.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

/** Longer than what main tells is gathered. */
const gathered = () => new Promise((resolve) => setTimeout(resolve, 500))

const left: Record<string, Arrangement> = {
  'place ': { kind: 'place', href: '/items?type=contact' },
  'columns contact': {
    kind: 'columns',
    columns: [
      { field: 'name', width: null, isPinned: true },
      { field: score, width: null, isPinned: false },
    ],
  },
}

describe('the list that the app starts with', () => {
  it('is asked for once, whatever main told while it opened', async () => {
    const { fake } = openList('/')
    // Main tells of the workspace and of its vault before it answers what is open.
    fake.emit('itemsChanged', {})
    fake.emit('itemsChanged', {})
    fake.emit('outboxChanged', {})
    await rowNamed(first.name)
    await gathered()
    expect(fake.inputsOf('items.list')).toHaveLength(1)
  })

  it('is not asked for again where only what is sent, and when, has changed', async () => {
    const { fake } = openList('/')
    await rowNamed(first.name)
    fake.emit('outboxChanged', {})
    await gathered()
    expect(fake.inputsOf('items.list')).toHaveLength(1)
  })

  it('is asked for again where rows changed since', async () => {
    const { fake } = openList('/')
    await rowNamed(first.name)
    fake.emit('itemsChanged', {})
    await waitFor(() => {
      expect(fake.inputsOf('items.list')).toHaveLength(2)
    })
  })

  it('brings the values of the columns that were chosen with its first rows', async () => {
    const { fake } = openList('/', { arrangements: left })
    await screen.findByRole('columnheader', { name: 'Score' })
    await rowNamed(first.name)
    await gathered()
    expect(fake.inputsOf('items.list')).toMatchObject([{ query: { type: 'contact' }, columns: [score] }])
  })

  it('does not wait for columns that do not come', async () => {
    const { fake } = openList('/', { arrangements: left })
    cleanup()
    fake.override('arrangements', 'get', ({ kind, scope }) =>
      kind === 'columns'
        ? new Promise(() => undefined)
        : Promise.resolve({ ok: true, value: left[`${kind} ${scope}`] ?? null }),
    )
    renderApp(fake, '/')
    await rowNamed(first.name)
  })
})
