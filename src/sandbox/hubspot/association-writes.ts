import { z } from 'zod'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import type { AssociationCall, Ends, TieCall } from './association-reads.ts'
import { showDefaultPair, showPair, unknownEnd } from './association-replies.ts'
import { rolesBetween, roleOf, specsOf, type Role } from './association-types.ts'
import type { Node } from './associations.ts'
import { readInputs } from './batch-inputs.ts'
import { batchReply, type RowError } from './batch-reply.ts'
import type { Crm } from './crm.ts'
import { notFound, validationError } from './errors.ts'
import type { Refused } from './find-record.ts'
import { liveNode } from './live-node.ts'
import { readBodyAs } from './request-body.ts'

/** Rows of a batch that writes (HubSpot's associations guide). */
const MAX_WRITE = 2_000

const idSchema = z.union([z.string(), z.number()]).transform(String)
const endSchema = z.object({ id: idSchema })
const specSchema = z.object({ associationCategory: z.string(), associationTypeId: z.int() })
const pairSchema = z.object({ from: endSchema, to: endSchema })
const writeSchema = pairSchema.extend({ types: z.array(specSchema) })
const archiveSchema = z.object({ from: endSchema, to: z.array(endSchema) })

export const tieByDefault: TieCall = (crm, ends, _request, { fromId, toId }) => {
  const nodes = readNodes(crm, ends, fromId, toId)
  if (Array.isArray(nodes)) return notFound()
  crm.associations.link(nodes.from, nodes.to, [])
  return batchReply(crm, ends.version, {
    status: 200,
    results: showDefaultPair(nodes.from, nodes.to),
    errors: [],
  })
}

export const tieWithLabels: TieCall = (crm, ends, { body }, { fromId, toId }) => {
  const read = readBodyAs(z.array(specSchema), body)
  if ('refused' in read) return read.refused
  const roles = readRoles(ends, read.value)
  if ('refused' in roles) return roles.refused
  const nodes = readNodes(crm, ends, fromId, toId)
  if (Array.isArray(nodes)) return notFound()
  crm.associations.link(nodes.from, nodes.to, roles.roles)
  return jsonReply(201, showPair(nodes.from, nodes.to, labelsOf(ends, roles.roles)))
}

export const untie: TieCall = (crm, ends, _request, { fromId, toId }) => {
  const nodes = readNodes(crm, ends, fromId, toId)
  if (!Array.isArray(nodes)) crm.associations.unlink(nodes.from, nodes.to)
  return emptyReply(204)
}

export const tieBatchByDefault: AssociationCall = (crm, ends, { body }) => {
  const read = readInputs(pairSchema, body, MAX_WRITE)
  if ('refused' in read) return read.refused
  const results: unknown[] = []
  const errors: RowError[] = []
  for (const { from, to } of read.inputs) {
    const nodes = readNodes(crm, ends, from.id, to.id)
    if (Array.isArray(nodes)) {
      errors.push(...nodes)
      continue
    }
    crm.associations.link(nodes.from, nodes.to, [])
    results.push(...showDefaultPair(nodes.from, nodes.to))
  }
  return batchReply(crm, ends.version, { status: 200, results, errors })
}

/** 201 in version 4 and 2026-03; 2026-09 documents 200. */
export const tieBatch: AssociationCall = (crm, ends, { body }) => {
  const read = readInputs(writeSchema, body, MAX_WRITE)
  if ('refused' in read) return read.refused
  const results: unknown[] = []
  const errors: RowError[] = []
  for (const { from, to, types } of read.inputs) {
    const roles = readRoles(ends, types)
    if ('refused' in roles) return roles.refused
    const nodes = readNodes(crm, ends, from.id, to.id)
    if (Array.isArray(nodes)) {
      errors.push(...nodes)
      continue
    }
    crm.associations.link(nodes.from, nodes.to, roles.roles)
    results.push(showPair(nodes.from, nodes.to, labelsOf(ends, roles.roles)))
  }
  return batchReply(crm, ends.version, { status: ends.version === '2026-09' ? 200 : 201, results, errors })
}

export const untieBatch: AssociationCall = (crm, ends, { body }) => {
  const read = readInputs(archiveSchema, body, MAX_WRITE)
  if ('refused' in read) return read.refused
  for (const { from, to } of read.inputs) {
    for (const { id } of to) {
      const nodes = readNodes(crm, ends, from.id, id)
      if (!Array.isArray(nodes)) crm.associations.unlink(nodes.from, nodes.to)
    }
  }
  return replyToArchive(crm, ends)
}

/** Takes single labels away; the tie without a label stays. */
export const removeLabels: AssociationCall = (crm, ends, { body }) => {
  const read = readInputs(writeSchema, body, MAX_WRITE)
  if ('refused' in read) return read.refused
  for (const { from, to, types } of read.inputs) {
    const roles = readRoles(ends, types)
    if ('refused' in roles) return roles.refused
    const nodes = readNodes(crm, ends, from.id, to.id)
    if (!Array.isArray(nodes)) crm.associations.unlink(nodes.from, nodes.to, roles.roles)
  }
  return replyToArchive(crm, ends)
}

/** An empty 204 in version 4; 2026-09 documents a batch answer without results. */
function replyToArchive(crm: Crm, { version }: Ends): SandboxReply {
  return version === '2026-09'
    ? batchReply(crm, version, { status: 200, results: [], errors: [] })
    : emptyReply(204)
}

function labelsOf({ from, to }: Ends, roles: readonly Role[]): string[] {
  return specsOf(from, to, roles).flatMap(({ label }) => label ?? [])
}

function readRoles({ from, to }: Ends, types: z.output<typeof specSchema>[]): { roles: Role[] } | Refused {
  const roles = types.map(({ associationTypeId }) => roleOf(from, to, associationTypeId))
  const unknown = types.find((_, at) => roles[at] === undefined)
  return unknown === undefined
    ? { roles: roles.flatMap((role) => role ?? []) }
    : {
        refused: validationError(
          `No association type found with id ${unknown.associationTypeId} from ${from} to ${to}`,
        ),
      }
}

/** The two records of a tie, or an error for each that is not there. */
function readNodes(
  crm: Crm,
  { from: fromType, to: toType }: Ends,
  fromId: string,
  toId: string,
): { from: Node; to: Node } | RowError[] {
  const from = liveNode(crm, fromType, fromId)
  const to = liveNode(crm, toType, toId)
  const canBeTied = rolesBetween(fromType, toType).length > 0
  if (from !== undefined && to !== undefined && canBeTied) return { from, to }
  return [
    ...(from === undefined ? [unknownEnd(fromType, fromId)] : []),
    ...(to === undefined || !canBeTied ? [unknownEnd(toType, toId)] : []),
  ]
}
