import { describe, expect, it } from 'vitest'
import { appScheme } from './redirect-address.ts'
import { chooseTransport, type SignInTransport } from './transport.ts'

const transport = (): SignInTransport => ({ open: () => Promise.reject(new Error('not opened here')) })
const transports = { window: transport(), loopback: transport(), scheme: transport() }
const choose = chooseTransport(transports)

const loopback = new URL('http://localhost:8000/callback')
const scheme = new URL(`${appScheme}:/oauth/made-up/callback`)

describe('where a sign-in takes place', () => {
  it('is the window when the user wants it, whatever is registered', () => {
    expect(choose('window', [loopback])).toBe(transports.window)
    expect(choose('window', [scheme])).toBe(transports.window)
  })

  it('is the browser with a port where one is registered, and with the scheme where only that is', () => {
    expect(choose('browser', [loopback])).toBe(transports.loopback)
    expect(choose('browser', [scheme, loopback])).toBe(transports.loopback)
    expect(choose('browser', [scheme])).toBe(transports.scheme)
  })
})
