import { z } from 'zod'
import { text } from '../../../shared/text.ts'

/** Loopback addresses, the only ones that can lead a sign-in back into an app on this computer. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

function isLoopbackAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, hash } = new URL(value)
  return protocol === 'http:' && loopbackHosts.includes(hostname) && hash === ''
}

/** What a person enters of their own OAuth app. Spaces around pasted values are never part of them. */
export const credentialsSchema = z.object({
  clientId: text(300).trim().min(1),
  clientSecret: text(1_000).trim().min(1),
  redirectUri: text(300).trim().refine(isLoopbackAddress),
})
export type Credentials = z.output<typeof credentialsSchema>
