import type { MirrorChange, MirrorSettings, MirrorStatus } from '../../../../shared/model/mirror.ts'
import { isRedisAddress, redisAddressParts } from '../../../../shared/model/mirror-server.ts'

/** What stands in the form of the server. */
export interface ServerDraft {
  readonly kind: MirrorChange['server']['kind']
  /** One address a line. */
  readonly addresses: string
  readonly groupName: string
  readonly username: string
  /** Typed now; empty keeps what is set. */
  readonly password: string
  readonly authorities: MirrorChange['authorities']
}

/** What is set, else what a `.env` suggests. */
export function draftOf({ settings, suggested }: MirrorStatus): ServerDraft {
  const known = settings ?? suggested
  return {
    kind: known?.server.kind ?? 'single',
    addresses: known?.server.addresses.join('\n') ?? '',
    groupName: known?.server.groupName ?? '',
    username: known?.username ?? '',
    password: '',
    authorities: 'keep',
  }
}

export type ServerProblem = 'addressMissing' | 'addressWrong' | 'needsTls' | 'onlyOne' | 'groupMissing'

/** What keeps the draft from being a server, by the field that it belongs to; null where nothing does. */
export function serverProblem(
  draft: ServerDraft,
): { at: 'addresses' | 'groupName'; is: ServerProblem } | null {
  const lines = linesOf(draft)
  if (lines.length === 0) return { at: 'addresses', is: 'addressMissing' }
  if (lines.some((line) => redisAddressParts(line) === null)) return { at: 'addresses', is: 'addressWrong' }
  if (!lines.every(isRedisAddress)) return { at: 'addresses', is: 'needsTls' }
  if (draft.kind === 'single' && lines.length > 1) return { at: 'addresses', is: 'onlyOne' }
  if (draft.kind === 'sentinel' && draft.groupName.trim() === '')
    return { at: 'groupName', is: 'groupMissing' }
  return null
}

/** What a draft without a problem says to main. */
export function changeOf(draft: ServerDraft, { settings, suggested }: MirrorStatus): MirrorChange {
  return {
    server: {
      kind: draft.kind,
      addresses: linesOf(draft),
      groupName: draft.kind === 'sentinel' ? draft.groupName.trim() : null,
    },
    username: draft.username.trim() === '' ? null : draft.username.trim(),
    password: passwordOf(draft.password, settings, suggested),
    authorities: draft.authorities,
  }
}

function passwordOf(
  typed: string,
  settings: MirrorSettings | null,
  suggested: MirrorSettings | null,
): MirrorChange['password'] {
  if (typed !== '') return { kind: 'new', value: typed }
  if (settings !== null) return { kind: 'keep' }
  return { kind: suggested?.hasPassword === true ? 'imported' : 'none' }
}

const linesOf = ({ addresses }: ServerDraft): string[] =>
  addresses
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
