import { Readable } from 'node:stream'
import { z } from 'zod'
import type { AccountId } from '../../shared/model/account.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ItemPage, PagePlace } from '../../shared/list-protocol.ts'
import { err, type Result } from '../../shared/result.ts'
import { fieldsOfThrown } from '../logging/logger.ts'
import { answerFailure } from './answer-failure.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { failure, type Failure } from './failure.ts'
import { loadForm, readCredentials } from './forms.ts'
import { integrationItemSchema, toIntegrationItem } from './integration-item.ts'
import { loadStateOf } from './load-state.ts'
import { accountsAt, openPlace, type Place } from './open-workspace.ts'
import { formRoute, responses } from './responses.ts'

const pageSize = 500

/** `load`: every item that is kept of a provider's accounts, as it is here; nobody else is asked. */
export function addLoadRoute(app: Api, ports: AppPorts): void {
  app.post(
    '/integrations/:provider/load',
    {
      schema: {
        summary: 'Every item that is kept here. The header portolan-load says whether all is',
        ...formRoute,
        body: loadForm,
        response: responses({ 200: z.array(integrationItemSchema) }),
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const place = await placeOf(ports, params.provider, body)
      if (!place.ok) return answerFailure(reply, place.error)
      const accounts = await accountsAt(place.value, body.account_id)
      if (!accounts.ok) return answerFailure(reply, accounts.error)
      const state = await loadStateOf(place.value, accounts.value)
      const ids = accounts.value.map(({ id }) => id)
      const items = Readable.from(jsonOf(place.value, ids))
      items.on('error', (thrown) => ports.logger.warn('local-api.load-cut-off', fieldsOfThrown(thrown)))
      return reply.header('portolan-load', state).type('application/json; charset=utf-8').send(items)
    },
  )
}

function placeOf(
  ports: AppPorts,
  provider: Place['provider']['id'],
  { credentials, user_id, org_id }: z.infer<typeof loadForm>,
): Promise<Result<Place, Failure>> {
  const named = credentials === undefined ? { user_id, org_id } : readCredentials(credentials)
  if (named === null) return Promise.resolve(err(noCredentials))
  if (named.user_id === undefined || named.org_id === undefined) return Promise.resolve(err(noWorkspace))
  if ('provider' in named && named.provider !== undefined && named.provider !== provider)
    return Promise.resolve(err(otherProvider))
  return openPlace(ports, provider, { user_id: named.user_id, org_id: named.org_id })
}

/**
 * The array, page by page as the program takes it, so that none of it piles up here. Pages are asked for by account,
 * and an account is of one workspace: whatever is opened meanwhile, nothing else comes. An array that could not be ended
 * is cut off, so that no program takes a part for all.
 */
async function* jsonOf({ uses, workspace }: Place, accountIds: readonly AccountId[]): AsyncGenerator<string> {
  let separator = ''
  yield '['
  for (const accountId of accountIds) {
    let after: PagePlace | null = null
    do {
      const page: Result<ItemPage, AppError> = await uses.store.call('pageItems', {
        accountId,
        after,
        limit: pageSize,
      })
      if (!page.ok) throw new Error(`the store answered ${page.error.kind}`)
      if (uses.workspaces.current()?.id !== workspace.id) throw new Error('another workspace was opened')
      const { items } = page.value
      if (items.length > 0) {
        yield separator + items.map((item) => JSON.stringify(toIntegrationItem(item))).join(',')
        separator = ','
      }
      after = page.value.next
    } while (after !== null)
  }
  yield ']'
}

const noWorkspace = failure(
  422,
  'unusable-values',
  'Say which workspace: user_id and org_id, or credentials with the reply of the credentials route.',
)
const noCredentials = failure(
  422,
  'unusable-values',
  'credentials is to be the reply of the credentials route, as it came.',
)
const otherProvider = failure(422, 'unusable-values', 'These credentials are of another provider.')
