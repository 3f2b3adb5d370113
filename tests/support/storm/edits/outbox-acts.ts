import type { ChangeView } from '../../../../src/shared/model/change.ts'
import { oneOf } from '../acts.ts'
import { markField } from './promises.ts'
import { resolve } from './resolve-act.ts'
import {
  chance,
  noteNewChanges,
  outcomeOf,
  someOf,
  type StormAct,
  type StormContext,
} from './storm-context.ts'

/** The user decides about what waits. */
export const outboxActs: readonly StormAct[] = [
  { weight: 6, perform: (context) => decide(context, 'discard') },
  { weight: 5, perform: (context) => decide(context, 'hold') },
  { weight: 5, perform: (context) => decide(context, 'release') },
  { weight: 9, perform: (context) => decide(context, 'retry') },
  { weight: 9, perform: (context) => undoOrRedo(context, 'undo') },
  { weight: 6, perform: (context) => undoOrRedo(context, 'redo') },
  {
    weight: 16,
    async perform(context) {
      const { needsYou } = await context.desk.outbox()
      const change = oneOf(context.random, needsYou)
      return change === null ? null : resolve(context, change)
    },
  },
]

type Decision = 'discard' | 'hold' | 'release' | 'retry'

const isFor: Readonly<Record<Decision, (change: ChangeView) => boolean>> = {
  discard: ({ state }) => state !== 'sending',
  hold: ({ state }) => state === 'waiting',
  release: ({ state }) => state === 'held',
  // What is to be looked at first is no matter of trying again.
  retry: ({ state, reason }) => state !== 'sending' && reason?.kind !== 'changed-there',
}

async function decide(context: StormContext, decision: Decision): Promise<string | null> {
  const { desk, promises } = context
  const { waiting, needsYou } = await desk.outbox()
  const isAll = decision === 'retry' || (decision === 'release' && chance(context, 0.5))
  const fitting = [...waiting, ...needsYou].filter(isFor[decision])
  const chosen = isAll ? fitting : someOf(context, fitting, decision === 'discard' ? 2 : 4)
  if (chosen.length === 0) return null
  const ids = chosen.map(({ id }) => id)
  const isGoing = decision === 'release' || decision === 'retry'
  const isDone = promises.takeBack(isGoing ? ids : [])
  const decided = await desk.core().handlers.outbox[decision]({ ids })
  isDone()
  if (decided.ok && (decision === 'discard' || decision === 'hold')) {
    const moment = desk.watch.tick()
    for (const { id, fields } of chosen) promises.letGo(id, fields, moment)
  }
  const names = chosen.map(({ kind, key }) => `${kind} ${promises.nameOf(key)}`).slice(0, 4)
  return outcomeOf(context, `${decision}s ${chosen.length}: ${names.join(', ')}`, decided)
}

/** What Undo has created is deleted as it is, whatever somebody has seen of it. */
export async function noteWhatUndoMade(context: StormContext): Promise<void> {
  const { promises } = context
  for (const { kind, key } of await noteNewChanges(context)) {
    if (kind === 'delete') promises.mayRemove(promises.nameOf(key), 'any')
  }
}

async function undoOrRedo(context: StormContext, how: 'undo' | 'redo'): Promise<string | null> {
  const { desk, promises } = context
  const offered = (await desk.outbox())[how]
  if (offered === null) return null
  const mark = offered.name.split(' ').at(-1) ?? markField
  if (how === 'redo') promises.mayCreateAgain(mark)
  const isDone = promises.takeBack('all')
  const undone = await desk.core().handlers.outbox[how]({})
  isDone()
  const done = undone.ok ? undone.value : null
  if (how === 'redo' && done !== null) promises.mayCreateAgain(done.name.split(' ').at(-1) ?? markField)
  if (undone.ok) await noteWhatUndoMade(context)
  return outcomeOf(context, `${how}es ${offered.kind} of ${offered.name} (${done?.count ?? 0})`, undone)
}
