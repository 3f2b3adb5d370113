import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { startLoopbackServer } from '../support/loopback-server.ts'
import { createSystemBrowser } from '../support/system-browser.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

describe.runIf(process.platform === 'linux')("the user's own browser, as the tests have it", () => {
  it('is what xdg-open opens, twice over, and can be driven by role and name', async () => {
    const server = await startLoopbackServer(({ target }, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<title>t</title><h1>You asked for ${target}</h1><form action="/pressed"><button>Press</button></form>`,
        )
    })
    cleanups.push(server.close)
    const browser = await createSystemBrowser()
    cleanups.push(browser.close)
    const open = async (address: string): Promise<void> => {
      const opener = spawn('xdg-open', [address], {
        env: { ...process.env, ...browser.environment },
        stdio: 'ignore',
      })
      await once(opener, 'spawn')
    }

    await open(`${server.origin}/first?a=1&b=2`)
    const first = await browser.page(`${server.origin}/first`)
    await first.getByRole('heading', { name: 'You asked for /first?a=1&b=2' }).waitFor()
    await first.getByRole('button', { name: 'Press' }).click()
    await first.getByRole('heading', { name: 'You asked for /pressed?' }).waitFor()

    await open(`${server.origin}/second`)
    const second = await browser.page(`${server.origin}/second`)
    await second.getByRole('heading', { name: 'You asked for /second' }).waitFor()
    expect(browser.pageCount()).toBe(2)
  })
})
