import { screen } from '@testing-library/react'
import type userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { AppError } from '../../../../shared/errors.ts'
import { type ChangeView, changeViewSchema } from '../../../../shared/model/change.ts'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  fakeNowMs,
  madeUpItems,
} from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { failWith } from '../../../test-support/replies.ts'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
type User = ReturnType<typeof userEvent.setup>

export const account = anAccount()
export const workspace = aWorkspace()
const contacts = madeUpItems(account, 'contact', 12)
const [first, second] = contacts
if (first === undefined || second === undefined) throw new Error('there are twelve')
export const ada = first
export const bo = second
export const placeOf = ({ key }: { readonly key: string }): string => `/contacts/${encodeURIComponent(key)}`

/** Nothing is laid out here, so that the list behind the form is told how large it is. */
export function layOut(): void {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
}

/** Draws the app at a place over an account with twelve contacts, Ada and Bo the first of them. */
export function open(place: string, state: State = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus({ reachability: 'online' })],
    items: contacts,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

export const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name })

export async function press(user: User, name: string | RegExp): Promise<void> {
  await user.click(await screen.findByRole('button', { name }))
}

export async function retype(user: User, name: string, text: string): Promise<void> {
  const input = await field(name)
  await user.clear(input)
  if (text !== '') await user.type(input, text)
}

/** An endpoint that fails, with reference T-77. */
export const answer = (error: AppError) => () => Promise.resolve(failWith(error, 'T-77'))

/** A change of Ada, as the outbox shows it. */
export const aChange = (overrides: Partial<ChangeView>): ChangeView => ({
  ...changeViewSchema.parse({
    id: 'change-1',
    revision: 3,
    kind: 'update',
    state: 'waiting',
    providerId: account.providerId,
    accountId: account.id,
    key: ada.key,
    name: ada.name,
    otherKey: null,
    otherName: null,
    madeAtMs: fakeNowMs,
    endedAtMs: null,
    fields: [],
    waitsFor: null,
    attempts: 0,
    lastError: null,
    reason: null,
  }),
  ...overrides,
})
