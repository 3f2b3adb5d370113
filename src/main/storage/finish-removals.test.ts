import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import { finishRemovals } from './finish-removals.ts'

/** `owed`: what the store says each time it is asked; `finished`: what comes of each step. */
async function run(owed: (boolean | AppError)[], finished: (boolean | AppError)[]) {
  const asked: StoreMethod[] = []
  let told = 0
  const answer = (one: boolean | AppError | undefined, name: string): Result<unknown, AppError> => {
    if (one === undefined) throw new Error('asked too often')
    return typeof one === 'boolean' ? ok({ [name]: one }) : err(one)
  }
  await finishRemovals(
    {
      call: async <M extends StoreMethod>(method: M) => {
        asked.push(method)
        const reply =
          method === 'owesRemovals' ? answer(owed.shift(), 'isOwed') : answer(finished.shift(), 'isDone')
        return reply as Result<StoreOutput<M>, AppError>
      },
    },
    () => (told += 1),
  )
  return { asked, told }
}

describe('R42: what removed accounts left', () => {
  it('is gone on with until it is done, and where there is none nobody is asked again', async () => {
    expect(await run([true], [false, false, true])).toMatchObject({ told: 0, asked: { length: 4 } })
    expect(await run([false], [])).toMatchObject({ told: 0, asked: ['owesRemovals'] })
  })

  it('is told where it fails again', async () => {
    expect((await run([true, true], [false, { kind: 'storage-full' }])).told).toBe(1)
  })

  it('is nobody’s concern once the workspace is left', async () => {
    expect((await run([true, { kind: 'no-workspace' }], [{ kind: 'no-workspace' }])).told).toBe(0)
    expect((await run([true, false], [{ kind: 'no-workspace' }])).told).toBe(0)
  })
})
