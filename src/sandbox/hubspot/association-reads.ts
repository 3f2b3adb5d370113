import { z } from 'zod'
import { jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { MAX_TIES, noAssociations, pageOfTies, showTie, showTieOfVersion3 } from './association-replies.ts'
import { readInputs } from './batch-inputs.ts'
import { batchReply, type RowError } from './batch-reply.ts'
import type { Crm } from './crm.ts'
import { notFound, validationError } from './errors.ts'
import { liveNode } from './live-node.ts'
import type { ObjectType } from './object-types.ts'

/** The two kinds of records that a call's path names, and the version it is of. */
export type Ends = { from: ObjectType; to: ObjectType; version: string }
export type AssociationCall = (crm: Crm, ends: Ends, request: SandboxRequest) => SandboxReply
/** A call on two records, or on one and a kind. */
export type TieCall = (
  crm: Crm,
  ends: Ends,
  request: SandboxRequest,
  ids: { fromId: string; toId: string },
) => SandboxReply

/** Rows of a batch (HubSpot's associations guide). */
const MAX_READ = 1_000

const readSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  after: z.string().regex(/^\d*$/).nullish(),
})

export const readTies: AssociationCall = (crm, { from, to, version }, { body }) => {
  const read = readInputs(readSchema, body, MAX_READ)
  if ('refused' in read) return read.refused
  const results: unknown[] = []
  const errors: RowError[] = []
  for (const { id, after } of read.inputs) {
    const node = liveNode(crm, from, id)
    const page = node && pageOfTies(crm, node, to, { after: after ?? '', limit: MAX_TIES })
    if (page === undefined || page.ties.length === 0) {
      errors.push(noAssociations(from, id, to))
      continue
    }
    const { ties, next } = page
    results.push({
      from: { id },
      to:
        version === 'v3'
          ? ties.flatMap((tie) => showTieOfVersion3(from, to, tie))
          : ties.map((tie) => showTie(from, to, tie)),
      ...(next === undefined ? {} : { paging: { next: { after: next } } }),
    })
  }
  return batchReply(crm, version, { status: 200, results, errors })
}

/** All records of a kind tied to one, in pages; no error where there are none. */
export const listTies: TieCall = (crm, { from, to }, { query, path }, { fromId }) => {
  const limit = Number(query.get('limit') ?? MAX_TIES)
  const after = query.get('after') ?? ''
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_TIES) {
    return validationError(`limit must be a number from 1 to ${MAX_TIES}`)
  }
  if (!/^\d*$/.test(after)) return validationError('The paging cursor "after" is not valid')
  const node = liveNode(crm, from, fromId)
  if (node === undefined) return notFound()
  const { ties, next } = pageOfTies(crm, node, to, { after, limit })
  const link = `${crm.origin()}${path}?${new URLSearchParams({ limit: String(limit), after: next ?? '' }).toString()}`
  return jsonReply(200, {
    results: ties.map((tie) => showTie(from, to, tie)),
    ...(next === undefined ? {} : { paging: { next: { after: next, link } } }),
  })
}
