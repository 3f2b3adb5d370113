import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp } from '../support/app.ts'
import { curl, curlLines } from '../support/curl-lines.ts'
import { freePorts } from '../support/free-ports.ts'
import { createWorkspace, openSettings } from '../support/journey.ts'
import { consentAt } from '../support/scripted-browser.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Deadlines, not pauses. */
const patience = { timeout: 30_000 }

describe('the local API, switched on in the window', () => {
  it('answers the lines of its document to whoever has the token from the clipboard, and nobody else', async () => {
    const [port] = await freePorts(1)
    const sandbox = await startSandbox({
      ...{ contacts: 12, companies: 2, deals: 1 },
      redirectUris: { hubspot: [`http://localhost:${port}/integrations/hubspot/oauth2callback`] },
    })
    cleanups.push(() => sandbox.close())
    const profile = await createUserData()
    cleanups.push(profile.remove)
    const secrets: string[] = []
    const running = await launchApp({
      userData: profile.folder,
      endpoints: sandbox.endpoints,
      secrets: () => secrets,
    })
    cleanups.push(() => running.close())
    const { app, page } = running
    await createWorkspace(page, 'TestUser', 'TestOrg')
    await openSettings(page, 'Local API')
    const says = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor(patience)
    await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
    await page.getByRole('button', { name: 'Save port' }).click()
    await page.getByRole('switch', { name: 'Answer programs on this computer' }).click()
    await says('Nothing listens before there is a token.')
    await page.getByRole('button', { name: 'Make a token and copy it' }).click()
    await says('Programs are answered at this address:')
    const token = await app.evaluate(({ clipboard }) => {
      const text = clipboard.readText()
      clipboard.clear()
      return text
    })
    expect(token).toMatch(/^[\w-]{43}$/)
    secrets.push(token)

    const lines = (await curlLines('docs/local-api.md', { PORTOLAN_TOKEN: token })).map((words) =>
      words.map((word) => word.replace('localhost:17853', `localhost:${port}`)),
    )
    const lineTo = (route: string): string[] => lines.find((words) => words.at(-1)?.endsWith(route)) ?? []
    const ask = async (route: string): Promise<unknown> => JSON.parse(await curl(lineTo(route)))

    // What the page shows is refused to whoever has no token, or another one.
    const form = lineTo('load').slice(2)
    expect(JSON.parse(await curl(form))).toMatchObject({ error: 'no-token' })
    const other = ['-H', `Authorization: Bearer ${'x'.repeat(43)}`]
    expect(JSON.parse(await curl([...other, ...form]))).toMatchObject({ error: 'no-token' })

    const address = (await ask('authorize')) as string
    await fetch(await consentAt(new URL(address)))
    await expect
      .poll(() => ask('credentials'), patience)
      .toMatchObject({ user_id: 'TestUser', org_id: 'TestOrg', status: 'connected', load: 'complete' })
    const items = (await ask('load')) as { name: string; type: string }[]
    expect(items).toHaveLength(15)
    expect(items.map(({ name }) => name)).toContain('Ada Lovelace')

    await page.getByRole('button', { name: 'Revoke…' }).click()
    await page.getByRole('button', { name: 'Revoke the token' }).click()
    await says('Nothing listens before there is a token.')
    await expect(fetch(`http://localhost:${port}/health`)).rejects.toThrow()
  })
})
