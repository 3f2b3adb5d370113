import { expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { startFeedRunner } from '../support/feed-runner.ts'

it('explore', async () => {
  const at = await startFeedRunner(hubspot, { contacts: 3000, companies: 200, deals: 300 })
  const t = performance.now()
  for (const feed of ['account', 'contact', 'company', 'deal', 'links']) {
    at.sandbox.requests.clear()
    const result = await at.run(feed, 'full')
    console.log(feed, result, at.sandbox.requests.counts(), Math.round(performance.now() - t))
  }
  for (const feed of ['contact', 'company', 'deal', 'links']) {
    at.sandbox.requests.clear()
    const result = await at.run(feed, 'changes')
    console.log(feed, result, at.sandbox.requests.counts(), Math.round(performance.now() - t))
  }
  for (const mode of ['removals', 'sweep'] as const) {
    at.sandbox.requests.clear()
    const result = await at.run('contact', mode)
    console.log(mode, result, at.sandbox.requests.counts(), Math.round(performance.now() - t))
  }
  expect(at.rows('contact').size).toBe(3000)
})
