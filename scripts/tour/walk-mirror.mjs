import { openSettings } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

const DAY_MS = 86_400_000
const NOW = Date.now()
const device = (id, name, isThis) => ({
  ...{ id, name, isThis },
  joinedAtMs: NOW - 40 * DAY_MS,
  lastSeenAtMs: NOW - 60_000,
})
const status = {
  state: 'connected',
  settings: {
    server: { kind: 'single', addresses: ['rediss://redis.acme.example:6380'], groupName: null },
    username: 'team',
    hasPassword: true,
    authorities: [],
  },
  suggested: null,
  chosenAuthorities: [],
  problem: null,
  team: {
    joinAddress: 'rediss://redis.acme.example:6380#Vb3xKq0TnR5mZp8sWc2L9A',
    devices: [device('one', 'harbour', true), device('two', 'lighthouse', false)],
    keyMadeAtMs: NOW - 40 * DAY_MS,
    isKeyChanging: false,
  },
  accounts: [],
  accessRule: 'resetkeys ~cv1:{Vb3xKq0TnR5mZp8sWc2L9A}:* resetchannels -@all +ping +get +set',
}

/** A team, a change of its passphrase that was cut off, a server that is away, and the way out. */
export async function walkMirror(running, visit) {
  const { page } = running
  const stage = createStage(running)
  await openSettings(page, 'Redis mirror')
  await show(status)
  await visit('mirror-team')
  await show({ ...status, team: { ...status.team, isKeyChanging: true } })
  await page.getByRole('alert').waitFor()
  await page.getByRole('alert').scrollIntoViewIfNeeded()
  await visit('mirror-key-changing')
  await show({ ...status, state: 'unreachable', problem: { kind: 'not-reached' } })
  await page.getByRole('button', { name: 'Leave…' }).click()
  await page.getByRole('checkbox', { name: /^Remove the team/ }).check()
  await stage.fail('mirror.leave', { kind: 'mirror-failed', problem: { kind: 'not-reached' } })
  await page.getByRole('button', { name: 'Leave the team' }).click()
  await page.getByText(/^To leave without the server/).waitFor()
  await visit('mirror-leave-without')
  await page.getByRole('checkbox', { name: /^Remove the team/ }).uncheck()
  await stage.answer('mirror.leave', {
    status: { ...status, state: 'off', settings: null, team: null },
    isStillListed: true,
  })
  await page.getByRole('button', { name: 'Leave the team' }).click()
  await page.getByText('This device has left the team').first().waitFor()
  await visit('mirror-left')

  async function show(next) {
    await stage.answer('mirror.get', next)
    await stage.tell('mirrorChanged')
    await page.getByRole('table', { name: 'Devices of the team' }).waitFor()
  }
}
