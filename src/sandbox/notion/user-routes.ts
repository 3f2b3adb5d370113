import type { SandboxReply } from '../exchange.ts'
import { objectNotFound, okReply } from './errors.ts'
import { refuseMalformedId } from './lookup.ts'
import { listOf, readPaging, sliceOf } from './paging.ts'
import type { NotionRoute } from './route.ts'
import { showBot, showPerson } from './users.ts'
import type { World } from './world.ts'

/** Who the connection is, and who else is in the workspace. */
export function createUserRoutes(world: World): readonly NotionRoute[] {
  const { users, behaviour } = world
  const seesEmails = (): boolean => behaviour().capabilities.includes('read_user_emails')
  const everybody = (): unknown[] => [
    ...users.people.map((person) => showPerson(person, seesEmails())),
    showBot(users, seesEmails()),
  ]

  return [
    { method: 'GET', path: '/v1/users/me', handle: () => okReply(showBot(users, seesEmails())) },
    {
      method: 'GET',
      path: '/v1/users',
      needs: 'read_users',
      handle: (request): SandboxReply => {
        const paging = readPaging(request)
        if ('refused' in paging) return paging.refused
        const slice = sliceOf(everybody() as Record<string, unknown>[], paging, 'users')
        return 'refused' in slice ? slice.refused : okReply(listOf('user', slice.part, slice.next))
      },
    },
    {
      method: 'GET',
      path: '/v1/users/{user_id}',
      needs: 'read_users',
      handle: (_, { user_id: id = '' }): SandboxReply => {
        const refused = refuseMalformedId('user_id', id)
        if (refused !== undefined) return refused
        if (id === users.bot.id) return okReply(showBot(users, seesEmails()))
        const person = users.find(id)
        return person === undefined ? objectNotFound('user', id) : okReply(showPerson(person, seesEmails()))
      },
    },
  ]
}
