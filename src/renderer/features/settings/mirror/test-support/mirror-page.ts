import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import {
  deviceIdSchema,
  type MirroredAccount,
  type MirrorStatus,
} from '../../../../../shared/model/mirror.ts'
import { createFakeClient, type FakeClient } from '../../../../test-support/fake-client.ts'
import { noMirror } from '../../../../test-support/fake-mirror.ts'
import { anAccount, anAppState, aWorkspace } from '../../../../test-support/fake-state.ts'
import { renderApp } from '../../../../test-support/render-app.tsx'

const workspace = aWorkspace()
export const account = anAccount()
export const settings: NonNullable<MirrorStatus['settings']> = {
  server: { kind: 'single', addresses: ['rediss://redis.acme.example:6380'], groupName: null },
  username: 'team',
  hasPassword: true,
  authorities: ['CN=Acme Root'],
}
export const team: NonNullable<MirrorStatus['team']> = {
  joinAddress: 'rediss://redis.acme.example:6380#team-1',
  devices: [
    { id: deviceIdSchema.parse('d1'), name: 'harbour', isThis: true, joinedAtMs: 1, lastSeenAtMs: 1 },
    { id: deviceIdSchema.parse('d2'), name: 'pier', isThis: false, joinedAtMs: 1, lastSeenAtMs: null },
  ],
  keyMadeAtMs: 1,
  isKeyChanging: false,
}
export const shared = (changes: Partial<MirroredAccount> = {}): MirroredAccount => ({
  accountId: account.id,
  isShared: false,
  canBeShared: true,
  rotation: 'single-use',
  isOwner: true,
  state: 'not-shared',
  steppedAtMs: null,
  ...changes,
})

/** The page on a mirror that stands like this. */
export function open(mirror: Partial<MirrorStatus> = {}): {
  fake: FakeClient
  user: ReturnType<typeof userEvent.setup>
} {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    mirror: { ...noMirror, ...mirror },
  })
  renderApp(fake, '/settings/mirror')
  return { fake, user: userEvent.setup() }
}
export const region = async (name: string) => within(await screen.findByRole('region', { name }))
export const dialogNamed = async (name: string) => within(await screen.findByRole('dialog', { name }))
