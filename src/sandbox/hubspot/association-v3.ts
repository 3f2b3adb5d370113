import { z } from 'zod'
import { emptyReply } from '../exchange.ts'
import { unknownEnd } from './association-replies.ts'
import { namesOf, rolesBetween, type Role } from './association-types.ts'
import { readInputs } from './batch-inputs.ts'
import { batchReply, type RowError } from './batch-reply.ts'
import type { AssociationCall } from './association-reads.ts'
import type { ObjectType } from './object-types.ts'
import { liveNode } from './live-node.ts'
import { validationError } from './errors.ts'

const idSchema = z.union([z.string(), z.number()]).transform(String)
const endSchema = z.object({ id: idSchema })
/** A tie of version 3 names its kind in words, such as `contact_to_company` (schema PublicAssociation). */
const inputSchema = z.object({ from: endSchema, to: endSchema, type: z.string() })

export const tieBatchOfVersion3: AssociationCall = (crm, { from, to, version }, { body }) => {
  const read = readInputs(inputSchema, body)
  if ('refused' in read) return read.refused
  const results: unknown[] = []
  const errors: RowError[] = []
  for (const input of read.inputs) {
    const role = roleNamed(from, to, input.type)
    if (role === undefined) return validationError(`${input.type} is not a valid association type`)
    const one = liveNode(crm, from, input.from.id)
    const other = liveNode(crm, to, input.to.id)
    if (one === undefined) errors.push(unknownEnd(from, input.from.id))
    if (other === undefined) errors.push(unknownEnd(to, input.to.id))
    if (one === undefined || other === undefined) continue
    crm.associations.link(one, other, [role])
    results.push({ from: input.from, to: input.to, type: input.type })
  }
  return batchReply(crm, version, { status: 201, results, errors })
}

export const untieBatchOfVersion3: AssociationCall = (crm, { from, to }, { body }) => {
  const read = readInputs(inputSchema, body)
  if ('refused' in read) return read.refused
  for (const input of read.inputs) {
    const one = liveNode(crm, from, input.from.id)
    const other = liveNode(crm, to, input.to.id)
    if (one !== undefined && other !== undefined) crm.associations.unlink(one, other)
  }
  return emptyReply(204)
}

function roleNamed(from: ObjectType, to: ObjectType, name: string): Role | undefined {
  return rolesBetween(from, to).find((role) => namesOf(from, to, [role]).includes(name))
}
