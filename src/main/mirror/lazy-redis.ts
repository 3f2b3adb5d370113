import type { Result } from '../../shared/result.ts'
import type { MirrorProblem } from '../../shared/model/mirror-server.ts'
import type { HostLedger } from '../network/host-ledger.ts'
import type { RedisAccess } from './mirror-settings.ts'
import { isAboutServer } from './problem.ts'
import type { RedisDoor } from './redis-door.ts'

/**
 * The door to Redis, whose code is loaded when it is first gone through: most people never do. Whoever is asked is in the
 * ledger before anything leaves, those that a Sentinel or a cluster named included.
 */
export function createLazyRedis(
  access: RedisAccess,
  hosts: Pick<HostLedger, 'note' | 'noteFailure'>,
): RedisDoor {
  const { addresses } = access.server
  let door: Promise<RedisDoor> | null = null
  let isClosed = false
  const hostOf = (address: string): string => new URL(address).host
  // The addresses of the settings are noted with every question already.
  const noteNamed = (node: string): void => {
    if (!addresses.some((address) => hostOf(address) === hostOf(node))) hosts.note(node, 'app')
  }
  const open = (): Promise<RedisDoor> =>
    (door ??= import('./redis-door.ts').then(({ openRedis }) => {
      const opened = openRedis(access, { onNode: noteNamed })
      if (isClosed) opened.close()
      return opened
    }))
  async function counted<Value>(
    ask: (opened: RedisDoor) => Promise<Result<Value, MirrorProblem>>,
  ): Promise<Result<Value, MirrorProblem>> {
    for (const address of addresses) hosts.note(address, 'app')
    const answer = await ask(await open())
    if (!answer.ok && isAboutServer(answer.error)) {
      for (const address of addresses) hosts.noteFailure(address, 'app')
    }
    return answer
  }
  return {
    run: (...asked) => counted((opened) => opened.run(...asked)),
    send: (...asked) => counted((opened) => opened.send(...asked)),
    scan: (...asked) => counted((opened) => opened.scan(...asked)),
    close() {
      isClosed = true
      void door?.then((opened) => opened.close())
    },
  }
}
