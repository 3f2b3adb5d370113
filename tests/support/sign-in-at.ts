import {
  createSignIn,
  type SignIn,
  type SignInPorts,
  type SignInOrder,
} from '../../src/main/oauth/sign-in.ts'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { withEndpoints } from '../../src/main/providers/endpoints.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { scopesFor } from '../../src/shared/model/provider.ts'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'

/** The deadline that a sign-in has asked for, for the test to let pass. */
export interface Alarm {
  readonly delayMs: number
  readonly ring: () => void
  isCalledOff: boolean
}

/** A sign-in over Node's fetch that never times out by itself. */
export function signInAt(
  transport: SignInTransport,
  overrides: Partial<SignInPorts> = {},
): { signIn: SignIn; alarms: Alarm[] } {
  const alarms: Alarm[] = []
  const signIn = createSignIn({
    transport: () => transport,
    onChanged: () => undefined,
    fetch: (address, init) => fetch(address, init),
    now: Date.now,
    later: (ring, delayMs) => {
      const alarm = { delayMs, ring, isCalledOff: false }
      alarms.push(alarm)
      return () => {
        alarm.isCalledOff = true
      }
    },
    ...overrides,
  })
  return { signIn, alarms }
}

/** HubSpot's sign-in at the sandbox's addresses, with the sandbox's client. */
export function requestAt({ hubspot: place }: Pick<SandboxEndpoints, 'hubspot'>): SignInOrder {
  return {
    providerId: hubspot.descriptor.id,
    accountId: null,
    place: 'window',
    scopes: scopesFor(hubspot.descriptor, 'write'),
    oauth: withEndpoints(hubspot, { ...place, redirectUris: [...place.redirectUris] }).oauth,
    client: {
      clientId: place.clientId,
      clientSecret: place.clientSecret,
      redirectUris: place.redirectUris,
    },
  }
}
