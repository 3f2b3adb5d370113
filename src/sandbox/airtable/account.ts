import { createHash } from 'node:crypto'
import { makeId } from './ids.ts'

/** Somebody who can stand in a collaborator field. */
export type Collaborator = { id: string; email: string; name: string }

const NAMES: readonly (readonly [name: string, mailbox: string])[] = [
  ['Sam Harbour', 'sam.harbour'],
  ['Ìfẹ́olúwa Adébáyò', 'ifeoluwa.adebayo'],
  ['美咲 佐藤', 'misaki.sato'],
  ['ليلى المنصوري', 'leila.almansouri'],
  ['Zoé <b>Beauchamp</b>', 'zoe.beauchamp'],
]

/** The people of the workspace. The first is the one who signs in. */
export const COLLABORATORS: readonly Collaborator[] = NAMES.map(([name, mailbox]) => ({
  id: makeId('usr', mailbox),
  email: `${mailbox}@example.com`,
  name,
}))

export const USER: Collaborator = {
  id: makeId('usr', 'sam.harbour'),
  email: 'sam.harbour@example.com',
  name: 'Sam Harbour',
}

export type ClientKind = 'confidential' | 'public'

/** An integration as it was registered; a public one has no secret. */
export type Registration = {
  kind: ClientKind
  name: string
  clientId: string
  clientSecret?: string
  redirectUris: readonly string[]
}

export type Registrations = {
  confidential: Registration & { clientSecret: string }
  public: Registration
}

/** Credentials follow from the seed, so that a sandbox that is started again still knows its clients. */
export function registerIntegrations(seed: number, given?: readonly string[]): Registrations {
  const redirectUris = given ?? [
    'http://localhost:17823/oauth/airtable/callback',
    'http://localhost:17833/oauth/airtable/callback',
    'http://localhost:17843/oauth/airtable/callback',
    'http://localhost:8000/integrations/airtable/oauth2callback',
  ]
  return {
    confidential: {
      ...{ kind: 'confidential', name: 'Portolan', redirectUris },
      clientId: asUuid(digest(`airtable client ${seed}`)),
      clientSecret: digest(`airtable client secret ${seed}`),
    },
    public: {
      ...{ kind: 'public', name: 'Portolan for desktops', redirectUris },
      clientId: asUuid(digest(`airtable public client ${seed}`)),
    },
  }
}

/** 64 hexadecimal characters. */
export function digest(text: string): string {
  return createHash('sha256').update(`portolan sandbox ${text}`).digest('hex')
}

function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
