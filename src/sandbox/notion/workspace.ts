import { createHash } from 'node:crypto'

/** The one workspace that the sandbox serves. */
export const WORKSPACE = {
  name: 'Harbour Collective',
  id: 'ae9b42b3-5f0d-4c6e-9d1c-7a2f64c0e5b8',
  icon: '⚓',
  maxUploadBytes: 5_242_880,
} as const

/** The registered connection. */
export type NotionApp = {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: readonly string[]
}

/** Credentials follow from the seed, as those of the other services do. They guard nothing but made-up pages. */
export function registerNotionApp(seed: number, redirectUris?: readonly string[]): NotionApp {
  const id = digest(`client id ${seed}`)
  return {
    name: 'Portolan',
    clientId: `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`,
    clientSecret: `secret_${digest(`client secret ${seed}`).slice(0, 43)}`,
    redirectUris: redirectUris ?? [
      'http://localhost:17823/oauth/notion/callback',
      'http://localhost:17833/oauth/notion/callback',
      'http://localhost:17843/oauth/notion/callback',
      'http://localhost:8000/integrations/notion/oauth2callback',
    ],
  }
}

function digest(words: string): string {
  return createHash('sha256').update(`portolan notion sandbox ${words}`).digest('hex')
}
