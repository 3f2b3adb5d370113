import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { contactValuesSchema, contactVersionSchema } from '../../shared/model/contact.ts'
import type { NewVersion } from '../../shared/outbox-protocol.ts'
import type { Change } from './change.ts'
import type { Version } from './sending.ts'

const versionSchema = z.strictObject({
  origin: contactVersionSchema.shape.origin,
  values: contactValuesSchema,
})

/** A state of a record, to be kept. */
export const toNewVersion = (
  { key, origin, values }: Version,
  accountId: Change['accountId'],
  atMs: number,
): NewVersion => ({
  token: randomUUID(),
  key,
  accountId,
  atMs,
  body: JSON.stringify({ origin, values }),
})

/** Throws where the text is not one of ours. */
export const readVersion = (body: string): z.infer<typeof versionSchema> =>
  versionSchema.parse(JSON.parse(body))
