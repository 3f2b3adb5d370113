import { setTimeout as wait } from 'node:timers/promises'

const pauseMs = 20
/** A start takes two seconds, on a busy machine ten. */
const deadlineMs = 20_000

/**
 * Waits until a page of the app is where it goes, as Chromium's list of pages has it; `address` is the one that it listens on
 * for DevTools. Playwright misses a navigation that is under way while it connects, and then waits for that page for ever.
 * Whoever connects hears of an app without a page, so nothing is thrown.
 */
export async function untilNavigated(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`
  const end = performance.now() + deadlineMs
  while (performance.now() < end) {
    // What listens says so a moment before it answers.
    const targets = (await fetch(list).then(
      (reply) => reply.json(),
      () => [],
    )) as readonly { type: string; url: string }[]
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('app://'))) return
    await wait(pauseMs)
  }
}
