import type { RedisAccess } from './mirror-settings.ts'
import type { RedisDoor } from './redis-door.ts'

/** The door to Redis, whose code is loaded when it is first gone through: most people never do. */
export function createLazyRedis(access: RedisAccess): RedisDoor {
  let door: Promise<RedisDoor> | null = null
  let isClosed = false
  const open = (): Promise<RedisDoor> =>
    (door ??= import('./redis-door.ts').then(({ openRedis }) => {
      const opened = openRedis(access)
      if (isClosed) opened.close()
      return opened
    }))
  return {
    run: async (...asked) => (await open()).run(...asked),
    send: async (...asked) => (await open()).send(...asked),
    close() {
      isClosed = true
      void door?.then((opened) => opened.close())
    },
  }
}
