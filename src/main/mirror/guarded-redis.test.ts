import { describe, expect, it } from 'vitest'
import { ok, type Result } from '../../shared/result.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import { guardRedis } from './guarded-redis.ts'

function guardHung() {
  const asked: string[] = []
  const told: (MirrorProblem | null)[] = []
  const first = Promise.withResolvers<Result<unknown, MirrorProblem>>()
  const redis = guardRedis(
    {
      run: () => Promise.resolve(ok(1)),
      send(command) {
        asked.push(command)
        return first.promise
      },
      close: () => undefined,
    },
    { clockMs: () => 0, random: () => 0, onChanged: (problem) => told.push(problem) },
  )
  return { redis, asked, told, answerFirst: first.resolve }
}

describe('a Redis that is closed', () => {
  it('answers what is under way although the server hangs, and says nothing of the server', async () => {
    const { redis, told } = guardHung()
    const underWay = redis.send('GET', 'a')
    redis.close()
    expect(await underWay).toEqual({ ok: false, error: { kind: 'not-reached' } })
    expect(redis.problem()).toBeNull()
    expect(told).toEqual([])
  })

  it('is asked nothing any more', async () => {
    const { redis, asked, answerFirst } = guardHung()
    answerFirst(ok('x'))
    expect(await redis.send('GET', 'a')).toEqual(ok('x'))
    redis.close()
    expect(await redis.send('GET', 'b')).toEqual({ ok: false, error: { kind: 'not-reached' } })
    expect(asked).toEqual(['GET'])
  })
})
