import { z } from 'zod'
import { accountIdSchema } from '../../shared/model/account.ts'
import { changeIdSchema } from '../../shared/model/change-id.ts'
import { contactValuesSchema } from '../../shared/model/contact.ts'
import { itemKeySchema } from '../../shared/model/item.ts'
import { changeKindSchema } from '../../shared/model/pending-mark.ts'
import type { StoredStep } from '../../shared/outbox-protocol.ts'
import { isOver, type Change } from './change.ts'

/** One of the changes that a step made, with all that it takes to make the opposite once it is over. */
const partSchema = z.strictObject({
  changeId: changeIdSchema,
  kind: changeKindSchema,
  key: itemKeySchema,
  /** The record that a merge takes in. */
  otherKey: itemKeySchema.nullable(),
  name: z.string(),
  values: contactValuesSchema,
  base: contactValuesSchema,
  outcome: z.enum(['open', 'sent', 'discarded', 'settled']),
})
export type StepPart = z.infer<typeof partSchema>

export const partOf = (change: Change): StepPart => ({
  changeId: change.id,
  kind: change.kind,
  key: change.key,
  otherKey: change.otherKey,
  name: change.name,
  values: change.values,
  base: change.base,
  outcome: isOver(change) ? (change.state as 'sent') : 'open',
})

/** One thing that the user did, which Undo takes back as a whole. */
const stepSchema = z.strictObject({
  id: z.string(),
  seq: z.int(),
  /** What was done to many records at once is undone at once: its steps, one a record, have the same. */
  groupId: z.string().nullable().default(null),
  accountId: accountIdSchema,
  kind: changeKindSchema,
  name: z.string(),
  /** `undone` steps can be done again, the one that was undone last first. */
  state: z.enum(['done', 'undone']),
  parts: z.array(partSchema),
  /** The changes by which it was undone, where that took any. */
  undoneBy: z.array(partSchema),
})
export type Step = z.infer<typeof stepSchema>

/** So many times the user can undo. */
export const mostUndoable = 100

export const toStoredStep = (step: Step): StoredStep => ({
  id: step.id,
  seq: step.seq,
  accountId: step.accountId,
  changeIds: [...step.parts, ...step.undoneBy].map(({ changeId }) => changeId),
  body: JSON.stringify(step),
})

export const fromStoredStep = ({ body }: StoredStep): Step => stepSchema.parse(JSON.parse(body))

/** What was sent of these cannot be taken back by anything that this app could send. */
const isFinal = ({ kind, outcome }: StepPart): boolean =>
  outcome === 'sent' && (kind === 'delete' || kind === 'erase' || kind === 'merge')

/** Whether there is anything left in it that could be taken back. */
export const canBeTakenBack = ({ state, parts }: Step): boolean =>
  state === 'done' &&
  parts.some((part) => part.outcome === 'open' || (part.outcome === 'sent' && !isFinal(part)))

/** A contact that an import has created at the provider: to delete many of them takes a question of its own. */
export const isImported = ({ groupId, parts }: Step): boolean =>
  groupId !== null && parts.some(({ kind, outcome }) => kind === 'create' && outcome === 'sent')

/** Whether Undo may take it back unasked. */
export const canBeUndone = (step: Step): boolean => canBeTakenBack(step) && !isImported(step)
