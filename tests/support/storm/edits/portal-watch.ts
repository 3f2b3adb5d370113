import type { SandboxReply, SandboxRequest } from '../../../../src/sandbox/exchange.ts'
import type { Sandbox } from '../../../../src/sandbox/start-sandbox.ts'

type Values = Readonly<Record<string, string>>
type By = 'app' | 'other'

/** A change that took effect at the portal. Moments count all that happens in a storm, from 1. */
export interface PortalWrite {
  readonly moment: number
  /** When the app sent it. */
  readonly sentAt: number
  readonly by: By
  readonly kind: 'create' | 'update' | 'archive' | 'restore' | 'purge' | 'merge'
  /** What was asked for; a merge may leave another one. */
  readonly askedId: string
  readonly id: string
  readonly values: Values
  /** What stood in all fields before. */
  readonly before: Values
  /** Whether a field still was as the app had read it last before it sent this; null where it had read nothing. */
  readonly wasRead: ((field: string) => boolean) | null
}

/** What the app asked of the portal and what others did there, in the order in which it took effect. */
export interface PortalWatch {
  readonly writes: readonly PortalWrite[]
  /** The moment that is next. */
  tick(): number
  /** Marks a request as sent now by that run of the app. */
  readonly mark: (run: number, init?: RequestInit) => RequestInit
  /** Somebody else does something; answers what that does. */
  other(kind: PortalWrite['kind'], id: string, values: Values, act: () => string | undefined): void
  /** As long as it runs, reads of the record are the user's and prove nothing about those of the outbox. */
  whileUserReads<Value>(id: string, read: () => Promise<Value>): Promise<Value>
  onWrite(listener: (write: PortalWrite) => void): void
}

const header = 'x-storm'

/** Stands between the sandbox's door and its portal; nothing that is asked or answered is altered. */
export function watchPortal({ hubspot }: Sandbox): PortalWatch {
  const { contacts } = hubspot.records
  const writes: PortalWrite[] = []
  const listeners: ((write: PortalWrite) => void)[] = []
  const reads = new Map<string, Read[]>()
  const changedAt = new Map<string, number>()
  const userReads = new Map<string, number>()
  let moment = 0
  const tick = (): number => (moment += 1)

  const propertiesOf = (id: string): Values => {
    const record = contacts.get(id)
    return record?.archivedAtMs === undefined ? (record?.properties ?? {}) : {}
  }

  function note(write: Omit<PortalWrite, 'moment' | 'sentAt'>, sentAt: number | null): void {
    const at = tick()
    const noted = { ...write, moment: at, sentAt: sentAt ?? at }
    writes.push(noted)
    const fields = write.kind === 'merge' ? Object.keys(propertiesOf(write.id)) : Object.keys(write.values)
    for (const field of fields) changedAt.set(`${write.id} ${field}`, at)
    for (const listener of listeners) listener(noted)
  }

  const handle = hubspot.handle
  hubspot.handle = (request) => {
    const call = callIn(request)
    if (call === null) return handle(request)
    const [run = 0, sentAt = 0] = String(request.headers[header] ?? '')
      .split('/')
      .map(Number)
    const before = propertiesOf(call.id)
    const isThere = contacts.get(call.id) !== undefined && Object.keys(before).length > 0
    const reply = handle(request)
    if (reply.status >= 300) return reply
    const isNamed = call.kind === 'create' || call.kind === 'merge' || call.kind === 'read'
    // What was merged a moment ago answers for the one that it became.
    const id = isNamed ? idIn(reply) : (contacts.get(call.id)?.id ?? call.id)
    if (call.kind === 'read') {
      // What the user read at the same time proves that somebody looked, and not when the outbox did.
      const isUsers = (userReads.get(call.id) ?? 0) > 0
      const known = reads.get(id) ?? []
      if (id === call.id) reads.set(id, [...known, { run, moment: tick(), isUsers }])
      return reply
    }
    if ((call.kind === 'archive' || call.kind === 'purge') && !isThere) return reply
    const earlier = (reads.get(call.id) ?? []).filter((one) => one.run === run && one.moment < sentAt)
    const read = earlier.findLast(({ isUsers }) => !isUsers)
    const known = new Map(changedAt)
    const wasRead = (field: string): boolean =>
      read !== undefined && id === call.id && (known.get(`${id} ${field}`) ?? 0) < read.moment
    const look = earlier.length === 0 ? null : wasRead
    note(
      { by: 'app', kind: call.kind, askedId: call.id, id, values: call.values, before, wasRead: look },
      sentAt,
    )
    return reply
  }

  return {
    writes,
    tick,
    mark(run, init) {
      const headers = new Headers(init?.headers)
      headers.set(header, `${run}/${tick()}`)
      return { ...init, headers }
    },
    other(kind, id, values, act) {
      const before = propertiesOf(id)
      const left = act()
      if (left !== undefined)
        note({ by: 'other', kind, askedId: id, id: left, values, before, wasRead: null }, null)
    },
    async whileUserReads(id, read) {
      userReads.set(id, (userReads.get(id) ?? 0) + 1)
      try {
        return await read()
      } finally {
        userReads.set(id, (userReads.get(id) ?? 1) - 1)
      }
    },
    onWrite: (listener) => void listeners.push(listener),
  }
}

interface Read {
  readonly run: number
  readonly moment: number
  readonly isUsers: boolean
}

interface Call {
  readonly kind: PortalWrite['kind'] | 'read'
  readonly id: string
  readonly values: Values
}

/** What a request asks about contacts one by one; null for everything else. */
function callIn({ method, segments, query, body }: SandboxRequest): Call | null {
  const [crm, objects, , type, id = '', more] = segments
  if (crm !== 'crm' || objects !== 'objects' || type !== 'contacts' || more !== undefined) return null
  const json = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
  const values = (json['properties'] ?? {}) as Values
  switch (`${method} ${id === '' || /^\d+$/.test(id) ? (id === '' ? '' : 'id') : id}`) {
    case 'POST ':
      return { kind: 'create', id: '', values }
    case 'POST merge':
      return { kind: 'merge', id: String(json['primaryObjectId']), values: {} }
    case 'POST gdpr-delete':
      return { kind: 'purge', id: String(json['objectId']), values: {} }
    case 'PATCH id':
      return { kind: 'update', id, values }
    case 'DELETE id':
      return { kind: 'archive', id, values: {} }
    case 'GET id':
      return query.has('idProperty') ? null : { kind: 'read', id, values: {} }
    default:
      return null
  }
}

const idIn = ({ body }: SandboxReply): string => String((JSON.parse(body) as { id: unknown }).id)
