import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../app/i18n.ts'
import { createQueryClient } from '../../app/query-client.ts'
import { appStateQuery } from '../../api/use-app-state.ts'
import { createFakeClient, installFakeClient } from '../../test-support/fake-client.ts'
import { anAppState } from '../../test-support/fake-state.ts'
import { createObservable } from '../../ui/observable.ts'
import { SearchField } from './SearchField.tsx'

const onSearch = vi.fn<(search: string) => void>()
const onLeave = vi.fn()

/** The page keeps what was typed. */
function Page() {
  const [field] = useState(() => createObservable(''))
  return (
    <SearchField
      field={field}
      label="Search all items"
      onType={(text) => {
        onSearch(text)
        field.put(text)
      }}
      onLeave={onLeave}
    />
  )
}

const field = (): HTMLInputElement => screen.getByRole('searchbox', { name: 'Search all items' })
const type = (text: string): void => {
  fireEvent.change(field(), { target: { value: text } })
}
beforeEach(() => {
  onSearch.mockClear()
  installFakeClient(createFakeClient({}))
  const queries = createQueryClient()
  // The router has loaded it before any screen is drawn.
  queries.setQueryData(appStateQuery().queryKey, anAppState())
  render(
    <QueryClientProvider client={queries}>
      <Page />
    </QueryClientProvider>,
  )
})
afterEach(() => {
  cleanup()
})

describe('SearchField', () => {
  it('searches with every letter, and keeps what was typed', () => {
    for (const text of ['h', 'ho', 'hop']) type(text)
    expect(onSearch.mock.calls).toEqual([['h'], ['ho'], ['hop']])
    expect(field().value).toBe('hop')
  })

  it('is cleared by Esc at once, and only then lets Esc through', () => {
    type('hopper')
    expect(fireEvent.keyDown(field(), { key: 'Escape' })).toBe(false)
    expect(field().value).toBe('')
    expect(onSearch).toHaveBeenLastCalledWith('')
    expect(fireEvent.keyDown(field(), { key: 'Escape' })).toBe(true)
  })

  it('is cleared by its button, and keeps the keyboard', () => {
    type('hopper')
    fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(onSearch).toHaveBeenLastCalledWith('')
    expect(document.activeElement).toBe(field())
  })

  it('leaves the keys of an input method alone', () => {
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    expect(onLeave).not.toHaveBeenCalled()
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(onLeave).toHaveBeenCalledTimes(1)
  })
})
