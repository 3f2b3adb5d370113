import { ThemeProvider } from '@mui/material/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, Suspense, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../../app/i18n.ts'
import { createQueryClient } from '../../../app/query-client.ts'
import { theme } from '../../../app/theme.ts'
import { preferencesSchema, type Preferences } from '../../../../shared/model/preferences.ts'
import { createFakeClient, installFakeClient } from '../../../test-support/fake-client.ts'
import { anAppState } from '../../../test-support/fake-state.ts'
import { runCommand } from '../../../ui/commands.ts'
import { ListWithPane } from './ListWithPane.tsx'

let width = 1_200
const movePane = (): void => {
  runCommand('detail-pane')
}

beforeEach(() => {
  width = 1_200
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => width)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => width)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, 0, width, 800))
})
vi.stubGlobal(
  'ResizeObserver',
  class {
    readonly #tell: (entries: unknown[]) => void
    constructor(tell: (entries: unknown[]) => void) {
      this.#tell = tell
    }
    observe(target: Element): void {
      const box = { inlineSize: width, blockSize: 800 }
      this.#tell([
        { target, contentRect: { width, height: 800 }, borderBoxSize: [box], contentBoxSize: [box] },
      ])
    }
    unobserve(): void {
      // Nothing is told twice.
    }
    disconnect(): void {
      // Nothing is told twice.
    }
  },
)
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Counter({ name }: { readonly name: string }) {
  const [count, setCount] = useState(0)
  return (
    <button
      onClick={() => {
        setCount(count + 1)
      }}
    >
      {name} {count}
    </button>
  )
}

async function draw(preferences: Partial<Preferences> = {}, pane: ReactNode = <Counter name="pane" />) {
  const onClose = vi.fn()
  const fake = createFakeClient({
    app: anAppState({ preferences: { ...preferencesSchema.parse({}), ...preferences } }),
  })
  installFakeClient(fake)
  render(
    <ThemeProvider theme={theme}>
      <QueryClientProvider client={createQueryClient()}>
        <Suspense>
          <ListWithPane paneKey="ada" pane={pane} onClose={onClose}>
            <Counter name="list" />
          </ListWithPane>
        </Suspense>
      </QueryClientProvider>
    </ThemeProvider>,
  )
  await screen.findByRole('button', { name: 'list 0' })
  return { fake, onClose }
}

const paneSize = (): string => {
  const separator = screen.getByRole('separator', { name: 'Size of the details' })
  return `${separator.getAttribute('aria-orientation') ?? ''} ${separator.getAttribute('aria-valuenow') ?? ''}`
}

describe('a list with a pane', () => {
  it('has the pane beside it at the kept size, and keeps another that the keyboard gives it', async () => {
    const { fake } = await draw({ detailSizes: { right: 40, bottom: 50 } })
    expect(paneSize()).toBe('vertical 60')
    expect(fake.inputsOf('app.setPreferences')).toEqual([])
    screen.getByRole('separator').focus()
    fireEvent.keyDown(screen.getByRole('separator'), { key: 'ArrowLeft' })
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ detailSizes: { right: 45, bottom: 50 } }])
    })
    expect(paneSize()).toBe('vertical 55')
  })

  it('moves the pane below, away and back by command, each place with its size, and draws neither anew', async () => {
    const { fake } = await draw({ detailSizes: { right: 40, bottom: 30 } })
    await userEvent.click(screen.getByRole('button', { name: 'list 0' }))
    await userEvent.click(screen.getByRole('button', { name: 'pane 0' }))
    act(movePane)
    await waitFor(() => {
      expect(paneSize()).toBe('horizontal 70')
    })
    expect(screen.getByRole('button', { name: 'pane 1' })).toBeTruthy()
    act(movePane)
    await screen.findByRole('complementary', { name: 'Details, put away' })
    expect(screen.queryByRole('button', { name: /^pane/ })).toBeNull()
    act(movePane)
    await screen.findByRole('button', { name: /^pane/ })
    expect(paneSize()).toBe('vertical 60')
    expect(screen.getByRole('button', { name: 'list 1' })).toBeTruthy()
    expect(fake.inputsOf('app.setPreferences')).toEqual([
      { detailPane: 'bottom' },
      { detailPane: 'hidden' },
      { detailPane: 'right' },
    ])
  })

  it('hands the keyboard to the way back when the pane is put away, and shows it again', async () => {
    await draw()
    screen.getByRole('button', { name: 'pane 0' }).focus()
    act(movePane)
    await waitFor(() => {
      expect(screen.getByRole('separator').getAttribute('aria-orientation')).toBe('horizontal')
    })
    act(movePane)
    const show = await screen.findByRole('button', { name: 'Show the details' })
    expect(document.activeElement).toBe(show)
    await userEvent.click(show)
    expect(await screen.findByRole('button', { name: 'pane 0' })).toBeTruthy()
  })

  it('has the pane over the list where there is no room for both', async () => {
    width = 700
    await draw()
    await waitFor(() => {
      expect(screen.queryByRole('separator')).toBeNull()
    })
    expect(screen.getByRole('button', { name: 'pane 0' })).toBeTruthy()
  })

  it('stays when the pane fails to be drawn, says so with a reference, and tries again', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    let isBroken = true
    const Broken = () => {
      if (isBroken) throw new Error('not drawn')
      return <p>drawn</p>
    }
    const { fake } = await draw({}, <Broken />)
    expect((await screen.findByRole('alert')).textContent).toMatch(/[A-Z]/)
    expect(screen.getByRole('complementary', { name: 'The details could not be shown' })).toBeTruthy()
    await waitFor(() => {
      expect(fake.inputsOf('app.reportProblem')).toHaveLength(1)
    })
    await userEvent.click(screen.getByRole('button', { name: 'list 0' }))
    expect(screen.getByRole('button', { name: 'list 1' })).toBeTruthy()
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('drawn')).toBeTruthy()
  })

  it('leads out of a pane that fails', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const Broken = () => {
      throw new Error('not drawn')
    }
    const { onClose } = await draw({}, <Broken />)
    await userEvent.click(await screen.findByRole('button', { name: 'Close the details' }))
    expect(onClose).toHaveBeenCalledOnce()
  })
})
