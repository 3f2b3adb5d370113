import type { Handlers } from '../../shared/ipc/types.ts'
import { err, ok } from '../../shared/result.ts'
import type { AccountConnections } from '../accounts/account-connections.ts'
import type { SignIn } from './sign-in.ts'

export interface SignInHandlerPorts {
  readonly signIn: SignIn
  readonly connections: Pick<AccountConnections, 'connect' | 'cancelConnect'>
  /** Puts a text into the clipboard. */
  readonly copyText: (text: string) => void
  /** The user chose this place, and it is proposed the next time. */
  readonly onPlaceChosen: (place: 'window' | 'browser') => void
}

const done = ok({})

/** The endpoints of a sign-in under way. */
export function createSignInHandlers(ports: SignInHandlerPorts): Handlers['signIn'] {
  const { signIn, connections } = ports
  return {
    start: (request) => {
      ports.onPlaceChosen(request.place)
      return connections.connect(request)
    },
    get: async () => ok(signIn.status()),
    switchTo: async ({ place }) => {
      const switched = signIn.switchTo(place)
      if (!switched.ok) return switched
      ports.onPlaceChosen(place)
      return done
    },
    openAgain: async () => {
      const opened = await signIn.openAgain()
      return opened.ok ? done : opened
    },
    copyLink: async () => {
      const link = signIn.link()
      if (link === null) return err({ kind: 'no-sign-in' })
      ports.copyText(link.href)
      return done
    },
    paste: async ({ address }) => {
      const pasted = signIn.paste(address)
      return pasted.ok ? done : pasted
    },
    cancel: async () => {
      connections.cancelConnect()
      return done
    },
  }
}
