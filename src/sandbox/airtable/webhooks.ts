import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { jsonReply, type SandboxReply } from '../exchange.ts'
import { USER } from './account.ts'
import type { CellReader } from './cells.ts'
import { errorReply, invalidRequest, notFound } from './errors.ts'
import { makeId } from './ids.ts'
import type { Base, TableChange } from './workspace.ts'

const specificationSchema = z.object({
  notificationUrl: z.null().optional(),
  specification: z.object({
    options: z.object({
      filters: z.looseObject({
        dataTypes: z.array(z.enum(['tableData', 'tableFields', 'tableMetadata'])).min(1),
        recordChangeScope: z.string().optional(),
      }),
    }),
  }),
})

const payloadSchema = z.looseObject({ timestamp: z.string() })
export const webhooksStateSchema = z.array(
  z.object({
    ...{ id: z.string(), baseId: z.string(), expiresAtMs: z.number(), cursor: z.number() },
    specification: specificationSchema.shape.specification,
    payloads: z.array(z.object({ cursor: z.number(), atMs: z.number(), payload: payloadSchema })),
  }),
)
type Webhook = z.output<typeof webhooksStateSchema>[number]

export type Webhooks = {
  list: (base: Base) => SandboxReply
  create: (base: Base, body: unknown) => SandboxReply
  payloads: (base: Base, id: string, query: URLSearchParams) => SandboxReply
  refresh: (base: Base, id: string) => SandboxReply
  remove: (base: Base, id: string) => SandboxReply
  note: (change: TableChange, reader: CellReader) => void
  readState: () => Webhook[]
}

const WEEK_MS = 7 * 86_400_000
/** "A single OAuth integration can create up to 2 webhooks per base" (create a webhook reference). */
const PER_BASE = 2
const PAYLOADS_PER_PAGE = 50

/** Webhooks that are polled: without an address to notify. */
export function createWebhooks(now: () => number, state: Webhook[], onChange: () => void): Webhooks {
  const webhooks = new Map(state.map((webhook) => [webhook.id, webhook]))
  let transactions = 0

  /** An expired webhook can be looked at for one more week, and then it is gone. */
  const find = (base: Base, id: string): Webhook | undefined => {
    const webhook = webhooks.get(id)
    return webhook?.baseId === base.id && now() < webhook.expiresAtMs + WEEK_MS ? webhook : undefined
  }
  const isEnabled = (webhook: Webhook): boolean => now() < webhook.expiresAtMs
  const prolong = (webhook: Webhook): void => {
    if (isEnabled(webhook)) webhook.expiresAtMs = now() + WEEK_MS
    webhook.payloads = webhook.payloads.filter(({ atMs }) => now() - atMs < WEEK_MS)
    onChange()
  }
  const expirationTime = ({ expiresAtMs }: Webhook): string => new Date(expiresAtMs).toISOString()

  return {
    list: (base) => {
      const shown = [...webhooks.values()].filter(({ id }) => find(base, id) !== undefined)
      return jsonReply(200, {
        webhooks: shown.map((webhook) => ({
          id: webhook.id,
          specification: webhook.specification,
          notificationUrl: null,
          cursorForNextPayload: webhook.cursor,
          lastNotificationResult: null,
          areNotificationsEnabled: true,
          lastSuccessfulNotificationTime: null,
          isHookEnabled: isEnabled(webhook),
          expirationTime: expirationTime(webhook),
        })),
      })
    },
    create: (base, body) => {
      const parsed = specificationSchema.safeParse(body)
      if (!parsed.success) return invalidRequest()
      const mine = [...webhooks.values()].filter(({ id }) => find(base, id) !== undefined)
      if (mine.length >= PER_BASE) {
        return errorReply(
          422,
          'TOO_MANY_WEBHOOKS_BY_OAUTH_INTEGRATION_IN_BASE',
          'Too many webhooks in this base',
        )
      }
      const id = makeId('ach', base.id, randomBytes(8).toString('hex'))
      const { specification } = parsed.data
      const webhook = {
        id,
        baseId: base.id,
        expiresAtMs: now() + WEEK_MS,
        cursor: 1,
        specification,
        payloads: [],
      }
      webhooks.set(id, webhook)
      onChange()
      const macSecretBase64 = randomBytes(32).toString('base64')
      return jsonReply(200, { id, macSecretBase64, expirationTime: expirationTime(webhook) })
    },
    payloads: (base, id, query) => {
      const webhook = find(base, id)
      if (webhook === undefined) return notFound()
      const from = Number(query.get('cursor') ?? 1)
      const limit = Number(query.get('limit') ?? PAYLOADS_PER_PAGE)
      if (!Number.isInteger(from) || from < 1 || !Number.isInteger(limit) || limit < 1)
        return invalidRequest()
      prolong(webhook)
      const waiting = webhook.payloads.filter(({ cursor }) => cursor >= from)
      const shown = waiting.slice(0, Math.min(limit, PAYLOADS_PER_PAGE))
      const cursor = (shown.at(-1)?.cursor ?? from - 1) + 1
      const payloads = shown.map(({ payload }) => payload)
      return jsonReply(200, {
        cursor,
        mightHaveMore: shown.length < waiting.length,
        payloads,
        payloadFormat: 'v0',
      })
    },
    refresh: (base, id) => {
      const webhook = find(base, id)
      if (webhook === undefined || !isEnabled(webhook)) return notFound()
      prolong(webhook)
      return jsonReply(200, { expirationTime: expirationTime(webhook) })
    },
    remove: (base, id) => {
      if (find(base, id) === undefined) return notFound()
      webhooks.delete(id)
      onChange()
      return jsonReply(200, {})
    },
    note: (change, reader) => {
      transactions++
      for (const webhook of webhooks.values()) {
        const { dataTypes, recordChangeScope = change.table.id } = webhook.specification.options.filters
        const concerns = webhook.baseId === change.baseId && recordChangeScope === change.table.id
        if (!concerns || !isEnabled(webhook) || !dataTypes.includes('tableData')) continue
        const payload = {
          timestamp: new Date(now()).toISOString(),
          baseTransactionNumber: transactions,
          payloadFormat: 'v0',
          actionMetadata: {
            source: 'client',
            sourceMetadata: { user: { ...USER, permissionLevel: 'create' } },
          },
          changedTablesById: { [change.table.id]: describe(change, reader) },
        }
        webhook.payloads.push({ cursor: webhook.cursor, atMs: now(), payload })
        webhook.cursor++
      }
    },
    readState: () => [...webhooks.values()],
  }
}

function describe({ kind, record, keys, table }: TableChange, reader: CellReader): Record<string, unknown> {
  if (kind === 'destroyed') return { destroyedRecordIds: [record.id] }
  const fields = table.fields().filter(({ key }) => keys.includes(key))
  const cellValuesByFieldId = Object.fromEntries(
    fields.map((field) => [field.id, reader.read(record, field) ?? null]),
  )
  if (kind === 'changed') return { changedRecordsById: { [record.id]: { current: { cellValuesByFieldId } } } }
  const createdTime = new Date(record.createdMs).toISOString()
  return { createdRecordsById: { [record.id]: { createdTime, cellValuesByFieldId } } }
}
