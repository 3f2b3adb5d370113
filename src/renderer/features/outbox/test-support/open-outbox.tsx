import { screen, within } from '@testing-library/react'
import type { ChangeView, NeedReason, Outbox } from '../../../../shared/model/change.ts'
import { createFakeClient, type FakeClient } from '../../../test-support/fake-client.ts'
import { aChange, anOutbox } from '../../../test-support/fake-outbox.ts'
import {
  anAccount,
  anAppState,
  aProvider,
  aSyncStatus,
  aWorkspace,
  type FakeState,
} from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'

const workspace = aWorkspace()
const { capabilities } = aProvider()

/** Draws the outbox over a fake main that `prepare` may change first. */
export function openOutbox(
  outbox: Partial<Outbox>,
  state: Partial<FakeState> = {},
  { place = '/outbox', prepare = () => undefined }: OpenOptions = {},
) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    providers: [aProvider({ capabilities: { ...capabilities, contacts: true } })],
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    outbox: anOutbox(outbox),
    ...state,
  })
  prepare(fake)
  return { fake, app: renderApp(fake, place) }
}

interface OpenOptions {
  readonly place?: string
  readonly prepare?: (fake: FakeClient) => void
}

/** A change that cannot go on for this reason. */
export const aNeed = (reason: NeedReason, overrides: Partial<ChangeView> = {}): ChangeView =>
  aChange({ state: 'needs-you', reason, ...overrides })

/** The line of a record; its heading begins with what is done to it. */
export async function lineOf(name: string) {
  const heading = await screen.findByRole('heading', { level: 2, name: new RegExp(name) })
  const line = heading.closest('li')
  if (line === null) throw new Error('the heading stands in a line')
  return within(line)
}

export const buttonsOf = (line: Awaited<ReturnType<typeof lineOf>>): string[] =>
  line.getAllByRole('button').map((button) => button.textContent)
