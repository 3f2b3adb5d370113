import { openSettings } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

const offered = {
  version: '1.4.0',
  notes:
    '- Boards keep their order.\n- German dates in exports.\n- A load that ends while the lid is closed goes on.',
}

/** Every state of an update besides "off", which a copy from the sources is in. */
const states = [
  ['not-looked', { state: 'idle', checkedAtMs: null }],
  ['newest', { state: 'idle', checkedAtMs: 1 }],
  ['checking', { state: 'checking' }],
  ['available', { state: 'available', ...offered, bytes: 118_000_000 }],
  ['downloading', { state: 'downloading', ...offered, percent: 42 }],
  ['notify-only', { state: 'notify-only', ...offered }],
  ['refused', { state: 'refused', reason: 'wrong-signature' }],
  ['failed', { state: 'failed', reason: 'unreachable' }],
  // Last: what is ready is told in a toast, which stays.
  ['ready', { state: 'ready', ...offered, plan: 'on-quit' }],
  ['later', { state: 'ready', ...offered, plan: 'later' }],
]

export async function walkUpdates(running, visit) {
  const { page } = running
  const stage = createStage(running)
  await openSettings(page, 'Updates')
  for (const [name, update] of states) {
    await stage.answer('updates.get', update)
    await stage.tell('updatesChanged')
    await page.getByText(wordsOf[name]).first().waitFor()
    await visit(`updates-${name}`)
  }
}

const wordsOf = {
  'not-looked': /^No newer version is known/,
  newest: /^This is the newest version/,
  checking: /^Looking for a newer version/,
  available: /^Version 1\.4\.0 is there \(/,
  downloading: /42\s?%/,
  ready: /installs when you quit/,
  later: /waits until you install it/,
  'notify-only': /^Version 1\.4\.0 is there\. Portolan was/,
  refused: /was offered and refused/,
  failed: /^The place where releases lie/,
}
