import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright'
import { afterEach, describe, expect, it } from 'vitest'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { issueCertificate, type KeyAndCertificate, makeAuthority } from '../support/certificate.ts'
import { startConnectProxy } from '../support/connect-proxy.ts'
import { chooseProvider, createWorkspace, goTo, inSignInWindow, openSettings } from '../support/journey.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Deadlines, not pauses. */
const patience = { timeout: 30_000 }
const clientSecret = 'canary-client-secret-93a1'

/** A server that answers everything; `requests` are those whose connection was trusted. */
async function startSecureServer(certificate: KeyAndCertificate) {
  const requests: string[] = []
  const server: Server = createServer({ ...certificate }, ({ method, url }, response) => {
    requests.push(`${method} ${url?.split('?')[0]}`)
    response.writeHead(url?.startsWith('/authorize') === true ? 200 : 400, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>x</title><h1>Made-up sign-in</h1>')
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return { requests, port: (server.address() as AddressInfo).port }
}

const endpointsAt = (host: string) => ({
  authorize: `https://${host}/authorize`,
  token: `https://${host}/token`,
  api: `https://${host}`,
  clientId: 'canary-client-0a1b',
  clientSecret,
})

describe('row 72: a company’s network, in the real app', () => {
  it('is reached over the user’s proxy and by the user’s authority, and by nothing less', async () => {
    const authority = await makeAuthority('Acme root')
    const forServer = ['basicConstraints=CA:FALSE', 'extendedKeyUsage=serverAuth']
    const named = await issueCertificate(authority, [...forServer, 'subjectAltName=DNS:crm.test'])
    const right = await startSecureServer(named)
    // The same authority vouches for it, under another name than it is reached by.
    const wrong = await startSecureServer(named)
    const ports: Readonly<Record<string, number>> = { 'crm.test': right.port, 'wrong.test': wrong.port }
    const proxy = await startConnectProxy((host) => ports[host])
    cleanups.push(proxy.close)
    const profile = await createUserData()
    cleanups.push(profile.remove)
    const running = await launchApp({
      userData: profile.folder,
      endpoints: { hubspot: endpointsAt('crm.test'), notion: endpointsAt('wrong.test') },
      secrets: () => [clientSecret],
    })
    let isClosed = false
    const close = async (): Promise<void> => {
      if (!isClosed) await running.close()
      isClosed = true
    }
    cleanups.push(close)
    const { app, page } = running
    await createWorkspace(page)

    // A proxy alone: the way is right, and the server is not trusted.
    await openSettings(page, 'Network')
    await page.getByRole('radio', { name: 'Another proxy' }).check()
    await page.getByRole('textbox', { name: 'Address of the proxy' }).fill(proxy.address)
    await page.getByRole('button', { name: 'Save proxy' }).click()
    await page
      .getByText(/^The proxy was saved/)
      .first()
      .waitFor()
    await ask(page, 'hubspot')
    await expect.poll(() => proxy.tunnels.filter((host) => host === 'crm.test:443').length, patience).toBe(1)
    expect(right.requests).toEqual([])

    // With the authority it is, under its own name alone.
    const file = path.join(temporaryFolder(), 'acme.pem')
    await writeFile(file, authority.cert)
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, file)
    await openSettings(page, 'Network')
    await page.getByRole('button', { name: 'Add from a PEM file…' }).click()
    await page.getByText('O=Acme, CN=Acme root').waitFor()
    await goTo(page, 'Connections')
    await page
      .getByRole('main')
      .getByRole('button', { name: /Connect/ })
      .first()
      .click()
    await chooseProvider(page)
    const signInWindow = await inSignInWindow(app, page)
    await signInWindow.getByRole('heading', { name: 'Made-up sign-in' }).waitFor()
    expect(right.requests).toContain('GET /authorize')
    await page.getByRole('button', { name: 'Cancel' }).first().click()

    await ask(page, 'hubspot')
    await expect
      .poll(() => right.requests.some((request) => request.startsWith('POST /')), patience)
      .toBe(true)
    await ask(page, 'notion')
    await expect.poll(() => proxy.tunnels.includes('wrong.test:443'), patience).toBe(true)
    expect(wrong.requests).toEqual([])

    // Row 75: whoever was asked is on the list.
    await openSettings(page, 'Network')
    await page.getByRole('row', { name: /crm\.test the app [1-9]/ }).waitFor()
    await page.getByRole('row', { name: /crm\.test a sign-in window [1-9]/ }).waitFor()
    await page.getByRole('row', { name: /wrong\.test the app [1-9]/ }).waitFor()

    // Taken away, it vouches for nobody any more, in the connections that are open least of all.
    await page.getByRole('button', { name: /^Remove O=Acme/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove authority' }).click()
    await page.getByText('The authority was removed.').first().waitFor()
    const before = right.requests.length
    await ask(page, 'hubspot')
    expect(right.requests).toHaveLength(before)

    await saveDiagnostics(running)
    await close()
  }, 180_000)
})

/** Makes main call the provider, whatever comes of it. Main lets some seconds pass between two such calls. */
async function ask(page: Page, providerId: string): Promise<void> {
  const isAsked = async (): Promise<boolean> => {
    const tested = await page.evaluate((id) => window.api.clients.test({ providerId: id }), providerId)
    return tested.ok || tested.error.kind !== 'rate-limited'
  }
  await expect.poll(isAsked, { interval: 1_000, timeout: 30_000 }).toBe(true)
}

/** U14: what is saved by the real dialog is a ZIP of what was shown. */
async function saveDiagnostics({ app, page }: RunningApp): Promise<void> {
  const file = path.join(temporaryFolder(), 'diagnostics.zip')
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, file)
  await openSettings(page, 'Diagnostics')
  await page
    .getByRole('list', { name: 'Log' })
    .getByText(/network\.changed/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Look at the diagnostics…' }).click()
  await page.getByRole('tabpanel', { name: 'about.json' }).getByText('"electron"').waitFor()
  await page.getByRole('button', { name: 'Save diagnostics…' }).click()
  await page.getByText('Saved as diagnostics.zip.').first().waitFor()
  const files = unzipSync(new Uint8Array(await readFile(file)))
  expect(Object.keys(files)).toContain('log.txt')
  for (const bytes of Object.values(files)) {
    for (const canary of [clientSecret, 'canary-client-0a1b', 'Ana Ruiz', 'crm.test']) {
      expect(strFromU8(bytes)).not.toContain(canary)
    }
  }
}
