import type { ChangeView, Resolution } from '../../../../src/shared/model/change.ts'
import { oneOf } from '../acts.ts'
import { markField } from './promises.ts'
import { chance, outcomeOf, typed, type StormContext } from './storm-context.ts'

/** The user answers a change that needs it, in one of the ways that the screen offers. */
export async function resolve(context: StormContext, change: ChangeView): Promise<string | null> {
  const { desk, promises } = context
  const { outbox } = desk.core().handlers
  context.asked(change.reason?.kind ?? '')
  const resolution = answerTo(context, change)
  const what = `about the ${change.kind} of ${promises.nameOf(change.key)} (${change.reason?.kind ?? ''})`
  if (resolution === 'discard') {
    const discarded = await outbox.discard({ ids: [change.id] })
    return outcomeOf(context, `discards ${what}`, discarded)
  }
  if (resolution === 'retry') {
    return outcomeOf(context, `retries ${what}`, await outbox.retry({ ids: [change.id] }))
  }
  const { id, revision } = change
  const resolved = await outbox.resolve({ id, revision, resolution })
  return outcomeOf(context, `says ${JSON.stringify(resolution)} ${what}`, resolved)
}

function answerTo(context: StormContext, change: ChangeView): Resolution | 'discard' | 'retry' {
  const { promises, random } = context
  const { reason } = change
  if (chance(context, 0.12)) return 'discard'
  switch (reason?.kind) {
    case 'conflict': {
      const chosen = reason.fields.map(({ name, yours, theirs }) => {
        const own = context.random()
        const value = own < 0.45 ? yours.value : own < 0.8 ? theirs.value : typed(context, 'u')
        promises.mayReplace(name, value, theirs.value)
        promises.mayReplace(name, value, yours.value)
        return [name, value] as const
      })
      return { kind: 'values', values: Object.fromEntries(chosen) }
    }
    case 'already-exists': {
      if (reason.existingKey === null) return 'discard'
      promises.isOne(promises.nameOf(change.key), promises.nameOf(reason.existingKey))
      // Only what is empty there is filled without a question.
      for (const { name, after } of change.fields) promises.mayReplace(name, after, '')
      return { kind: 'go-on' }
    }
    case 'merged-there':
      promises.isOne(promises.nameOf(change.key), promises.nameOf(reason.currentKey))
      return { kind: 'go-on' }
    case 'changed-there': {
      const now = Object.fromEntries(reason.fields.map((field) => [field.name, field.now]))
      promises.mayRemove(promises.nameOf(change.key), now)
      return { kind: 'go-on' }
    }
    case 'deleted-there':
      return change.kind === 'update' ? { kind: 'create-again' } : 'discard'
    case 'outcome-unknown': {
      const candidate = oneOf(random, reason.candidates)
      if (candidate === null) {
        promises.mayCreateAgain(change.name.split(' ').at(-1) ?? markField)
        return { kind: 'create-again' }
      }
      promises.isOne(promises.nameOf(change.key), promises.nameOf(candidate.key))
      return { kind: 'adopt', key: candidate.key }
    }
    case 'refused':
      return chance(context, 0.5) ? 'discard' : 'retry'
    default:
      return 'retry'
  }
}
