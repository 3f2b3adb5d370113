import { airtableBehaviourSchema } from '../../../sandbox/airtable/behaviour.ts'
import { createLimits as createAirtableLimits } from '../../../sandbox/airtable/limits.ts'
import { hubspotBehaviourSchema, type HubSpotBehaviour } from '../../../sandbox/hubspot/behaviour.ts'
import { createLimits as createHubSpotLimits, type LimitKind } from '../../../sandbox/hubspot/limits.ts'
import { notionBehaviourSchema } from '../../../sandbox/notion/behaviour.ts'
import { createLimits as createNotionLimits } from '../../../sandbox/notion/limits.ts'
import type { LimitedCall } from '../../providers/rate-limits.ts'
import type { Answer } from './simulated-service.ts'

/** A service that counts calls as the sandbox does; the waits are those of its provider's failures.ts. */
export interface CountingService {
  readonly answer: (call: LimitedCall) => Answer
  /** When it let a call through, and what it was. */
  readonly counted: { readonly atMs: number; readonly call: LimitedCall }[]
}

const refusalFor = (waitMs: number): Answer => ({ refusal: { waitMs, also: [] } })

function counting(nowMs: () => number, answer: (call: LimitedCall) => Answer): CountingService {
  const counted: { atMs: number; call: LimitedCall }[] = []
  return {
    counted,
    answer: (call) => {
      const given = answer(call)
      if (given.refusal === undefined) counted.push({ atMs: nowMs(), call })
      return given
    },
  }
}

export const ordinary: LimitedCall = { method: 'GET', path: ['crm', 'objects', '2026-09', 'contacts'] }
export const search: LimitedCall = {
  method: 'POST',
  path: ['crm', 'objects', '2026-09', 'contacts', 'search'],
}
export const associationRead: LimitedCall = {
  method: 'POST',
  path: ['crm', 'associations', '2026-09', 'contacts', 'companies', 'batch', 'read'],
}

export function hubspotCounting(nowMs: () => number, given: Partial<HubSpotBehaviour> = {}): CountingService {
  const behaviour = hubspotBehaviourSchema.parse({ limits: true, ...given })
  const limits = createHubSpotLimits(nowMs, () => behaviour)
  const kinds = new Map<LimitedCall, LimitKind>([
    [search, 'search'],
    [associationRead, 'exempt'],
  ])
  return counting(nowMs, (call) => {
    const kind = kinds.get(call) ?? 'ordinary'
    const reply = limits.addHeaders(limits.refuse(kind) ?? { status: 200, headers: {}, body: '' }, kind)
    const refused = reply.status === 429 ? refusalFor(kind === 'search' ? 1_000 : 10_000) : {}
    return { headers: reply.headers, ...refused }
  })
}

export const notionSearch: LimitedCall = { method: 'POST', path: ['v1', 'search'] }

export function notionCounting(nowMs: () => number): CountingService {
  const behaviour = notionBehaviourSchema.parse({ limits: true })
  const limits = createNotionLimits(() => behaviour, nowMs)
  return counting(nowMs, () => {
    const refused = limits.take()
    return refused === undefined ? {} : refusalFor(Number(refused.headers['retry-after']) * 1_000)
  })
}

export const recordsOf = (baseId: string): LimitedCall => ({
  method: 'GET',
  path: ['v0', baseId, 'tblAAAAAAAAAAAAAA'],
})

export function airtableCounting(nowMs: () => number): CountingService {
  const behaviour = airtableBehaviourSchema.parse({ limits: true })
  const refuse = createAirtableLimits(nowMs, () => behaviour)
  return counting(nowMs, ({ path: [, baseId] }) =>
    refuse({ baseId, isMeta: false }) === undefined ? {} : refusalFor(30_000),
  )
}
